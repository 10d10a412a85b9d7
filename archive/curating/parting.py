"""Mentions given to another record, and one record parted in two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext as _

from archive.curating import versions
from archive.curating.errors import CurationError, StaleRecordError
from archive.curating.handing_over import hand_over
from archive.curating.models import Operation
from archive.curating.recording import operation
from archive.importing import keys, pinyin
from archive.models import Meeting, Person, Redirect
from archive.models.claims import Claim
from archive.models.curation import Origin, Record
from archive.models.evidence import EVIDENCE, Mention


def reassign(
    mentions: models.QuerySet[Any], record: Record, *, user: AbstractBaseUser, expected: int | None = None
) -> Operation:
    """Give `mentions`, all of one record, to another `record`, with what they prove.

    Raises CurationError when they are not of one record of this sort, and StaleRecordError when there are not as many
    as `expected` any more.
    """
    with operation(Operation.Kind.DECIDE, user) as done:
        record = versions.locked(type(record), record.pk)
        chosen = _chosen(mentions, type(record), expected)
        old = _one_record(chosen, type(record))
        if old.pk == record.pk:
            raise CurationError(_("These mentions are of this record already."))
        done.sum_up(f"{old} → {record}: {len(chosen)}")
        hand_over(chosen, old, record, user.get_username())
    return done


def split(
    record: Person | Meeting,
    mentions: models.QuerySet[Any],
    *,
    user: AbstractBaseUser,
    name: str = "",
    key: str = "",
    seen: int | None = None,
    expected: int | None = None,
) -> Operation:
    """Make a new record, called `name` (by default as the old one), of those `mentions` of a person or a meeting.

    Its `key` has to be free; by default it is that of the old one with a number.

    Participations and offices held follow where the mentions tell whose they are. The user vouches for both records.
    Raises as `reassign`, and CurationError when nothing would be left of the old one.
    """
    with operation(Operation.Kind.SPLIT, user) as done:
        by = user.get_username()
        old = versions.locked(type(record), record.pk)
        versions.check(seen, old)
        chosen = _chosen(mentions, type(old), expected)
        if _one_record(chosen, type(old)).pk != old.pk:
            raise CurationError(_("These mentions are of another record."))
        rest = old.mentions.exclude(pk__in=[mention.pk for mention in chosen]).exclude(status=Claim.Status.REJECTED)
        if not rest.exists():
            raise CurationError(_("All its mentions are chosen, and nothing would be left: correct the name instead."))
        new = _copy(old, name.strip() or old.name, key.strip(), by)
        if old.origin == Origin.IMPORT:
            old.origin, old.curator = Origin.CURATOR, by
            old.save(update_fields=["origin", "curator"])
        done.sum_up(f"{old.key} → {new.key}: {len(chosen)}")
        hand_over(chosen, old, new, by)
    return done


def taken_keys(model: type[models.Model], key: str) -> set[str]:
    """The keys that begin like `key` and that records of the model have, or merged ones had."""
    redirects = Redirect.objects.filter(record_type=model._meta.model_name or "", old_key__startswith=key)
    return {
        *model._default_manager.filter(key__startswith=key).values_list("key", flat=True),
        *redirects.values_list("old_key", flat=True),
    }


def _copy(old: Person | Meeting, name: str, key: str, by: str) -> Person | Meeting:
    wanted = key or old.key
    taken = taken_keys(type(old), wanted)
    if key in taken:
        raise CurationError(_("The key “%(key)s” is taken: choose another one, or leave it blank.") % {"key": key})
    key = keys.first_free(wanted, taken)
    if isinstance(old, Person):
        return Person.objects.create(
            key=key, name=name, pinyin=pinyin.of_person(name), origin=Origin.CURATOR, curator=by
        )
    return Meeting.objects.create(key=key, name=name, series=old.series, origin=Origin.CURATOR, curator=by)


def _chosen(mentions: models.QuerySet[Any], model: type[Record], expected: int | None) -> list[Mention]:
    if model not in EVIDENCE or mentions.model is not EVIDENCE[model][0]:
        raise CurationError(_("These mentions cannot be given to a record of this sort."))
    chosen = list(mentions.order_by("pk").select_for_update(of=["self"]))
    if expected not in (None, len(chosen)):
        raise StaleRecordError(
            _("There were %(expected)d mentions, now there are %(number)d. Nothing was changed: look at them again.")
            % {"expected": expected, "number": len(chosen)}
        )
    if not chosen:
        raise CurationError(_("No mention is chosen."))
    return chosen


def _one_record(chosen: Sequence[Mention], model: type[Record]) -> Any:
    owners = {getattr(mention, f"{EVIDENCE[model][1]}_id") for mention in chosen}
    if len(owners) > 1 or None in owners:
        raise CurationError(_("The mentions are of several records: choose those of one."))
    return versions.locked(model, owners.pop())
