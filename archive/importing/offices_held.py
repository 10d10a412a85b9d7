"""Who was seen in which office, and when first and last: drawn from the offices printed with names."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max, Min

from archive.dates import PartialDate, Precision
from archive.importing.syncing import BATCH
from archive.models import OfficeHeld, OfficeMention
from archive.models.claims import Claim
from archive.models.dates import columns_of

_COLUMNS = [column for name in ("first_cited", "last_cited") for column in columns_of(name, None)]


def write_offices_held(mentions: Iterable[OfficeMention]) -> None:
    """Bring the offices held that `mentions` speak of to what all mentions in the archive say of them.

    Days on which print cites an office are those of its articles; what people have set or rejected stays.
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
    days = _cited(seen)
    new: list[OfficeHeld] = []
    changed: list[OfficeHeld] = []
    for pair, confidence in seen.items():
        row = rows.get(pair) or OfficeHeld(
            person_id=pair[0], office_id=pair[1], rule="office_printed", confidence=confidence
        )
        if row.status == Claim.Status.REJECTED:
            continue
        first, last = days.get(pair, (None, None))
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


def _cited(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[PartialDate, PartialDate]]:
    """By person and office, the first and the last day of which an article that names the two together is."""
    people, offices = {person for person, _ in pairs}, {office for _, office in pairs}
    rows = (
        OfficeMention.objects.standing()
        .filter(person__in=people, office__in=offices, paragraph__article__date_precision=Precision.DAY)
        .values_list("person", "office")
        .annotate(first=Min("paragraph__article__date_earliest"), last=Max("paragraph__article__date_latest"))
    )
    return {
        (person, office): (PartialDate(first, first, Precision.DAY), PartialDate(last, last, Precision.DAY))
        for person, office, first, last in rows
    }
