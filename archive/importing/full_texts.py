"""Which article prints an instrument in full: the one whose title is the instrument's."""

from __future__ import annotations

from django.db.models import Q

from archive.importing.records import Kind
from archive.importing.syncing import BATCH
from archive.models import Article, Document, Instrument

#: Kinds of articles that are about an instrument, and not the instrument itself.
_ABOUT = [Kind.NEWS.value, Kind.COMMENTARY.value, Kind.FEATURE.value]


def link_full_texts(document: Document) -> None:
    """Link the instruments that `document` cites or prints with the articles that print them in full.

    Of several printings the one with the first key is taken, so that the order of imports does not matter. A bare title
    as 「实施方案」 belongs to a different instrument in each text and is not linked.
    """
    printed = [title for title in document.articles.exclude(kind__in=_ABOUT).values_list("title", flat=True) if title]
    rows = list(
        Instrument.objects.filter(Q(title__in=printed) | Q(mentions__paragraph__article__document=document)).distinct()
    )
    articles: dict[str, Article] = {}
    found = Article.objects.filter(title__in=[row.title for row in rows]).exclude(kind__in=_ABOUT)
    for article in found.order_by("-key"):
        articles[article.title or ""] = article
    changed = []
    for row in rows:
        full = articles.get(row.title) if row.key == row.title else row.article
        if not row.is_locked("article") and row.article_id != (full.pk if full else None):
            row.article = full
            changed.append(row)
    Instrument.objects.bulk_update(changed, ["article"], batch_size=BATCH)
