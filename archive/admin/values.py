"""The fields of a record as people read them: a partial date is one, and values are words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Field, Model
from django.utils.text import capfirst

from archive.dates import PartialDate
from archive.models.dates import field_of, partial_dates
from archive.pages.dating import partial_date

#: Columns that say nothing about what the record stands for.
_INNER = {"id", "locks", "is_named", "pinyin", "curator"}


def fields(model: type[Model]) -> dict[str, str]:
    """The fields of a model that people read, by name, with what they are called."""
    found: dict[str, str] = {}
    dates = partial_dates(model)
    for field in sorted(model._meta.concrete_fields, key=lambda field: field.name in ("origin", "note")):
        if (date := field_of(model, field.name)) in dates:
            found[date] = str(dates[date].verbose_name)
        elif field.name not in _INNER:
            found[field.name] = str(field.verbose_name)
    return found


def value(record: Model, name: str) -> str:
    """The value of a field in words; blank where there is none."""
    found: Any = getattr(record, name)
    if found is None or found == []:
        return ""
    if isinstance(found, PartialDate):
        return str(partial_date(found))
    if isinstance(found, list):
        return listed(found)
    if isinstance(field := record._meta.get_field(name), Field) and field.choices:
        return str(capfirst(getattr(record, f"get_{name}_display")()))
    return str(found)


def listed(names: Iterable[str]) -> str:
    return "、".join(names)
