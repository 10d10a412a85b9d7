"""Claims that are right but for the record: the words name another one, or one that the archive does not have yet."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from archive.curating import correcting, deciding, parting, versions
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.recording import operation, shortened
from archive.importing import keys, pinyin
from archive.models import Initiative, Instrument, Meeting, Office, Participation, Person
from archive.models.claims import Claim
from archive.models.curation import Origin, Record
from archive.models.evidence import EVIDENCE


def target(claim: Claim) -> str:
    """The foreign key of a claim that people put right; empty where the claim can only be confirmed or rejected."""
    if isinstance(claim, Participation):
        return "person"
    found = next((name for mentions, name in EVIDENCE.values() if mentions is type(claim)), "")
    # An office that the print leaves open is nobody's to correct: the next import would find it open again.
    return found if found and getattr(claim, f"{found}_id") else ""


def candidates(claim: Claim, text: str, limit: int = 12) -> list[Any]:
    """At most `limit` records that `text` names or spells and that the claim could be about instead."""
    field = target(claim)
    if not field or not text.strip():
        return []
    model: Any = type(claim)._meta.get_field(field).related_model
    return records_called(model, text, limit, but=getattr(claim, f"{field}_id"))


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


def assign(claim: Claim, record: Record, *, user: AbstractBaseUser, seen: int | None = None) -> Operation:
    """Let a claim be about `record`, confirmed; of a mention the link that was wrong stays, rejected.

    Raises as `parting.reassign`, and StaleRecordError when the claim has changed since the version `seen`.
    """
    with operation(Operation.Kind.DECIDE, user) as done:
        _assign(claim, record, user=user, seen=seen, done=done)
    return done


def assign_new(claim: Claim, name: str, *, user: AbstractBaseUser, seen: int | None = None) -> Operation:
    """As `assign`, to a new record called `name`, for which the user vouches."""
    name = name.strip()
    if not name:
        raise CurationError(_("A new record needs a name: type it, or choose one of the records."))
    with operation(Operation.Kind.DECIDE, user) as done:
        record = _enter(claim, name, user.get_username())
        _assign(claim, record, user=user, seen=seen, done=done)
    return done


def _assign(claim: Claim, record: Record, *, user: AbstractBaseUser, seen: int | None, done: Operation) -> None:
    claim = versions.locked(type(claim), claim.pk)
    versions.check(seen, claim)
    if not isinstance(claim, Participation):
        parting.reassign(type(claim)._default_manager.filter(pk=claim.pk), record, user=user, expected=1)
        return
    done.summary = shortened(f"{claim} → {record}")
    done.save(update_fields=["summary"])
    correcting.apply(claim, {"person": record}, by=user.get_username())
    deciding.decide(claim, Claim.Status.CONFIRMED, user=user)


def _enter(claim: Claim, name: str, by: str) -> Any:
    model: Any = type(claim)._meta.get_field(target(claim)).related_model
    old = getattr(claim, target(claim))
    vouched = {"origin": Origin.CURATOR, "curator": by}
    if model is Office:
        if found := Office.objects.filter(label=name).first():
            return found
        return Office.objects.create(label=name, title=name, **vouched)
    given: dict[type[Record], dict[str, Any]] = {
        Person: {"name": name, "pinyin": pinyin.of_person(name)},
        Meeting: {"name": name},
        Initiative: {"name": name, "kind": getattr(old, "kind", "")},
        Instrument: {"title": name, "kind": getattr(old, "kind", "")},
    }
    key = keys.first_free(name, parting.taken_keys(model, name))
    return model.objects.create(key=key, **given[model], **vouched)
