"""The records that suggestions and redirects name by type and key, and the row and the field that one is about.

What has no page of its own is spoken of with the record that it belongs to, in the words of `importing.disagreeing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.apps import apps

from archive.models import Leftover, OfficeHeld, Participation, Suggestion
from archive.models.curation import RecordType


def records_named(names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    """Those of the records of these types and keys that are there, by both: a query a type; documents without text."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for record_type, key in names:
        wanted[record_type].append(key)
    found: dict[tuple[str, str], Any] = {}
    for record_type, keys in wanted.items():
        model: Any = apps.get_model("archive", record_type)
        field = model.natural_key_fields[0]
        records = model.objects.filter(**{f"{field}__in": keys})
        if record_type == RecordType.DOCUMENT:
            records = records.without_text()
        found |= {(record_type, getattr(record, field)): record for record in records}
    return found


class Subject(NamedTuple):
    """The record that a suggestion names, and the row of which it suggests a value for `field`.

    Both are None where they are gone. The row is None as well where a suggestion only tells of something.
    """

    record: Any
    row: Any
    field: str


def subject(suggestion: Suggestion) -> Subject:
    named = (suggestion.record_type, suggestion.record_key)
    record = records_named([named]).get(named)
    name, *parts = suggestion.field.split(" ")
    if not parts:
        return Subject(record, record, name)
    hanging: Any = None
    field = suggestion.field
    if record is None:
        pass
    elif name == "leftover" and len(parts) == 2:
        place, field = parts
        line, _colon, start = place.partition(":")
        hanging = Leftover.objects.filter(document=record, first_line=line, start=start)
    elif name == "participation" and len(parts) > 2:
        role, field, *words = parts
        found = Participation._default_manager.filter(meeting=record, role=role)
        hanging = found.filter(name__startswith=" ".join(words))
    elif name == "officeheld" and len(parts) > 1:
        field, *words = parts
        hanging = OfficeHeld._default_manager.filter(person=record, office__label__startswith=" ".join(words))
    return Subject(record, hanging.order_by("pk").first() if hanging is not None else None, field)
