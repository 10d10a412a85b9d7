"""People and meetings in the formats that civic data is exchanged in: Popolo, and Open Civic Data's events.

Claims that people have rejected are left out. Identifiers are the archive's keys.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from django.db.models import Prefetch

from archive.exporting.columns import iso
from archive.exporting.records import in_order
from archive.models import Meeting, Office, OfficeHeld, Organization, Participation, Person

_CHUNK = 1000  # rows that are held in memory

Item = dict[str, Any]


def write_people(path: Path) -> None:
    """Persons, organizations, posts and memberships, as Popolo's JSON."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        _write(
            file,
            {
                "persons": _persons,
                "organizations": _organizations,
                "posts": _posts,
                "memberships": _memberships,
            },
        )


def write_events(path: Path) -> None:
    """Meetings with who took part, as Open Civic Data's events."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        _write(file, {"events": _events})


def _write(file: TextIO, lists: dict[str, Callable[[], Iterable[Item]]]) -> None:
    """An object of lists, an item a line, without holding the items in memory."""
    for number, (name, items) in enumerate(lists.items()):
        file.write(f"{',' if number else '{'}\n{json.dumps(name)}: [")
        for place, item in enumerate(items()):
            known = {key: value for key, value in item.items() if value not in (None, "", [])}
            file.write(f"{',' if place else ''}\n {json.dumps(known, ensure_ascii=False)}")
        file.write("\n]")
    file.write("\n}\n")


def _persons() -> Iterator[Item]:
    for person in in_order(Person.objects.prefetch_related("names")).iterator(_CHUNK):
        names = sorted(person.names.all(), key=lambda name: name.name)
        yield {
            "id": person.key,
            "name": person.name,
            "sort_name": person.pinyin,
            "other_names": [{"name": name.name, "note": name.kind} for name in names],
        }


def _organizations() -> Iterator[Item]:
    for body in in_order(Organization.objects.select_related("parent")).iterator(_CHUNK):
        yield {
            "id": body.name,
            "name": body.name,
            "other_names": [{"name": alias} for alias in body.aliases],
            "classification": body.kind,
            "parent_id": body.parent and body.parent.name,
        }


def _posts() -> Iterator[Item]:
    for office in in_order(Office.objects.select_related("organization")).iterator(_CHUNK):
        yield {
            "id": office.label,
            "label": office.label,
            "role": office.title,
            "organization_id": office.organization and office.organization.name,
        }


def _memberships() -> Iterator[Item]:
    """`start_date` and `end_date` are real ones; when print cites the person in the post is told apart."""
    rows = OfficeHeld.objects.standing().select_related("person", "office__organization")
    for held in in_order(rows).iterator(_CHUNK):
        yield {
            "person_id": held.person.key,
            "post_id": held.office.label,
            "organization_id": held.office.organization and held.office.organization.name,
            "role": held.office.title,
            "start_date": iso(held.start),
            "end_date": iso(held.end),
            "first_cited": iso(held.first_cited),
            "last_cited": iso(held.last_cited),
        }


def _events() -> Iterator[Item]:
    parts = Participation.objects.standing().select_related("person").order_by("role", "name")
    rows = Meeting.objects.select_related("series", "convener").prefetch_related(Prefetch("participations", parts))
    for meeting in in_order(rows).iterator(_CHUNK):
        yield {
            "id": meeting.key,
            "name": meeting.name,
            "classification": meeting.series and meeting.series.name,
            "start_date": iso(meeting.start),
            "end_date": iso(meeting.end),
            "all_day": True,
            "location": meeting.place and {"name": meeting.place},
            "participants": [*_convener(meeting), *map(_participant, meeting.participations.all())],
        }


def _convener(meeting: Meeting) -> Iterator[Item]:
    if meeting.convener:
        name = meeting.convener.name
        yield {"name": name, "entity_type": "organization", "entity_id": name, "note": "convener"}


def _participant(part: Participation) -> Item:
    """A participant as printed; `entity_id` is null where it is not known which person is meant."""
    return {
        "name": part.name,
        "entity_type": "person",
        "entity_id": part.person and part.person.key,
        "note": part.role,
    }
