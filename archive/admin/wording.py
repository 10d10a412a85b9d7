"""Fields and values of rows in words: what locks, suggestions and the history name by columns and keys."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.dates import PartialDate
from archive.models.dates import field_of, partial_dates
from archive.pages.dating import partial_date


def field_label(model: type[Model], name: str) -> str:
    """What a field is called; a partial date is one, rows that hang on the record go by what they are."""
    if date := _date(model, name):
        return date
    if name == "lines":
        return _("raw lines")
    mention, _start, words = (*name.split(" ", 2), "", "")[:3]
    if words:  # a mention that lost its words
        return f"{apps.get_model('archive', mention)._meta.verbose_name}: {words}"
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if isinstance(field, Field):
        return str(field.verbose_name)
    return str(field.related_model._meta.verbose_name_plural)


def _date(model: type[Model], name: str) -> str:
    """What a partial date is called; blank for any other field."""
    dates = partial_dates(model)
    return str(dates[name].verbose_name) if name in dates else ""


def value_words(model: type[Model], name: str, value: Any) -> str:
    """A value as JSON keeps it, of a field of `model`, in words; blank where there is none."""
    if value in (None, "", [], {}):
        return ""
    if _date(model, name) or (isinstance(value, dict) and "precision" in value):  # one of a row that hangs on another
        return date_words(value)
    if name in ("paragraphs", "lines"):
        return "; ".join(_("lines %(first)s–%(last)s") % {"first": first, "last": last} for first, last in value)
    if name == "locks":
        return "; ".join(
            _("%(field)s (%(by)s)") % {"field": field_label(model, field), "by": lock.get("by", "")}
            for field, lock in sorted(value.items())
        )
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices: Mapping[Any, Any] = {}
    with contextlib.suppress(FieldDoesNotExist):
        choices = dict(getattr(model._meta.get_field(name), "flatchoices", ()))
    return str(capfirst(choices[value])) if value in choices else str(value)


def date_words(value: Any) -> str:
    """A partial date that is kept as its parts, or in ISO form."""
    date = PartialDate.from_json(value)
    if not date:
        return ""
    words = str(partial_date(date))
    if date.printed:
        words += _(" (printed: %(words)s)") % {"words": date.printed}
    return words + (_(" (inferred)") if date.inferred else "")


def joined_dates(model: type[Model], columns: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Of the columns of a row those that belong to partial dates, by the name of the date and the part."""
    dates: dict[str, dict[str, Any]] = {}
    for column, value in columns.items():
        if (name := field_of(model, column)) != column:
            dates.setdefault(name, {})[column.removeprefix(f"{name}_")] = value
    return dates
