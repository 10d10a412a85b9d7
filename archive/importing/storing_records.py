"""The part of storing that brings the records findings speak of: people, bodies, offices, meetings and the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef

from archive.dates import Precision
from archive.importing import pinyin
from archive.importing.meeting_days import file_other_days
from archive.importing.recognising.findings import Findings, MeetingFound
from archive.importing.syncing import BATCH
from archive.models import (
    Document,
    Initiative,
    Instrument,
    Meeting,
    MeetingSeries,
    Office,
    Organization,
    Person,
    Redirect,
)
from archive.models.curation import Origin, Record
from archive.models.dates import columns_of
from archive.models.evidence import EVIDENCE

Row = TypeVar("Row", bound=Record)

#: Values that findings have to give, by model; dates are the names of partial dates.
_VALUES: dict[type[Record], tuple[str, ...]] = {
    Person: ("name", "pinyin"),
    Organization: ("pinyin",),
    Office: ("title", "organization_id"),
    MeetingSeries: ("convener_id",),
    Meeting: ("name", "series_id", "term", "number", "start", "end", "place", "convener_id"),
    Initiative: ("name", "kind", "level"),
    Instrument: ("title", "kind", "issuer_id", "date"),
}
_DATES = ("start", "end", "date")
_MARKS = str.maketrans("", "", '“”‘’「」『』"')


class Records:
    """Rows of the records that the findings of a document speak of, by the keys that the findings give."""

    def __init__(self, document: Document, found: Sequence[Findings]) -> None:
        self._document = document
        bodies = {office.body for f in found for office in f.offices if office.body}
        bodies |= {meeting.convener for f in found for meeting in f.meetings if meeting.convener}
        bodies |= {cited.issuer for f in found for cited in f.instruments if cited.issuer}
        self.bodies = self._bring(
            Organization, {name: Organization(name=name, pinyin=pinyin.of_name(name)) for name in bodies}
        )
        self.people = self._bring(
            Person,
            {p.key: Person(key=p.key, name=p.name, pinyin=pinyin.of_person(p.name)) for f in found for p in f.people},
        )
        self.offices = self._bring(
            Office,
            {
                office.label: Office(
                    label=office.label, title=office.post or office.title, organization=self._body(office.body)
                )
                for f in found
                for office in f.offices
                if office.label
            },
        )
        self.series = self._bring(
            MeetingSeries,
            {m.series: MeetingSeries(name=m.series) for f in found for m in f.meetings if m.series},
        )
        self.meetings = self.bring_meetings(m for f in found for m in f.meetings if not m.is_inferred)
        self.initiatives = self._bring(
            Initiative,
            {
                i.key: Initiative(key=i.key, name=i.name.translate(_MARKS) or i.name, kind=i.kind.value, level=i.level)
                for f in found
                for i in reversed(f.initiatives)
            },
        )
        self.instruments = self._bring(Instrument, self._cited(found))

    def bring_meetings(self, found: Iterable[MeetingFound]) -> dict[str, Meeting]:
        """Rows of meetings by key. Of several findings of one the values of the first that has any are taken."""
        wanted: dict[str, Meeting] = {}
        days: dict[str, set[str]] = defaultdict(set)
        for meeting in found:
            if meeting.date and meeting.date.precision is Precision.DAY:
                days[meeting.key].add(meeting.date.isoformat())
            row = wanted.setdefault(meeting.key, Meeting(key=meeting.key, name=meeting.name))
            _fill(
                row,
                {
                    "start": meeting.date,
                    "end": meeting.end_date,
                    "place": meeting.place,
                    "term": meeting.term,
                    "number": meeting.number,
                    "series_id": self.series[meeting.series].pk if meeting.series else None,
                    "convener_id": self.bodies[meeting.convener].pk if meeting.convener else None,
                },
            )
        for row in wanted.values():
            if row.start and row.end and row.end.latest < row.start.earliest:
                row.end = None
        brought = self._bring(Meeting, wanted)
        for key, row in brought.items():
            file_other_days(row, days[key])
        return brought

    def _cited(self, found: Sequence[Findings]) -> dict[str, Instrument]:
        wanted: dict[str, Instrument] = {}
        for cited in (cited for f in found for cited in f.instruments):
            row = wanted.setdefault(cited.key, Instrument(key=cited.key, title=cited.title, kind=cited.kind.value))
            issuer = self._body(cited.issuer)
            _fill(row, {"issuer_id": issuer.pk if issuer else None, "date": cited.date})
        return wanted

    def _body(self, name: str | None) -> Organization | None:
        return self.bodies[name] if name else None

    def _bring(self, model: type[Row], wanted: Mapping[str, Row]) -> dict[str, Row]:
        """The row of each key: that of the record it was merged into, the one that is there, or a new one.

        What is blank in a row that is there is filled; what only this document gave is set anew. Neither touches what a
        person has set, nor records that authority data or a curator vouch for.
        """
        field = model.natural_key_fields[0]
        moved = dict(
            Redirect.objects.filter(record_type=model._meta.model_name, old_key__in=list(wanted)).values_list(
                "old_key", "new_key"
            )
        )
        keys = {key: moved.get(key, key) for key in wanted}
        found: Iterable[Any] = model._default_manager.filter(**{f"{field}__in": list(keys.values())})
        rows: dict[str, Row] = {}
        for row in found:
            rows[getattr(row, field)] = row
        shared = self._shared(model, list(rows.values()))
        values = _VALUES[model]
        changed = []
        for key, proposed in wanted.items():
            there = rows.get(keys[key])
            if there and there.origin == Origin.IMPORT and key not in moved:
                given = {name: getattr(proposed, name) for name in values}
                if _fill(there, given, anew=there.pk not in shared):
                    changed.append(there)
        columns = [c for name in values for c in (columns_of(name, None) if name in _DATES else [name])]
        model._default_manager.bulk_update(changed, columns, batch_size=BATCH)
        new: dict[str, Row] = {keys[key]: made for key, made in wanted.items() if keys[key] not in rows}
        model._default_manager.bulk_create(new.values(), batch_size=BATCH)
        rows.update(new)
        return {key: rows[keys[key]] for key in wanted}

    def _shared(self, model: type[Record], rows: Sequence[Record]) -> set[int]:
        """Primary keys of those rows that other documents speak of as well."""
        if model not in EVIDENCE:
            return {row.pk for row in rows}
        mention, target = EVIDENCE[model]
        elsewhere = mention._default_manager.filter(**{target: OuterRef("pk")}).exclude(
            paragraph__article__document=self._document
        )
        shared = model._default_manager.filter(Exists(elsewhere), pk__in=[row.pk for row in rows])
        return set(shared.values_list("pk", flat=True))


def _fill(row: Record, values: Mapping[str, Any], *, anew: bool = False) -> bool:
    """Set what is blank in `row`, or with `anew` all that `values` has; whether anything changed."""
    differing = {
        name: value
        for name, value in values.items()
        if value not in (None, "")
        and getattr(row, name) != value
        and (anew or getattr(row, name) in (None, ""))
        and not row.is_locked(name.removesuffix("_id"))
    }
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)
