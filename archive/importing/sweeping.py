"""Removes records that were found in print and of which no print speaks any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Exists, ForeignObjectRel, OuterRef, Q, QuerySet

from archive.models import (
    Initiative,
    Instrument,
    Meeting,
    MeetingSeries,
    Office,
    OfficeHeld,
    OfficeMention,
    Organization,
    Participation,
    Person,
    Suggestion,
)
from archive.models.claims import Claim
from archive.models.curation import Curated, Origin, Record, Redirect

#: Records in the order in which they let go of each other, each with what holds on to it besides its mentions.
HELD_BY: dict[type[Record], tuple[str, ...]] = {
    Meeting: ("mentions", "participations"),
    MeetingSeries: ("meetings",),
    Initiative: ("mentions",),
    Instrument: ("mentions",),
    Office: ("mentions", "holders"),
    Person: ("mentions", "offices_held", "office_mentions", "participations", "initiatives", "bylines"),
    Organization: ("offices", "series", "meetings", "instruments", "initiatives", "children"),
}


def remove_orphans(candidates: Iterable[Mapping[type[Curated], Collection[int]]] | None = None) -> int:
    """Remove those of `candidates` (by default of all records) that nothing speaks of; how many rows went.

    Candidates are primary keys by model. With them go the bodies and series that only they named, the meetings and
    people of which only a part in a meeting spoke, and what is suggested about them. What authority data or a curator
    vouch for stays, and so does what people have set, decided or merged into.
    """
    parts = Participation.objects.filter(status=Claim.Status.SUGGESTED, mentions=None, locks={}).exclude(rule="")
    held = unproven_offices()
    keys: dict[type[Curated], set[int]] = defaultdict(set)
    if candidates is not None:
        for some in candidates:
            for model, found in some.items():
                keys[model].update(found)
        if not any(keys.values()):
            return 0
        parts = parts.filter(Q(meeting__in=keys[Meeting]) | Q(pk__in=keys[Participation]))
        for meeting, person in parts.values_list("meeting", "person"):
            keys[Meeting].add(meeting)
            keys[Person].update({person} - {None})
        _add_named(keys)
        held = held.filter(person__in=keys[Person])
    removed = parts.delete()[0] + held.delete()[0]
    for model in HELD_BY:
        rows = orphans(model)
        if candidates is not None:
            if not keys[model]:
                continue
            rows = rows.filter(pk__in=keys[model])
        gone = dict(rows.values_list("pk", model.natural_key_fields[0]))
        if not gone:
            continue
        removed += model._default_manager.filter(pk__in=gone).delete()[0]
        Suggestion.objects.about(str(model._meta.model_name), gone.values()).delete()
    return removed


def _add_named(keys: dict[type[Curated], set[int]]) -> None:
    """Add the bodies and the series of meetings that the records name."""
    bodies = Organization.objects.filter(
        Q(offices__in=keys[Office])
        | Q(meetings__in=keys[Meeting])
        | Q(instruments__in=keys[Instrument])
        | Q(initiatives__in=keys[Initiative])
    )
    series = MeetingSeries.objects.filter(meetings__in=keys[Meeting])
    keys[Organization].update(bodies.values_list("pk", flat=True))
    keys[MeetingSeries].update(series.values_list("pk", flat=True))


def orphans(model: type[Record]) -> QuerySet[Any]:
    """Records found in print of which nothing speaks any more, and into which nothing was merged."""
    kept = Redirect.objects.filter(record_type=model._meta.model_name).values("new_key")
    # A subquery each: joined, what is said of a leader in a thousand places would be multiplied.
    holders = [~Exists(_of(model, holder)) for holder in HELD_BY[model]]
    rows = model._default_manager.filter(*holders, origin=Origin.IMPORT, locks={})
    return rows.exclude(**{f"{model.natural_key_fields[0]}__in": kept})


def _of(model: type[Record], holder: str) -> QuerySet[Any]:
    """The rows of the reverse relation `holder` that point to the outer row of `model`."""
    relation = model._meta.get_field(holder)
    assert isinstance(relation, ForeignObjectRel)
    return relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})


def unproven_offices() -> QuerySet[OfficeHeld]:
    """Offices held that imports found, and that no office printed with a name speaks of any more."""
    seen = OfficeMention.objects.standing().filter(person=OuterRef("person"), office=OuterRef("office"))
    return OfficeHeld.objects.filter(~Exists(seen), status=Claim.Status.SUGGESTED, locks={}).exclude(rule="")
