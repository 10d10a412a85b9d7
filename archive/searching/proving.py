"""Proof that the derived tables are what the texts and names make them."""

from __future__ import annotations

from collections.abc import Iterator

from archive.searching import common, index
from archive.searching.models import CommonPhrase, SearchCommon, SearchLead, SearchName, SearchText, Stale


def wrong_articles() -> Iterator[int]:
    """Primary keys of articles whose folds are not what their texts give, and which are not known to be stale."""
    keys = dict(CommonPhrase.objects.values_list("phrase", "pk"))
    for batch in index.batches("article"):
        batch = _fresh("article", batch)
        texts, leads = SearchText.objects.in_bulk(batch), SearchLead.objects.in_bulk(batch)
        noted = dict(SearchCommon.objects.filter(article__in=batch).values_list("article_id", "phrases"))
        for lead, text in index.texts_of(batch):
            key = text.article_id
            stored_text, stored_lead = texts.get(key), leads.get(key)
            same = (
                stored_text is not None
                and stored_lead is not None
                and (stored_text.text, stored_lead.headline, stored_lead.lead) == (text.text, lead.headline, lead.lead)
            )
            if not same or (keys and noted.get(key) != common.contained(text.text, keys)):
                yield key


def wrong_records() -> Iterator[tuple[str, int]]:
    """Types and primary keys of records whose names are not folded as they are, and which are not known to be stale."""
    for record_type in index.RECORD_TYPES:
        for batch in index.batches(record_type):
            batch = _fresh(record_type, batch)
            stored = SearchName.objects.filter(record_type=record_type, record_id__in=batch)
            made = index.names_of(record_type, batch)
            differing = set(map(_told, stored)) ^ set(map(_told, made))
            yield from ((record_type, key) for key in sorted({key for key, *_ in differing}))


def _told(row: SearchName) -> tuple[int, str, str, tuple[str, ...]]:
    return row.record_id, row.name, row.syllables, tuple(row.keys)


def _fresh(record_type: str, keys: list[int]) -> list[int]:
    stale = Stale.objects.filter(record_type=record_type, record_id__in=keys).values_list("record_id", flat=True)
    return sorted(set(keys) - set(stale))
