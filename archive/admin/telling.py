"""Changes of the history in words: rows by their names, fields by their labels, keys by the records they lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib import admin
from django.db.models import DateTimeField, Field, ForeignKey, Model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from archive.admin.wording import date_words, field_label, joined_dates, value_words
from archive.curating.models import Change
from archive.curating.reverting import can_revert
from archive.models import OfficeHeld, Participation, Printing, Suggestion
from archive.models.dates import COLUMNS, field_of
from archive.models.evidence import Mention

#: Columns that say nothing to people.
_INNER = {"id", "spans", "hashes", "told"}
#: Foreign keys that the names of rows are made of.
_NAMED_BY: dict[type[Model], tuple[str, ...]] = {
    Participation: ("meeting",),
    OfficeHeld: ("person", "office"),
    Printing: ("work", "article"),
}
#: Columns of rows that are gone, by which they are named.
_NAMES = ("name", "title", "label", "printed", "opening", "old_key", "record_key", "text", "key", "file_name")
#: Characters of a value that are shown.
_SHOWN = 160


class Told(NamedTuple):
    """A change: what sort of row it was made to, which one, and what differs (field, before, after)."""

    change: Change
    sort: str
    name: str
    address: str
    fields: list[tuple[str, str, str]]
    is_alone: bool  #: whether it can be taken back without the rest of its operation


def told(changes: Collection[Change]) -> list[Told]:
    """The changes in words, with a query for each table that they speak of and one for rows that are gone."""
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for change in changes:
        wanted[change.model].add(change.row)
        for field, before, after in change.fields:
            if isinstance(field, ForeignKey):
                wanted[field.related_model] |= {pk for pk in (before, after) if pk is not None}
    rows = {model: _rows(model, pks) for model, pks in wanted.items()}
    gone = _names_of_gone({model: pks - rows[model].keys() for model, pks in wanted.items()})
    return [_told(change, rows, gone) for change in changes]


def _rows(model: type[Model], pks: Iterable[int]) -> dict[int, Model]:
    rows: Any = model._default_manager.filter(pk__in=list(pks)).order_by()
    if related := _NAMED_BY.get(model):
        rows = rows.select_related(*related)
    if model._meta.model_name == "document":
        rows = rows.defer("text")
    return {row.pk: row for row in rows}


def _names_of_gone(missing: dict[type[Model], set[int]]) -> dict[tuple[str, int], str]:
    """The last names of rows that are not there any more, by table and primary key."""
    tables = {model._meta.db_table: pks for model, pks in missing.items() if pks}
    if not tables:
        return {}
    last = Change.objects.none()
    for table, pks in tables.items():
        last |= Change.objects.filter(table=table, row__in=pks, after__isnull=True)
    found = {}
    for change in last.order_by("pk"):
        values = change.before or {}
        found[change.table, change.row] = next((str(values[name]) for name in _NAMES if values.get(name)), "")
    return found


def _suggested(change: Change, row: Any) -> tuple[type[Model], str]:
    """The model and the field that a suggestion is about."""
    values = {**(change.before or {}), **(change.after or {})}
    record_type = values.get("record_type") or getattr(row, "record_type", "article")
    return apps.get_model("archive", record_type), str(values.get("field") or getattr(row, "field", ""))


def _told(change: Change, rows: dict[type[Model], dict[int, Model]], gone: dict[tuple[str, int], str]) -> Told:
    model = change.model
    row = rows[model].get(change.row)
    name = str(row) if row is not None else gone.get((change.table, change.row), "") or f"#{change.row}"
    has_page = row is not None and admin.site.is_registered(model)
    return Told(
        change,
        str(capfirst(model._meta.verbose_name)),
        _short(name),
        reverse(f"admin:archive_{model._meta.model_name}_change", args=[change.row]) if has_page else "",
        list(_fields(change, row, rows, gone)),
        can_revert(change),
    )


def _fields(change: Change, row: Model | None, rows: Any, gone: Any) -> Iterator[tuple[str, str, str]]:
    model = change.model
    before, after = change.before or {}, change.after or {}
    was, became = joined_dates(model, before), joined_dates(model, after)
    suggested = _suggested(change, row) if model is Suggestion else (model, "")
    for name in dict.fromkeys([*was, *became]):
        now = {part: getattr(row, f"{name}_{part}", None) for part in COLUMNS}
        now |= {part: value.isoformat() for part in ("earliest", "latest") if (value := now[part])}
        old, new = ({**now, **parts[name]} if name in parts else {} for parts in (was, became))
        yield str(capfirst(field_label(model, name))), _day(old), _day(new)
    for field, old_value, new_value in change.fields:
        is_place = issubclass(model, Mention) and field.name in ("start", "end")
        if field.name in _INNER or is_place or field_of(model, field.name) in {*was, *became}:
            continue
        if field.name == "locks" and old_value and new_value:  # those that differ
            old_value, new_value = (
                {key: lock for key, lock in one.items() if other.get(key) != lock}
                for one, other in ((old_value, new_value), (new_value, old_value))
            )
        old_words, new_words = (_words(model, field, value, rows, gone, suggested) for value in (old_value, new_value))
        if old_words or new_words:
            yield str(capfirst(str(field.verbose_name))), old_words, new_words


def _day(parts: dict[str, Any]) -> str:
    return date_words(parts) if parts.get("precision") and parts.get("earliest") else ""


def _words(
    model: type[Model], field: Field, value: Any, rows: Any, gone: Any, suggested: tuple[type[Model], str]
) -> str:
    if value is None:
        return ""
    if isinstance(field, ForeignKey):
        related: Any = field.related_model
        row = rows[related].get(value)
        if row is not None:
            return _short(str(row))
        name = gone.get((related._meta.db_table, value), "")
        return _("%(name)s (gone)") % {"name": name or f"#{value}"}
    if model is Suggestion and field.name in ("current", "proposed", "field"):
        about, name = suggested
        return field_label(about, name) if field.name == "field" else _short(value_words(about, name, value))
    if isinstance(field, DateTimeField):
        return date_format(timezone.localtime(field.to_python(value)), "DATETIME_FORMAT")
    if isinstance(value, dict) and field.name != "locks":
        return _short("; ".join(f"{key}: {each}" for key, each in value.items()))
    return _short(value_words(model, field.name, value))


def _short(text: str) -> str:
    return Truncator(text).chars(_SHOWN)
