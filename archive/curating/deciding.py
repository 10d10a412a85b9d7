"""Claims and suggestions are confirmed and rejected, one or many at once; imports keep to what was decided."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.curating import correcting, versions
from archive.curating.errors import CurationError, StaleRecordError
from archive.curating.models import Operation
from archive.curating.recording import operation
from archive.curating.suggested import subject
from archive.curating.works import decide_printings
from archive.dates import PartialDate
from archive.importing.settling import settle_decided
from archive.models import Printing, Redirect, Suggestion
from archive.models.claims import Claim, decision
from archive.models.curation import Curated
from archive.models.dates import partial_dates
from archive.models.evidence import Mention


def decide(claim: Claim, status: Claim.Status, *, user: AbstractBaseUser, seen: int | None = None) -> Operation:
    """Confirm or reject a claim, or leave it undecided again (`suggested`)."""
    with operation(Operation.Kind.DECIDE, user, f"{claim}: {status.value}") as done:
        claim = versions.locked(type(claim), claim.pk)
        versions.check(seen, claim)
        _decide(type(claim)._default_manager.filter(pk=claim.pk), status, user)
    return done


def undecided(claims: QuerySet[Any], status: Claim.Status) -> QuerySet[Any]:
    """Those of `claims` that `decide_all` would change; their number is what it asks for as `expected`."""
    return claims.exclude(status=status)


def decide_all(
    claims: QuerySet[Any], status: Claim.Status, *, user: AbstractBaseUser, expected: int | None = None
) -> Operation:
    """Decide on all `claims`, of one model, that are not so decided yet, in one statement.

    Raises StaleRecordError when there are not as many as `expected` any more.
    """
    name = str(claims.model._meta.model_name)
    with operation(Operation.Kind.DECIDE, user, name) as done:
        pks = list(undecided(claims, status).order_by("pk").values_list("pk", flat=True).select_for_update(of=["self"]))
        if expected not in (None, len(pks)):
            raise StaleRecordError(
                _("There were %(expected)d of them, now there are %(number)d. Nothing was changed: look at them again.")
                % {"expected": expected, "number": len(pks)}
            )
        _decide(claims.model._default_manager.filter(pk__in=pks), status, user)
        done.sum_up(f"{name}: {len(pks)} → {status.value}")
    return done


def _decide(claims: QuerySet[Any], status: Claim.Status, user: AbstractBaseUser) -> None:
    if status == Claim.Status.SUGGESTED and claims.filter(rule="").exists():
        raise CurationError(_("What a person entered has no rule that suggests it: reject it instead."))
    if claims.model is Printing:
        decide_printings(claims, status, user)
        return
    claims.update(**decision(status, user.get_username()))
    if issubclass(claims.model, Mention):
        settle_decided(list(claims))


def settle_suggestion(
    suggestion: Suggestion, *, accept: bool, user: AbstractBaseUser, seen: int | None = None
) -> Operation:
    """Accept a suggestion: its value is set and locked; or reject it: the same is not suggested again.

    Of an article's cut nothing can be set: accepted, the cut is unlocked, and the next import makes the one it sees.
    Raises CurationError when it was settled before, or when the value does not fit.
    """
    with operation(Operation.Kind.DECIDE, user, str(suggestion)) as done:
        suggestion = versions.locked(Suggestion, suggestion.pk)
        versions.check(seen, suggestion)
        if suggestion.status != Suggestion.Status.OPEN:
            raise CurationError(
                _("%(by)s has settled this suggestion already.") % {"by": suggestion.decided_by or _("Somebody")}
            )
        if accept:
            _accept(suggestion, user.get_username())
        suggestion.status = Suggestion.Status.ACCEPTED if accept else Suggestion.Status.REJECTED
        suggestion.decided_by, suggestion.decided_at = user.get_username(), timezone.now()
        suggestion.save()
    return done


def _accept(suggestion: Suggestion, by: str) -> None:
    record, row, field = subject(suggestion)
    if record is None:
        raise CurationError(_("The record of this suggestion is gone: reject it."))
    if row is None:  # as of a mention whose words are gone, it only tells
        return
    model, value = type(row), suggestion.proposed
    if field == "paragraphs":
        correcting.release(row, [field])
    elif field == "bylines":
        correcting.put_bylines(row, value or [], by=by)
    elif _has_field(model, field):
        correcting.apply(row, {field: _value(model, field, value)}, by=by)


def _has_field(model: type[Curated], field: str) -> bool:
    return field in partial_dates(model) or field in {column.name for column in model._meta.concrete_fields}


def _value(model: type[Any], name: str, proposed: Any) -> Any:
    """What a suggestion proposes, as the field takes it: suggestions hold records by key and dates by parts."""
    if name in partial_dates(model):
        return PartialDate.from_json(proposed)
    target = model._meta.get_field(name).related_model
    if target is None or proposed is None:
        return proposed
    key = Redirect.objects.new_key(target._meta.model_name, proposed) or proposed
    row = target._default_manager.filter(**{target.natural_key_fields[0]: key}).first()
    if row is None:
        raise CurationError(_("“%(key)s”, which this suggestion names, is gone: reject it.") % {"key": key})
    return row
