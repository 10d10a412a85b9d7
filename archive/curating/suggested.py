"""The row and the field that a suggestion is about.

What has no page of its own is spoken of with the record that it belongs to, in the words of `importing.disagreeing`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.apps import apps

from archive.models import Leftover, OfficeHeld, Participation, Suggestion


class Subject(NamedTuple):
    """The record that a suggestion names, and the row of which it suggests a value for `field`.

    Both are None where they are gone. The row is None as well where a suggestion only tells of something.
    """

    record: Any
    row: Any
    field: str


def subject(suggestion: Suggestion) -> Subject:
    model: Any = apps.get_model("archive", suggestion.record_type)
    record = model.objects.filter(**{model.natural_key_fields[0]: suggestion.record_key}).first()
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
