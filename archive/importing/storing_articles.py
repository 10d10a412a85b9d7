"""The part of storing that writes a document's articles, their paragraphs and their bylines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from archive.importing import keys
from archive.importing.copying import insert_with_keys, update
from archive.importing.disagreeing import Disagreements
from archive.importing.keeping import Cut
from archive.importing.matching import plain_spans
from archive.importing.records import ArticleRecord, ParagraphRecord, Role
from archive.importing.syncing import sync, take_over
from archive.models import Article, Byline, Document, Page, Paragraph, Redirect, Sketch, Suggestion
from archive.models.curation import RecordType
from archive.models.dates import date_columns

_FIELDS = ["kicker", "title", "subtitle", "column", "kind", "dateline_agency", "dateline_place", "source"]
_DATES = ["dateline_date", "date"]
_PLACE = ["ordinal", "opening", "first_line", "last_line", "first_page_id", "last_page_id"]
_COLUMNS = [*_FIELDS, *date_columns(*_DATES), *_PLACE]
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
    standing_texts: list[Paragraph] = []
    for ordinal, (made, article, texts) in enumerate(cut.pieces, 1):
        if made is None:
            assert article is not None
            standing_texts += texts
            first, last = min(row.first_line for row in texts), max(row.last_line for row in texts)
            if take_over(article, _placed(opening_words(texts), ordinal, first, last, pages), _PLACE):
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
    touched = {row.pk for row in updated}
    loose = [paragraph for rows in paragraphs.values() for paragraph in rows]
    touched |= {paragraph.article_id for paragraph in _write_paragraphs(written, standing_texts, loose)}
    touched |= {byline.article_id for byline in _write_bylines(document, written, opinions)}
    standing = {article.pk for article in [*cut.kept_articles, *(row for _, row in written)]}
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
    proposed = _placed(opening_words(made.paragraphs), ordinal, made.start_line, made.end_line, pages)
    for field in ("kicker", "title", "subtitle", "column", "source"):
        setattr(proposed, field, getattr(made, field))
    proposed.kind = made.kind.value
    if made.dateline:
        proposed.dateline_agency, proposed.dateline_place = made.dateline.agency, made.dateline.place
    proposed.dateline_date = made.dateline.date if made.dateline else None
    proposed.date = made.date
    return proposed


def _placed(opening: str, ordinal: int, first: int, last: int, pages: Sequence[Page]) -> Article:
    """An unsaved article with what tells where it stands, on the raw lines `first` to `last`."""
    return Article(
        ordinal=ordinal,
        opening=opening,
        first_line=first,
        last_line=last,
        first_page=page_of(first, pages),
        last_page=page_of(last, pages),
    )


def opening_words(paragraphs: Sequence[ParagraphRecord | Paragraph]) -> str:
    """The first words of an article's text, where it has one."""
    body = next((p.text for p in paragraphs if p.role == Role.TEXT), paragraphs[0].text)
    return body if len(body) <= _OPENING else body[:_OPENING] + "…"


def page_of(line: int, pages: Sequence[Page]) -> Page | None:
    """The one of a document's `pages`, in their order, that a raw line stands on."""
    i = bisect_right(pages, line, key=lambda page: page.first_line) - 1
    return pages[i] if i >= 0 and line <= pages[i].last_line else None


def _write_paragraphs(
    written: Iterable[tuple[ArticleRecord, Article]], standing: Iterable[Paragraph], loose: Iterable[Paragraph]
) -> list[Paragraph]:
    """`standing` are those of articles that are kept as they are, unsaved, `loose` all that there are."""
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
    wanted += standing
    columns = ["article_id", "number", "role", "level", "first_line", "last_line", "spans"]
    return sync(Paragraph, loose, wanted, [("article_id", "text"), ("text",)], columns)


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
