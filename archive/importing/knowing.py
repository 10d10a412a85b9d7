"""The authority as the database has it: what authority data and curators vouch for, and what curators have refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from archive.importing.authority import Authority, Body, Figure, Series, Slogan, Title
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
)
from archive.models.claims import Claim
from archive.models.curation import Origin, Record
from archive.models.evidence import EVIDENCE


def known_authority() -> Authority:
    """What the next import may know beforehand. Records that only imports have found are not in it."""
    names: dict[int, list[str]] = defaultdict(list)
    for person, name in PersonName.objects.values_list("person_id", "name").order_by("person", "name"):
        names[person].append(name)
    held: dict[int, list[str]] = defaultdict(list)
    sure = OfficeHeld.objects.filter(status=Claim.Status.CONFIRMED).order_by("person", "office__label")
    for person, label in sure.values_list("person_id", "office__label"):
        held[person].append(label)
    # Values instead of rows with their neighbours: there are thousands of bodies, and each import reads them first.
    bodies = Organization.objects.exclude(origin=Origin.IMPORT).order_by("name")
    series = MeetingSeries.objects.exclude(origin=Origin.IMPORT).order_by("name")
    return Authority(
        bodies=tuple(
            Body(name, kind, level, tuple(aliases), parent)
            for name, kind, level, aliases, parent in bodies.values_list(
                "name", "kind", "level", "aliases", "parent__name"
            )
        ),
        figures=tuple(
            Figure(p.name, tuple(names[p.pk]), tuple(held[p.pk]), p.key)
            for p in _vouched(Person).order_by("name", "key")
        ),
        offices=tuple(Office.objects.exclude(origin=Origin.IMPORT).order_by("label").values_list("label", flat=True)),
        series=tuple(
            Series(name, tuple(aliases), convener)
            for name, aliases, convener in series.values_list("name", "aliases", "convener__name")
        ),
        slogans=tuple(
            Slogan(i.name, i.kind, tuple(i.aliases), i.level, i.key)
            for i in _vouched(Initiative).order_by("name", "key")
        ),
        titles=tuple(
            Title(t.title, t.kind, tuple(t.aliases), t.issuer.name if t.issuer else None, t.key)
            for t in _vouched(Instrument).select_related("issuer").order_by("title", "key")
        ),
        rejected=tuple(sorted(_rejected())),
    )


def _vouched(model: type[Record]) -> QuerySet[Any]:
    """Records of authority data and of curators, and those that a person has confirmed somewhere."""
    return model._default_manager.filter(~Q(origin=Origin.IMPORT) | Exists(_mentions(model, Claim.Status.CONFIRMED)))


def _rejected() -> Iterable[tuple[str, str]]:
    """The kind and name of records that imports found and of which people have refused every mention.

    Not where another record of that name stands, as of two meetings held on different days.
    """
    for kind, model, name in (
        ("person", Person, "name"),
        ("meeting", Meeting, "name"),
        ("initiative", Initiative, "name"),
        ("instrument", Instrument, "title"),
    ):
        stands = (
            ~Q(origin=Origin.IMPORT)
            | Exists(_mentions(model, Claim.Status.SUGGESTED))
            | Exists(_mentions(model, Claim.Status.CONFIRMED))
        )
        refused = model._default_manager.filter(~stands, Exists(_mentions(model, Claim.Status.REJECTED)))
        names = set(refused.values_list(name, flat=True))
        names -= set(model._default_manager.filter(stands, **{f"{name}__in": names}).values_list(name, flat=True))
        yield from ((kind, found) for found in names)


def _mentions(model: type[Record], status: Claim.Status) -> QuerySet[Any]:
    mention, target = EVIDENCE[model]
    return mention._default_manager.filter(**{target: OuterRef("pk"), "status": status})
