"""Which article prints an instrument in full: the one whose title is the instrument's."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q

from archive.importing.copying import update
from archive.importing.records import Kind
from archive.models import Article, Document, Instrument, InstrumentMention

#: Kinds of articles that are about an instrument, and not the instrument itself.
_ABOUT = [Kind.NEWS.value, Kind.COMMENTARY.value, Kind.FEATURE.value]


def printed_in_full(documents: Iterable[Document]) -> set[int]:
    """Primary keys of the instruments that are linked with articles of `documents`."""
    return set(Instrument.objects.filter(article__document__in=list(documents)).values_list("pk", flat=True))


def link_full_texts(documents: Collection[Document], linked: Collection[int]) -> None:
    """Link the instruments that `documents` cite or print with the articles that print them in full.

    `linked` are primary keys of instruments that were linked with articles of theirs until now.
    Of several printings the one with the first key is taken, so that the order of imports does not matter. A bare title
    as 「实施方案」 belongs to a different instrument in each text and is not linked.
    """
    printed = Article.objects.filter(document__in=documents, title__isnull=False).exclude(kind__in=_ABOUT)
    cited = InstrumentMention.objects.filter(paragraph__article__document__in=documents)
    wanted = (
        Q(pk__in=linked)
        | Q(title__in=list(printed.values_list("title", flat=True)))
        | Q(pk__in=set(cited.values_list("instrument", flat=True)))
    )
    rows = list(Instrument.objects.filter(wanted))
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
    update(Instrument, changed, ["article"])
