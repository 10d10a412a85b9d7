"""Merging: two records of one person, body, office, series, meeting, initiative, instrument or work become one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext as _

from archive.curating import repointing, versions
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.recording import operation
from archive.curating.works import confirm_best, regroup
from archive.importing.offices_held import write_offices_held
from archive.importing.sweeping import remove_orphans
from archive.models import (
    Initiative,
    Instrument,
    Meeting,
    MeetingSeries,
    Office,
    OfficeHeld,
    Organization,
    Person,
    PersonName,
    Redirect,
    Suggestion,
    Work,
)
from archive.models.curation import Curated, Origin, Record
from archive.models.dates import field_of, partial_dates

Mergeable: TypeAlias = Record | Work
#: Models whose records can be merged, each with the field that holds the name.
NAMES: dict[type[Mergeable], str] = {
    Person: "name",
    Organization: "name",
    Office: "label",
    MeetingSeries: "name",
    Meeting: "name",
    Initiative: "name",
    Instrument: "title",
    Work: "title",
}
#: Fields that are not taken over one by one: they say which one it is, or are brought together otherwise.
_OWN = {"id", "key", "is_named", "name", "label", "title", "pinyin", "aliases", "locks", "origin", "curator", "note"}
#: Models whose name is the key: that of the kept record stays, whoever has set the other.
_KEYED_BY_NAME = {Organization, Office, MeetingSeries}
_ORIGINS = [Origin.IMPORT, Origin.AUTHORITY, Origin.CURATOR]  # who vouches more comes later


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do: the rows by model that point to the records, and what becomes of the kept one.

    `moves` point to a record that goes and will point to the kept one; `after` is the kept record as it will be, not
    saved; `names` are the further names it will have; `seen` is what `merge` asks for.
    """

    kept: Mergeable
    gone: tuple[Mergeable, ...]
    stays: dict[type[models.Model], int]
    moves: dict[type[models.Model], int]
    after: Mergeable
    names: list[str]
    seen: int


def preview(kept: Mergeable, *gone: Mergeable) -> Preview:
    """What merging the records `gone` into `kept` would do. Raises CurationError when they cannot be merged."""
    _check(kept, gone)
    moves: Counter[type[models.Model]] = Counter()
    after = copy(kept)
    for record in gone:
        moves.update(repointing.counts(type(kept), record.pk))
        _take_over(after, record)
    return Preview(
        kept=kept,
        gone=gone,
        stays=repointing.counts(type(kept), kept.pk),
        moves=dict(moves),
        after=after,
        names=further_names(kept, *gone, name=_name(after)),
        seen=versions.version(kept, *gone),
    )


def merge(kept: Mergeable, *gone: Mergeable, user: AbstractBaseUser, seen: int | None = None) -> Operation:
    """Merge the records `gone` into `kept`: what pointed to them points to `kept`, their names become further names.

    Claims that both had become one that says what both said, a person's decision first. A value that a person has set
    goes before one that an import has; where people have set both, that of `kept` stays. The old keys lead on, and so
    do the keys that led to them. Raises CurationError, and StaleRecordError if one changed since the version `seen`.
    """
    _check(kept, gone)
    with operation(Operation.Kind.MERGE, user, f"{', '.join(map(key, gone))} → {key(kept)}") as done:
        kept, *others = versions.locked_all(type(kept), [kept.pk, *(record.pk for record in gone)])
        versions.check(seen, kept, *others)
        let_go: dict[type[Curated], set[int]] = {
            model: {pk for record in others for pk in _linked(record, model)} for model in (MeetingSeries, Organization)
        }
        for record in others:
            record.refresh_from_db()  # it may have been part of one that is gone now
            _absorb(kept, record, user)
        _settle(kept)
        remove_orphans([let_go])
    return done


def further_names(*records: Mergeable, name: str = "") -> list[str]:
    """The names that records have beside `name`, by default that of the first, as they have them together."""
    names: list[str] = []
    for record in records:
        if isinstance(record, Person):
            names += [_name(record), *record.names.order_by("pk").values_list("name", flat=True)]
        elif isinstance(record, Organization | MeetingSeries | Meeting | Initiative | Instrument):
            names += [_name(record), *getattr(record, "aliases", [])]
    shown = name or _name(records[0])
    return [each for each in dict.fromkeys(names) if each != shown]


def _absorb(kept: Mergeable, gone: Mergeable, user: AbstractBaseUser) -> None:
    model = type(kept)
    if isinstance(kept, Organization) and isinstance(gone, Organization):
        _let_go(kept, gone)
    if isinstance(kept, Work) and isinstance(gone, Work):
        for work in (kept, gone):
            confirm_best(work, user)
        gone.printings.update(is_best=False)
    repointing.repoint(model, {gone.pk: kept.pk})
    kept.refresh_from_db()  # the database has noted whether texts name it now
    _redirect(kept, gone)
    names = [_name(kept), _name(gone)]
    _take_over(kept, gone)
    if isinstance(kept, Person):
        _keep_names(kept, names)
    gone.delete()
    kept.save()


def _take_over(kept: Mergeable, gone: Mergeable) -> None:
    """Give `kept` what `gone` says of itself; not saved."""
    taken = _taken(kept, gone)
    if isinstance(kept, Organization | MeetingSeries | Meeting | Initiative | Instrument):
        kept.aliases = further_names(kept, gone, name=taken.get(NAMES[type(kept)], ""))
    for name, value in taken.items():
        setattr(kept, name, value)
    # A lock says who has set the value that is there; of one that was not taken over it would tell a lie.
    name = NAMES[type(kept)]
    told_by = dict(_values(type(kept))) | {name: name}
    locks = {
        field: lock
        for field, lock in gone.locks.items()
        if field not in told_by or getattr(kept, told_by[field]) == getattr(gone, told_by[field])
    }
    kept.locks = locks | kept.locks
    if not isinstance(kept, Record) or not isinstance(gone, Record):
        return
    if kept.note != gone.note:
        kept.note = "\n".join(filter(None, [kept.note, gone.note]))
    if _ORIGINS.index(Origin(gone.origin)) > _ORIGINS.index(Origin(kept.origin)):
        kept.origin, kept.curator = gone.origin, gone.curator


def _linked(record: Mergeable, model: type[Curated]) -> set[int]:
    """The rows of `model` that a record has in its fields, by primary key."""
    fields = [field for field in record._meta.concrete_fields if field.related_model is model]
    return {getattr(record, field.attname) for field in fields} - {None}


def _settle(kept: Mergeable) -> None:
    """Bring the days of offices to what the mentions of both say, and the printings of a work to each other."""
    if isinstance(kept, Work):
        regroup([kept.pk])
    if isinstance(kept, Person | Office):
        target = "person" if isinstance(kept, Person) else "office"
        held = OfficeHeld.objects.filter(**{target: kept})
        write_offices_held(set(held.values_list("person", "office")))


def _check(kept: Mergeable, gone: Sequence[Mergeable]) -> None:
    if {type(kept)} != {type(record) for record in gone} or type(kept) not in NAMES:
        raise CurationError(_("Only records of one sort can be merged: people, bodies, meetings and the like."))
    if len({kept.pk, *(record.pk for record in gone)}) <= len(gone):
        raise CurationError(_("A record cannot be merged into itself: choose two."))


def key(record: Mergeable) -> str:
    """What addresses and redirects call a record: its key, or its name where that is its key."""
    return str(getattr(record, record.natural_key_fields[0]))


def _name(record: Mergeable) -> str:
    return str(getattr(record, NAMES[type(record)]))


def _let_go(kept: Organization, gone: Organization) -> None:
    """Keep bodies from becoming their own parents: one that is part of the other moves up to where that was."""
    if gone in _with_those_above(kept.parent):
        kept.parent = gone.parent
        kept.save(update_fields=["parent"])


def _redirect(kept: Mergeable, gone: Mergeable) -> None:
    record_type, old, new = kept._meta.model_name or "", key(gone), key(kept)
    Redirect.objects.filter(record_type=record_type, new_key=old).update(new_key=new)
    Redirect.objects.create(record_type=record_type, old_key=old, new_key=new)
    fields = Suggestion.objects.about(record_type, [new]).values("field")
    said = Suggestion.objects.about(record_type, [old])
    said.filter(field__in=fields).delete()
    said.update(record_key=new)


def _keep_names(kept: Person, names: Sequence[str]) -> None:
    """Keep `names` as further ones; those that the person who goes had have come along."""
    for name in dict.fromkeys(names):
        if name != kept.name and not kept.names.filter(name=name).exists():
            PersonName.objects.create(person=kept, name=name)
    kept.names.filter(name=kept.name).delete()


def _values(model: type[Mergeable]) -> list[tuple[str, str]]:
    """The fields that hold one value, by the names that locks have for them, each with its attribute."""
    dates = partial_dates(model)
    columns: list[Any] = [
        column
        for column in model._meta.concrete_fields
        if column.name not in _OWN and field_of(model, column.name) not in dates
    ]
    if model not in _KEYED_BY_NAME:
        columns.append(model._meta.get_field(NAMES[model]))
    return [*((name, name) for name in dates), *((column.name, column.attname) for column in columns)]


def _taken(kept: Mergeable, gone: Mergeable) -> dict[str, Any]:
    """What `kept` takes over, by attribute: values that a person has set, and others where it has none.

    What a person has set of `kept` stays. A partial date comes whole, and the pinyin of a name with it.
    """
    taken: dict[str, Any] = {}
    for field, attribute in _values(type(kept)):
        old, new = getattr(kept, attribute), getattr(gone, attribute)
        fills = old in (None, "") and new not in (None, "")
        if field not in kept.locks and old != new and (fills or field in gone.locks):
            taken[attribute] = new
    if isinstance(kept, Person) and isinstance(gone, Person) and "name" in taken:
        taken["pinyin"] = gone.pinyin
    if isinstance(gone, Organization) and kept in _with_those_above(gone.parent):
        taken.pop("parent_id", None)
    start, end = (taken.get(name, getattr(kept, name, None)) for name in ("start", "end"))
    if start and end and start.earliest > end.latest:  # days of two accounts that do not fit together
        taken = {name: value for name, value in taken.items() if name not in ("start", "end")}
    return taken


def _with_those_above(body: Organization | None) -> list[Organization]:
    """A body, that which it is part of, and so on."""
    found: list[Organization] = []
    while body and body not in found:
        found.append(body)
        body = body.parent
    return found
