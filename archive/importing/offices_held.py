"""Who was seen in which office, and when first and last: drawn from the offices printed with names."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max, Min

from archive.dates import PartialDate, Precision
from archive.importing.syncing import BATCH
from archive.models import Document, OfficeHeld, OfficeMention
from archive.models.claims import Claim
from archive.models.dates import columns_of

_COLUMNS = [column for name in ("first_cited", "last_cited") for column in columns_of(name, None)]


def write_offices_held(mentions: Iterable[OfficeMention], document: Document, *, is_new: bool) -> None:
    """Bring the offices held that `mentions`, all of `document`, speak of to what the archive's mentions say of them.

    Days on which print cites an office are those of its articles; what people have set or rejected stays. A document
    that is new can only widen the time; of another all mentions are read again.
    """
    seen: dict[tuple[int, int], float] = {}
    for mention in mentions:
        if mention.office_id and mention.person_id:
            pair = (mention.person_id, mention.office_id)
            seen[pair] = max(seen.get(pair, 0), mention.confidence)
    rows = {
        (row.person_id, row.office_id): row
        for row in OfficeHeld.objects.filter(
            person__in={person for person, _ in seen}, office__in={office for _, office in seen}
        )
    }
    days = _cited(seen, document if is_new else None)
    new: list[OfficeHeld] = []
    changed: list[OfficeHeld] = []
    for pair, confidence in seen.items():
        row = rows.get(pair) or OfficeHeld(
            person_id=pair[0], office_id=pair[1], rule="office_printed", confidence=confidence
        )
        if row.status == Claim.Status.REJECTED:
            continue
        first, last = days.get(pair, (None, None))
        if is_new:
            first = min(filter(None, (row.first_cited, first)), key=lambda date: date.earliest, default=None)
            last = max(filter(None, (row.last_cited, last)), key=lambda date: date.latest, default=None)
        before = (row.first_cited, row.last_cited)
        if not row.is_locked("first_cited"):
            row.first_cited = first
        if not row.is_locked("last_cited"):
            row.last_cited = last
        if row.pk is None:
            new.append(row)
        elif before != (row.first_cited, row.last_cited):
            changed.append(row)
    OfficeHeld.objects.bulk_create(new, batch_size=BATCH)
    OfficeHeld.objects.bulk_update(changed, _COLUMNS, batch_size=BATCH)


def _cited(
    pairs: Iterable[tuple[int, int]], document: Document | None
) -> dict[tuple[int, int], tuple[PartialDate, PartialDate]]:
    """By person and office, the first and the last day of which an article is that names the two together.

    Of the articles of `document` alone, where it is given.
    """
    people, offices = {person for person, _ in pairs}, {office for _, office in pairs}
    rows = (
        OfficeMention.objects.standing()
        .filter(person__in=people, office__in=offices, paragraph__article__date_precision=Precision.DAY)
        .filter(**({"paragraph__article__document": document} if document else {}))
        .values_list("person", "office")
        .annotate(first=Min("paragraph__article__date_earliest"), last=Max("paragraph__article__date_latest"))
    )
    return {
        (person, office): (PartialDate(first, first, Precision.DAY), PartialDate(last, last, Precision.DAY))
        for person, office, first, last in rows
    }
