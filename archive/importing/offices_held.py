"""Who was seen in which office, and when first and last: drawn from the offices printed with names."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from archive.dates import PartialDate, Precision
from archive.importing.copying import insert, update
from archive.importing.disagreeing import Disagreements
from archive.models import Document, OfficeHeld, OfficeMention
from archive.models.claims import Claim
from archive.models.dates import date_columns

_COLUMNS = date_columns("first_cited", "last_cited")

Pair = tuple[int, int]
"""Primary keys of a person and of an office."""


class Cited(NamedTuple):
    """The first and the last day of which an article is that names the two together, and how sure the surest is."""

    first: PartialDate | None
    last: PartialDate | None
    confidence: float


def write_offices_held(pairs: Collection[Pair], new: Document | None = None) -> None:
    """Bring the offices held of these `pairs` to what the archive's mentions say of them.

    Days on which print cites an office are those of its articles; what people have set or rejected stays. Where only
    the document `new` came to what was there, its mentions alone are read: it can but widen the time. A pair of which
    no mention is left is not touched.
    """
    rows = {
        (row.person_id, row.office_id): row
        for row in OfficeHeld.objects.filter(
            person__in={person for person, _ in pairs}, office__in={office for _, office in pairs}
        )
    }
    made: list[OfficeHeld] = []
    changed: list[OfficeHeld] = []
    opinions = Disagreements()
    for pair, cited in cited_days(pairs, new).items():
        row = rows.get(pair) or OfficeHeld(person_id=pair[0], office_id=pair[1], rule="office_printed", confidence=0)
        if row.status == Claim.Status.REJECTED:
            continue
        if new:
            cited = _wider(cited, Cited(row.first_cited, row.last_cited, row.confidence))
        before = (row.first_cited, row.last_cited, row.confidence)
        for field, day in (("first_cited", cited.first), ("last_cited", cited.last)):
            if row.is_locked(field):
                opinions.compare(row, field, getattr(row, field), day or getattr(row, field))
            else:
                setattr(row, field, day)
        if row.status == Claim.Status.SUGGESTED and row.rule:
            row.confidence = cited.confidence
        if row.pk is None:
            made.append(row)
        elif before != (row.first_cited, row.last_cited, row.confidence):
            changed.append(row)
    insert(OfficeHeld, made)
    update(OfficeHeld, changed, [*_COLUMNS, "confidence"])
    opinions.save()


def _wider(one: Cited, other: Cited) -> Cited:
    return Cited(
        min(filter(None, (one.first, other.first)), key=lambda date: date.earliest, default=None),
        max(filter(None, (one.last, other.last)), key=lambda date: date.latest, default=None),
        max(one.confidence, other.confidence),
    )


def cited_days(pairs: Collection[Pair], document: Document | None = None) -> dict[Pair, Cited]:
    """What the mentions that stand say of each pair they name; those of `document` alone, where it is given."""
    wanted = set(pairs)
    dated = Q(paragraph__article__date_precision=Precision.DAY)
    rows = (
        OfficeMention.objects.standing()
        .filter(person__in={person for person, _ in wanted}, office__in={office for _, office in wanted})
        .filter(**({"paragraph__article__document": document} if document else {}))
        .order_by()
        .values_list("person", "office")
        .annotate(
            first=Min("paragraph__article__date_earliest", filter=dated),
            last=Max("paragraph__article__date_latest", filter=dated),
            confidence=Max("confidence"),
        )
    )
    return {
        (person, office): Cited(_day(first), _day(last), confidence)
        for person, office, first, last, confidence in rows
        if (person, office) in wanted
    }


def with_cited_days() -> QuerySet[Any]:
    """Offices held that print speaks of, with `told_first` and `told_last`: the days of the articles that do."""
    mentions = OfficeMention.objects.standing().filter(person=OuterRef("person"), office=OuterRef("office"))
    dated = mentions.filter(paragraph__article__date_precision=Precision.DAY).order_by().values("person")
    first = dated.annotate(day=Min("paragraph__article__date_earliest")).values("day")
    last = dated.annotate(day=Max("paragraph__article__date_latest")).values("day")
    return OfficeHeld.objects.standing().filter(Exists(mentions)).annotate(told_first=first, told_last=last)


def _day(day: datetime.date | None) -> PartialDate | None:
    return PartialDate(day, day, Precision.DAY) if day else None
