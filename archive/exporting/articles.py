"""The archive as JSON Lines for people who analyse it elsewhere: one article a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from archive.exporting.columns import iso
from archive.exporting.named import Named
from archive.importing.records import Role
from archive.models import Article, Byline, Document, Leftover, Paragraph, Printing
from archive.models.articles import BODY_ROLES

Part = TypeVar("Part", Byline, Paragraph)


def article_rows(documents: Iterable[Document]) -> Iterator[dict[str, Any]]:
    """The articles of `documents` in the order of print, each as the values of its line.

    Twelve queries a document. A document is held in memory, never two.
    """
    for document in documents:
        leftovers = list(Leftover.objects.filter(document=document).order_by("first_line", "start"))
        of_document = {"article__document": document}
        bylines = _by_article(Byline.objects.filter(**of_document).order_by("article", "number"))
        paragraphs = _by_article(Paragraph.objects.filter(**of_document).order_by("article", "number"))
        named = Named(document)
        works = {
            printing.article_id: printing.work.key
            for printing in Printing.objects.standing().filter(**of_document, is_excerpt=False).select_related("work")
        }
        for article in Article.objects.filter(document=document).order_by("ordinal"):
            texts = paragraphs.get(article.pk, [])
            names = [byline.name for byline in bylines.get(article.pk, [])]
            yield {
                "file": document.file_name,
                "document": document.slug,
                "ordinal": article.ordinal,
                "start_line": article.first_line,
                "end_line": article.last_line,
                "kicker": article.kicker,
                "title": article.title,
                "subtitle": article.subtitle,
                "kind": article.kind,
                "dateline": _dateline(article),
                "source": article.source,
                "byline": names,
                "date": iso(article.date),
                "digest_text": _joined(p.text for p in texts if p.role == Role.DIGEST),
                "furniture_text": _joined(_beside(article, texts, leftovers, names)),
                "body": "\n".join(p.text for p in texts if p.role in BODY_ROLES),
                **named.of(article.pk),
                "work": works.get(article.pk, article.key),
            }


def words_around(lines: Iterable[str], shown: Iterable[str]) -> Iterator[str]:
    """What printed lines of authors and source say besides the names of other fields: 「本报记者」, a day.

    Each name is taken out once, however its characters are spaced.
    """
    left = sorted(shown, key=len, reverse=True)
    for line in lines:
        for name in [*left]:
            line, found = re.subn(r"\s*".join(map(re.escape, name)), " ", line, count=1)
            if found:
                left.remove(name)
        if rest := " ".join(line.split()):
            yield rest


def _beside(
    article: Article, paragraphs: Iterable[Paragraph], leftovers: Iterable[Leftover], names: Sequence[str]
) -> Iterator[str]:
    """What is printed within an article and in none of its other fields."""
    for leftover in leftovers:
        if article.first_line <= leftover.first_line and leftover.last_line <= article.last_line:
            yield leftover.text
    lines = (p.text for p in paragraphs if p.role in (Role.BYLINE, Role.SOURCE))
    yield from words_around(lines, [*names, *filter(None, [article.source])])


def _by_article(parts: Iterable[Part]) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {}
    for part in parts:
        found.setdefault(part.article_id, []).append(part)
    return found


def _dateline(article: Article) -> dict[str, str | None] | None:
    if article.dateline_agency is None:
        return None
    date = article.dateline_date
    return {
        "agency": article.dateline_agency,
        "place": article.dateline_place,
        "date": iso(date),
    }


def _joined(texts: Iterable[str]) -> str | None:
    """The texts one a line; None where there are none."""
    return "\n".join(texts) or None
