"""Removes records that were found in print and of which no print speaks any more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, ForeignObjectRel, OuterRef, Q, QuerySet

from archive.models import (
    Document,
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
)
from archive.models.claims import Claim
from archive.models.curation import Origin, Record, Redirect
from archive.models.evidence import EVIDENCE

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
Spoken = Mapping[type[Record], set[int]]


def spoken_of(document: Document) -> Spoken:
    """Primary keys of the records that a document speaks of now, by model."""
    return {
        model: set(
            mention._default_manager.filter(paragraph__article__document=document, **{f"{target}__isnull": False})
            .values_list(f"{target}_id", flat=True)
            .distinct()
        )
        for model, (mention, target) in EVIDENCE.items()
    }


def remove_orphans(candidates: Spoken | None = None) -> int:
    """Remove those of `candidates` (by default of all records) that nothing speaks of; how many rows went.

    With them go the bodies and series that only they named. What authority data or a curator vouch for stays, and so
    does what people have set, decided or merged into.
    """
    parts = Participation.objects.filter(status=Claim.Status.SUGGESTED, mentions=None, locks={}).exclude(rule="")
    held = unproven_offices()
    if candidates is not None:
        candidates = _with_named(candidates)
        parts = parts.filter(meeting__in=candidates[Meeting])
        held = held.filter(person__in=candidates[Person])
    removed = parts.delete()[0] + held.delete()[0]
    for model in HELD_BY:
        rows = orphans(model)
        if candidates is not None:
            rows = rows.filter(pk__in=candidates[model])
        removed += model._default_manager.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()[0]
    return removed


def _with_named(candidates: Spoken) -> Spoken:
    """`candidates` with the bodies and the series of meetings that they name."""
    bodies = Organization.objects.filter(
        Q(offices__in=candidates[Office])
        | Q(meetings__in=candidates[Meeting])
        | Q(instruments__in=candidates[Instrument])
    )
    series = MeetingSeries.objects.filter(meetings__in=candidates[Meeting])
    return {
        **candidates,
        Organization: set(bodies.values_list("pk", flat=True)),
        MeetingSeries: set(series.values_list("pk", flat=True)),
    }


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
    seen = OfficeMention.objects.filter(person=OuterRef("person"), office=OuterRef("office"))
    return OfficeHeld.objects.filter(~Exists(seen), status=Claim.Status.SUGGESTED, locks={}).exclude(rule="")
