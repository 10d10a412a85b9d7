"""What happened to one row is taken back by itself, where the rest of its operation does not hang on it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.curating import versions
from archive.curating.adding import NAMED
from archive.curating.correcting import correctable, fields_of, save
from archive.curating.models import Change, Operation
from archive.curating.recording import operation
from archive.curating.undoing import UndoError, changed_since, permission, putting_back
from archive.curating.works import regroup
from archive.importing.offices_held import write_offices_held
from archive.importing.settling import settle_decided
from archive.importing.sweeping import remove_orphans
from archive.models import OfficeHeld, Paragraph, PersonName, Printing, Suggestion
from archive.models.claims import Claim
from archive.models.curation import Curated
from archive.models.evidence import Mention

_DECISION = {"status", "decided_by", "decided_at"}
#: Of an office held, the days of the articles that name it: where no person has set them they follow from those.
_CITED = {"first_cited", "last_cited"}


def revert(change: Change, *, user: AbstractBaseUser) -> Operation:
    """Give the row of `change` the values that it had before; a row that was made goes, one that was removed comes.

    What an import or a command had set is locked then, and a mention that it had made is rejected, so that the next
    import does not do it again. Who may undo the operation may revert its changes. Raises UndoError when those values
    have changed since, naming what did, and for changes that cannot be alone, as where a text is cut: those are taken
    back with their operation.
    """
    done = change.operation
    with operation(Operation.Kind.UNDO, user, permission=permission(done, user)) as undoing:
        if not can_revert(change):
            raise UndoError(_("This change is one of several that belong together: undo the whole operation."))
        with putting_back(done, [change]):
            row = _put_back(change, user.get_username())
        undoing.sum_up(f"{row._meta.verbose_name}: {row}")
    return undoing


def can_revert(change: Change) -> bool:
    """Whether the change can be taken back without the rest of its operation."""
    model = change.model
    if change.before is None or change.after is None:
        return issubclass(model, Mention | PersonName)
    alone: set[str] = set(_DECISION) if issubclass(model, Claim | Suggestion) else set()
    if issubclass(model, Curated):
        alone |= correctable(model) | {"locks"}
    if model is OfficeHeld and change.operation.by and "locks" not in change.before:
        alone -= _CITED
    if model is PersonName:
        alone |= {"name", "kind", "script"}
    return fields_of(model, change.before.keys() | change.after.keys()) <= alone


def _put_back(change: Change, by: str) -> models.Model:
    model = change.model
    if change.after is None:
        return _bring_back(change)
    row = versions.locked(model, change.row)
    if any(getattr(row, name) != value for name, value in _values(model, change.after).items() if name != "locks"):
        raise changed_since(change.operation, [change])
    if change.before is None:
        return _remove(row, change, by)
    for name, value in _values(model, change.before).items():
        if name != "locks":
            setattr(row, name, value)
    if isinstance(row, Curated):
        _put_back_locks(row, change, by)
    save(row, fields_of(model, change.before))
    _settle(row)
    return row


def _bring_back(change: Change) -> models.Model:
    row = change.model(**_values(change.model, change.before or {}))
    if isinstance(row, Mention):
        paragraph = Paragraph.objects.filter(pk=row.paragraph_id, text__contains=row.printed).first()
        if paragraph is None or paragraph.text[row.start : row.end] != row.printed:
            raise UndoError(_("“%(words)s” does not stand there any more.") % {"words": row.printed})
    row.save(force_insert=True)
    _settle(row)
    return row


def _remove(row: models.Model, change: Change, by: str) -> models.Model:
    """Take a new row away; what an import has found is rejected instead, else the next one would find it again."""
    if isinstance(row, Mention) and not change.operation.by:
        row.status, row.decided_by, row.decided_at = Claim.Status.REJECTED, by, timezone.now()
        row.save()
        _settle(row)
        return row
    pk, _deleted = row.pk, row.delete()
    row.pk = pk
    _settle(row)
    for model, (mentions, target) in NAMED.items():
        if isinstance(row, mentions) and (record := getattr(row, f"{target}_id")):
            remove_orphans([{model: {record}}])
    return row


def _put_back_locks(row: Curated, change: Change, by: str) -> None:
    before, after = (change.before or {}).get("locks", {}), (change.after or {}).get("locks", {})
    for field in before.keys() | after.keys():
        if before.get(field) == after.get(field):
            continue
        row.locks = {name: lock for name, lock in row.locks.items() if name != field}
        if field in before:
            row.locks[field] = before[field]
    if not change.operation.by:
        row.lock(fields_of(type(row), (change.before or {}).keys()) & correctable(type(row)), by, timezone.now())


def _settle(row: models.Model) -> None:
    if isinstance(row, Mention):
        settle_decided([row])
    elif isinstance(row, OfficeHeld) and not _CITED & row.locks.keys():
        write_offices_held({(row.person_id, row.office_id)})
    elif isinstance(row, Printing):
        regroup([row.work_id])


def _values(model: type[models.Model], held: dict[str, Any]) -> dict[str, Any]:
    """Values of a change, by column, as attributes of a row."""
    fields = {field.column: field for field in model._meta.concrete_fields}
    return {fields[column].attname: fields[column].to_python(value) for column, value in held.items()}
