"""The part of storing that writes a document's articles, their paragraphs and their bylines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from archive.importing import keys
from archive.importing.copying import insert_with_keys, update
from archive.importing.disagreeing import Disagreements
from archive.importing.keeping import Cut
from archive.importing.records import ArticleRecord, ParagraphRecord, Role, Span
from archive.importing.syncing import sync, take_over
from archive.models import Article, Byline, Document, Page, Paragraph, Redirect, Sketch, Suggestion
from archive.models.curation import RecordType
from archive.models.dates import columns_of

_FIELDS = ["kicker", "title", "subtitle", "column", "kind", "dateline_agency", "dateline_place", "source"]
_DATES = ["dateline_date", "date"]
_PLACE = ["ordinal", "opening", "first_line", "last_line", "first_page_id", "last_page_id"]
_COLUMNS = [*_FIELDS, *(column for date in _DATES for column in columns_of(date, None)), *_PLACE]
_OPENING = 40  # characters


class Articles(NamedTuple):
    """What writing a document's articles did: those written with their rows, and how many changed in which way.

    `changed` are the primary keys of standing articles of which anything differed.
    """

    written: list[tuple[ArticleRecord, Article]]
    changed: set[int]
    created: int
    updated: int
    removed: int


def write_articles(
    document: Document,
    cut: Cut,
    old: Sequence[Article],
    paragraphs: Mapping[int, list[Paragraph]],
    opinions: Disagreements,
) -> Articles:
    """Bring the articles of `document`, which are `old`, to the `cut`.

    `paragraphs` are the old articles' by primary key.
    """
    pages = list(document.pages.order_by("number"))
    taken = taken_keys(document.slug)
    written: list[tuple[ArticleRecord, Article]] = []
    created: list[Article] = []
    updated: list[Article] = []
    for ordinal, (made, article) in enumerate(cut.pieces, 1):
        if made is None:
            assert article is not None
            if take_over(article, Article(ordinal=ordinal), ["ordinal"]):
                updated.append(article)
            continue
        proposed = _proposed(made, ordinal, pages)
        row = article
        if row is None:
            key = keys.first_free(keys.article_key(document.slug, made.start_line), taken)
            row = Article(document=document, key=key)
        differs = opinions.take(row, proposed, [*_FIELDS, *_DATES]) | take_over(row, proposed, _PLACE)
        if article is None:
            taken.add(row.key)
            created.append(row)
        elif differs:
            updated.append(row)
        written.append((made, row))
    insert_with_keys(Article, created)
    update(Article, updated, _COLUMNS)
    kept = {article.pk for made, article in cut.pieces if made is None and article}
    loose = [paragraph for pk, rows in paragraphs.items() if pk not in kept for paragraph in rows]
    touched = {row.pk for row in updated}
    touched |= {paragraph.article_id for paragraph in _write_paragraphs(written, loose)}
    touched |= {byline.article_id for byline in _write_bylines(document, written, opinions)}
    standing = kept | {row.pk for _, row in written}
    removed = [article for article in old if article.pk not in standing]
    if removed:
        Sketch.objects.forget_printed_alike(article.pk for article in removed)
    Article.objects.filter(pk__in=[article.pk for article in removed]).delete()
    Suggestion.objects.about(RecordType.ARTICLE, [article.key for article in removed]).delete()
    for article in (article for article in old if article.pk in standing):
        seen = cut.disputed.get(article.key)
        now = [[article.first_line, article.last_line]]
        opinions.compare(
            article, "paragraphs", now, [[a.start_line, a.end_line] for a in seen] if seen is not None else now
        )
    changed = touched & standing - {row.pk for row in created}
    return Articles(written, changed, len(created), len(changed), len(removed))


def taken_keys(slug: str) -> set[str]:
    """Keys that articles of the document `slug` have or had."""
    return {
        *Article.objects.filter(key__startswith=f"{slug}-l").values_list("key", flat=True),
        *Redirect.objects.filter(record_type=RecordType.ARTICLE, old_key__startswith=f"{slug}-l").values_list(
            "old_key", flat=True
        ),
    }


def _proposed(made: ArticleRecord, ordinal: int, pages: Sequence[Page]) -> Article:
    proposed = Article(
        ordinal=ordinal,
        kicker=made.kicker,
        title=made.title,
        subtitle=made.subtitle,
        column=made.column,
        kind=made.kind.value,
        dateline_agency=made.dateline.agency if made.dateline else None,
        dateline_place=made.dateline.place if made.dateline else None,
        source=made.source,
        opening=opening_words(made.paragraphs),
        first_line=made.start_line,
        last_line=made.end_line,
        first_page=page_of(made.start_line, pages),
        last_page=page_of(made.end_line, pages),
    )
    proposed.dateline_date = made.dateline.date if made.dateline else None
    proposed.date = made.date
    return proposed


def opening_words(paragraphs: Sequence[ParagraphRecord | Paragraph]) -> str:
    """The first words of an article's text, where it has one."""
    body = next((p.text for p in paragraphs if p.role == Role.TEXT), paragraphs[0].text)
    return body if len(body) <= _OPENING else body[:_OPENING] + "…"


def page_of(line: int, pages: Sequence[Page]) -> Page | None:
    """The one of a document's `pages`, in their order, that a raw line stands on."""
    i = bisect_right(pages, line, key=lambda page: page.first_line) - 1
    return pages[i] if i >= 0 and line <= pages[i].last_line else None


def _write_paragraphs(written: Iterable[tuple[ArticleRecord, Article]], loose: Iterable[Paragraph]) -> list[Paragraph]:
    wanted = [
        Paragraph(
            article=row,
            number=n,
            role=made.role.value,
            level=made.level,
            text=made.text,
            first_line=min(span.line for span in made.spans),
            last_line=max(span.line for span in made.spans),
            spans=plain_spans(made.spans),
        )
        for article, row in written
        for n, made in enumerate(article.paragraphs, 1)
    ]
    columns = ["article_id", "number", "role", "level", "first_line", "last_line", "spans"]
    return sync(Paragraph, loose, wanted, [("article_id", "text"), ("text",)], columns)


def plain_spans(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as a JSON column holds them."""
    return [list(span) for span in spans]


def _write_bylines(
    document: Document, written: Iterable[tuple[ArticleRecord, Article]], opinions: Disagreements
) -> list[Byline]:
    old: dict[int, list[Byline]] = {}
    for byline in Byline.objects.filter(article__document=document).order_by("article", "number"):
        old.setdefault(byline.article_id, []).append(byline)
    loose: list[Byline] = []
    wanted: list[Byline] = []
    for made, row in written:
        signed = old.get(row.pk, [])
        if row.is_locked("bylines"):
            opinions.compare(row, "bylines", [byline.name for byline in signed], list(made.bylines))
        else:
            loose += signed
            wanted += [Byline(article=row, number=n, name=name) for n, name in enumerate(made.bylines, 1)]
    return sync(Byline, loose, wanted, [("article_id", "name")], ["number"])
