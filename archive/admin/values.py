"""The fields of a record as people read them: a partial date is one, and values are words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Field, Model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive.dates import PartialDate
from archive.models.dates import COLUMNS
from archive.pages.dating import partial_date

#: What partial dates are called, of which the table has columns only.
_DATES = {"start": _("start"), "end": _("end"), "date": _("date")}
#: Columns that say nothing about what the record stands for.
_INNER = {"id", "locks", "is_named", "pinyin", "curator"}


def fields(model: type[Model]) -> dict[str, str]:
    """The fields of a model that people read, by name, with what they are called."""
    found: dict[str, str] = {}
    for field in sorted(model._meta.concrete_fields, key=lambda field: field.name in ("origin", "note")):
        date, _underscore, part = field.name.rpartition("_")
        if part in COLUMNS and date in _DATES:
            found[date] = str(_DATES[date])
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
