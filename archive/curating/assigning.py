"""Claims that are right but for the record: the words name another one, or one that the archive does not have yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from archive.curating import correcting, deciding, parting, versions
from archive.curating.entering import enter
from archive.curating.errors import CurationError
from archive.curating.handing_over import give_to
from archive.curating.models import Operation
from archive.curating.recording import operation
from archive.models import Instrument, Office, OfficeMention, Participation, Person
from archive.models.claims import Claim
from archive.models.curation import Record
from archive.models.evidence import EVIDENCE


def targets(claim: Claim) -> list[str]:
    """The foreign keys of a claim that people put right; none where there is no record to be put right."""
    if isinstance(claim, Participation):
        return ["person"]
    found = [name for mentions, name in EVIDENCE.values() if mentions is type(claim)]
    if isinstance(claim, OfficeMention):
        # An office that the print leaves open is nobody's to correct: the next import would find it open again.
        return [*(found if claim.office_id else []), "person"]
    return found


def candidates(claim: Claim, field: str, text: str, limit: int = 12) -> list[Any]:
    """At most `limit` records that `text` names or spells and that could stand in the foreign key `field` instead."""
    if field not in targets(claim) or not text.strip():
        return []
    return records_called(_model(claim, field), text, limit, but=getattr(claim, f"{field}_id"))


def records_called(model: Any, text: str, limit: int = 12, *, but: int | None = None) -> list[Any]:
    """At most `limit` records of a model that `text` names or spells, without the one with the primary key `but`."""
    rows: QuerySet[Any] = (
        model.objects.filter(label__contains=text.strip()) if model is Office else model.objects.named(text)
    )
    if model is Person:
        rows = rows.with_offices()  # type: ignore[attr-defined]
    name = {Office: "label", Instrument: "title"}.get(model, "name")
    # The name itself before those that contain it.
    return list(rows.exclude(pk=but).order_by(Length(name), name, "pk")[:limit])


def assign(
    claim: Claim, record: Record | None, *, user: AbstractBaseUser, field: str = "", seen: int | None = None
) -> Operation:
    """Let a claim be about `record`, confirmed; of a mention the link that was wrong stays, rejected.

    `field` is one of its `targets`, the first by default. A person may be None: the print names nobody who is known.
    Raises as `parting.reassign`, and StaleRecordError when the claim has changed since the version `seen`.
    """
    with operation(Operation.Kind.DECIDE, user) as done:
        _assign(claim, field, record, user=user, seen=seen, done=done)
    return done


def assign_new(
    claim: Claim, name: str, *, user: AbstractBaseUser, field: str = "", seen: int | None = None
) -> Operation:
    """As `assign`, to a new record called `name`, for which the user vouches."""
    with operation(Operation.Kind.DECIDE, user) as done:
        field = _target(claim, field)
        kind = getattr(getattr(claim, field), "kind", "")
        record = enter(_model(claim, field), name, by=user.get_username(), kind=kind)
        _assign(claim, field, record, user=user, seen=seen, done=done)
    return done


def confirm_with(
    claim: Any, values: Mapping[str, Any], *, user: AbstractBaseUser, seen: int | None = None
) -> Operation:
    """Give fields of a claim the `values`, as `correcting.correct` does, and confirm it."""
    with operation(Operation.Kind.DECIDE, user, str(claim)) as done:
        correcting.apply(claim, values, by=user.get_username(), seen=seen)
        deciding.decide(claim, Claim.Status.CONFIRMED, user=user)
    return done


def _assign(claim: Any, field: str, record: Any, *, user: AbstractBaseUser, seen: int | None, done: Operation) -> None:
    claim = versions.locked(type(claim), claim.pk)
    versions.check(seen, claim)
    field = _target(claim, field)
    if field != "person" and record is None:
        raise CurationError(_("Choose a record: a claim without one is rejected."))
    if not isinstance(claim, Participation | OfficeMention) or field != "person":
        parting.reassign(type(claim)._default_manager.filter(pk=claim.pk), record, user=user, expected=1)
        return
    done.sum_up(f"{claim} → {record or '–'}")
    if isinstance(claim, Participation):
        confirm_with(claim, {"person": record}, user=user)
    elif claim.person_id == (record.pk if record else None):
        raise CurationError(_("This is what the claim says already: confirm it."))
    else:
        give_to(claim, record, user.get_username())


def _target(claim: Claim, field: str) -> str:
    """`field`, or by default the first of the claim's targets. Raises CurationError where it is none of them."""
    found = targets(claim)
    if (field or not found) and field not in found:
        raise CurationError(_("This claim has no record that could be another: confirm it, or reject it."))
    return field or found[0]


def _model(claim: Claim, field: str) -> Any:
    return type(claim)._meta.get_field(field).related_model
