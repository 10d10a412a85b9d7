"""Two people on one record: the second is told, and loses nothing.

The version of a row is its last change in the history. A page shows a row together with its version and sends it back
with what is to be done; what has changed since is then told by who did it and when.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.curating.errors import StaleRecordError
from archive.curating.models import Change, Operation
from archive.models import Redirect
from archive.models.natural import NaturalKeyModel

Row = TypeVar("Row", bound=models.Model)

#: Columns in which somebody else's change hinders nobody.
_ASIDE = {"locks", "ordinal"}
#: Columns that hold what a row is called.
_NAMES = ("name", "title", "supplied_title", "label", "opening", "printed")


def version(*rows: models.Model) -> int:
    """The version of `rows` together, as they are now; 0 where nothing has changed since they came."""
    return Change.objects.of(*rows).aggregate(last=models.Max("pk"))["last"] or 0


def locked(model: type[Row], pk: int) -> Row:
    """The row as it is now, which nobody changes before the transaction ends. Raises StaleRecordError if it is gone."""
    return locked_all(model, [pk])[0]


def locked_all(model: type[Row], pks: Iterable[int]) -> list[Row]:
    """As `locked`, for several rows, in the order of `pks`."""
    return _all(model._default_manager.select_for_update(of=["self"]), pks)


def present(model: type[Row], pks: Iterable[int]) -> list[Row]:
    """As `locked_all`, to be looked at only: nobody is kept from changing them."""
    return _all(model._default_manager.all(), pks)


def _all(rows: models.QuerySet[Row], pks: Iterable[int]) -> list[Row]:
    wanted, model = list(pks), rows.model
    found = {row.pk: row for row in rows.filter(pk__in=wanted).order_by("pk")}
    for pk in wanted:
        if pk not in found:
            raise _stale(Change.objects.filter(table=model._meta.db_table, row=pk, after__isnull=True), _("it"))
    return [found[pk] for pk in wanted]


def check(seen: int | None, *rows: models.Model, columns: Collection[str] = ()) -> None:
    """Raise StaleRecordError if one of `rows` has changed since the version `seen`; None asks nothing.

    With `columns` only changes of those count.
    """
    if seen is None:
        return
    later = Change.objects.of(*rows).filter(pk__gt=seen)
    if columns:
        later = later.filter(after__has_any_keys=list(columns))
    hindering = [change for change in later if change.after is None or change.after.keys() - _ASIDE]
    if hindering:
        last = max(hindering, key=lambda change: change.pk)
        row = next(row for row in rows if (row._meta.db_table, row.pk) == (last.table, last.row))
        raise _stale(later.filter(pk=last.pk), str(row))


def _was(removed: Change) -> str:
    """What a row that was removed was called; blank where it had no name of its own."""
    values = removed.before or {}
    return next((str(values[column]) for column in _NAMES if values.get(column)), "")


def _merged_into(removed: Change) -> str:
    """What the record is called into which the one that was removed has gone; blank where it has gone into none."""
    model: Any = removed.model
    if not issubclass(model, NaturalKeyModel) or removed.operation.kind != Operation.Kind.MERGE:
        return ""
    field = model.natural_key_fields[0]
    old = str((removed.before or {}).get(field))
    key = Redirect.objects.new_key(str(model._meta.model_name), old)
    return str(model._default_manager.filter(**{field: key}).first() or "") if key else ""


def _stale(changes: models.QuerySet[Change], name: str) -> StaleRecordError:
    last = changes.select_related("operation").order_by("-pk").first()
    if last is None:
        return StaleRecordError(_("The record is not there any more. Nothing was changed."))
    values = {
        "name": name,
        "by": last.operation.by or last.operation.get_kind_display(),
        "at": date_format(timezone.localtime(last.operation.at), "DATETIME_FORMAT"),
        "fields": ", ".join(str(field.verbose_name) for field, _old, _new in last.fields if field.name not in _ASIDE),
    }
    if last.after is None:
        values["name"] = _was(last) or name
        if new := _merged_into(last):
            told = _("%(by)s has merged %(name)s into %(new)s at %(at)s. Nothing was changed: go on with that one.")
            return StaleRecordError(told % {**values, "new": new})
        return StaleRecordError(_("%(by)s has removed %(name)s at %(at)s. Nothing was changed.") % values)
    return StaleRecordError(
        _("%(by)s has changed %(name)s at %(at)s (%(fields)s). Nothing was changed: look at it again.") % values
    )
