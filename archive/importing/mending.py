"""What people have settled, brought to a raw text that has changed: what stands unchanged stays, the rest is new."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from archive.importing.matching import Place, extent, moved, plain_spans
from archive.importing.records import LeftoverRecord, ParagraphRecord
from archive.models import Article, Leftover, Paragraph
from archive.models.articles import BODY_ROLES

_Made = TypeVar("_Made", ParagraphRecord, LeftoverRecord)


class BrokenError(ValueError):
    """Lines have changed where it cannot be told what becomes of them without a person."""


class _Text(NamedTuple):
    """A paragraph, unsaved, with where it stands and which article it is of."""

    start: Place
    end: Place
    article: int
    row: Paragraph


def mended(
    articles: Mapping[Article, Sequence[Paragraph]],
    leftovers: Iterable[Leftover],
    paragraphs: Iterable[ParagraphRecord],
    others: Iterable[LeftoverRecord],
    lines: Mapping[int, int],
) -> tuple[dict[int, list[Paragraph]], list[Leftover], list[LeftoverRecord]]:
    """One stretch of print in a new raw text: its articles' paragraphs, unsaved, by primary key, and its leftovers.

    `articles` and `leftovers` are what the stretch was cut into, `paragraphs` and `others` what a new parse reads in
    it, `lines` tells where old lines stand. Those leftovers are returned that stand, and apart from them those that are
    new. An article may change between two of its paragraphs that stand, unless it was reviewed. Raises BrokenError
    where anything else has changed.
    """
    reviewed = {article.pk for article in articles if article.review == Article.Review.REVIEWED}
    texts: list[_Text] = []
    standing: list[Paragraph | Leftover] = []
    lost: list[Paragraph | Leftover] = []
    for article, rows in articles.items():
        gone = [row for row in rows if not _stands(row, lines)]
        if gone and (article.pk in reviewed or rows[0] in gone or rows[-1] in gone or not _are_body(gone)):
            raise BrokenError
        kept = [row for row in rows if _stands(row, lines)]
        texts += [_text(article.pk, row.role, row.level, row.text, moved(row.spans, lines)) for row in kept]
        standing += kept
        lost += gone
    for leftover in leftovers:
        (standing if _stands(leftover, lines) else lost).append(leftover)
    if any(leftover.locks for leftover in lost if isinstance(leftover, Leftover)):
        raise BrokenError
    settled = {lines[line] for row in standing for line, _start, _end in row.spans}
    if any(lines.get(line) in settled for row in lost for line, _start, _end in row.spans):
        raise BrokenError

    texts.sort(key=lambda text: text.start)
    for made in _new(paragraphs, settled):
        place = extent(made.spans)
        at = bisect(texts, place.start, key=lambda text: text.start)
        around = texts[at - 1 : at + 1] if at else []
        if len(around) < 2 or around[0].article != around[1].article or around[1].start < place.end:
            raise BrokenError
        if not _are_body([made]) or around[0].article in reviewed:
            raise BrokenError
        texts.insert(at, _text(around[0].article, made.role.value, made.level, made.text, plain_spans(made.spans)))
    found: dict[int, list[Paragraph]] = {article.pk: [] for article in articles}
    for text in texts:
        text.row.number = len(found[text.article]) + 1
        found[text.article].append(text.row)
    return found, [row for row in standing if isinstance(row, Leftover)], _new(others, settled)


def _stands(row: Paragraph | Leftover, lines: Mapping[int, int]) -> bool:
    return all(line in lines for line, _start, _end in row.spans)


def _are_body(paragraphs: Iterable[Paragraph | ParagraphRecord]) -> bool:
    return all(paragraph.role in BODY_ROLES for paragraph in paragraphs)


def _new(made: Iterable[_Made], settled: set[int]) -> list[_Made]:
    """Those that are read on other lines than `settled`; none may be read on both."""
    found = []
    for piece in made:
        on = {span.line for span in piece.spans}
        if not on & settled:
            found.append(piece)
        elif not on <= settled:
            raise BrokenError
    return found


def _text(article: int, role: str, level: int | None, text: str, spans: list[list[int]]) -> _Text:
    place, lines = extent(spans), [line for line, _start, _end in spans]
    row = Paragraph(
        article_id=article,
        role=role,
        level=level,
        text=text,
        first_line=min(lines),
        last_line=max(lines),
        spans=spans,
    )
    return _Text(place.start, place.end, article, row)
