"""How a document is cut when it is imported again: the new cut, but for what people have settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.importing.matching import (
    Extent,
    Stretch,
    extent,
    match,
    moved,
    moved_lines,
    plain_spans,
    regions,
    standing_lines,
    unknown_lines,
)
from archive.importing.records import ArticleRecord, DocumentRecord, LeftoverRecord, ParagraphRecord
from archive.models import Article, Leftover, Paragraph

_NOWHERE = (0, 0, 0)  # a span: lines are counted from 1


class Piece(NamedTuple):
    """An article of the cut: a new one (`made` alone), one that goes on (both), or one kept as it is (`article`)."""

    made: ArticleRecord | None
    article: Article | None


@dataclass(slots=True)
class Cut:
    """What becomes of a document's articles and leftovers. `pieces` are in the order of print."""

    pieces: list[Piece]
    taken_leftovers: Sequence[LeftoverRecord]
    kept_leftovers: Sequence[Leftover] = ()
    disputed: dict[str, list[ArticleRecord]] = field(default_factory=dict)
    """Keys of settled articles that the new parse would cut otherwise, with the articles it sees in their place."""
    lines: Mapping[int, int] = field(default_factory=dict)
    """Where lines of the old raw text stand in the new one; empty where people have settled nothing."""


class UnsettledError(ValueError):
    """The raw text has changed where people have settled how it is cut; `places` are keys of articles, or lines."""

    def __init__(self, places: list[str]) -> None:
        super().__init__(places)
        self.places = places


def settle(
    record: DocumentRecord,
    old_text: str,
    articles: Sequence[Article],
    paragraphs: dict[int, list[Paragraph]],
    leftovers: Sequence[Leftover],
) -> Cut:
    """Decide the cut from a new parse and from the archive's rows of the document, whose raw text was `old_text`.

    `paragraphs` are the articles' by primary key. Where an article or a leftover is settled, the whole stretch
    of print that either cut makes of it and of its neighbours stays as it was, on the lines where it stands now, so
    that each printed character stays in one place. Raises UnsettledError when that cannot be, because lines of such a
    stretch were changed, added or deleted.
    """
    if not articles and not leftovers:
        return Cut([Piece(made, None) for made in record.articles], record.leftovers)
    old_spans = [_spans(paragraphs[article.pk]) for article in articles]
    old = [extent(spans)._replace(title=article.title) for article, spans in zip(articles, old_spans, strict=True)]
    new = [extent(_spans(made.paragraphs))._replace(title=made.title) for made in record.articles]
    pairs = match(old, new, moved_lines(old_text, record.raw.text))
    pieces = [Piece(made, articles[pairs[j]] if j in pairs else None) for j, made in enumerate(record.articles)]
    counterpart = {i: record.articles[j] for j, i in pairs.items()}
    settled = [i for i, article in enumerate(articles) if _is_settled(article, i in counterpart)]
    aside = [i for i, leftover in enumerate(leftovers) if leftover.is_locked("lines")]
    if not settled and not aside:
        return Cut(pieces, record.leftovers)

    lines = standing_lines(old_text, record.raw.text)
    standing = [_Standing.of(spans, lines) for spans in old_spans]
    standing_rest = [_Standing.of(leftover.spans, lines) for leftover in leftovers]
    settled = [
        i
        for i in settled
        if not (i in counterpart and _same_cut(paragraphs[articles[i].pk], counterpart[i], standing[i]))
    ]
    seen = [plain_spans(leftover.spans) for leftover in record.leftovers]
    aside = [i for i in aside if not (standing_rest[i].is_whole and standing_rest[i].spans in seen)]
    if not settled and not aside:
        return Cut(pieces, record.leftovers, lines=lines)

    old = [piece.extent for piece in standing]
    old_rest = [piece.extent for piece in standing_rest]
    new_rest = [extent(leftover.spans) for leftover in record.leftovers]
    kept = [*(old[i] for i in settled), *(old_rest[i] for i in aside)]
    frozen = [
        stretch
        for stretch in regions([*old, *new, *old_rest, *new_rest])
        if any(_lies_in(place, [stretch]) for place in kept)
    ]
    added = unknown_lines(record.raw.text, lines.values())
    broken = [
        (start, end)
        for start, end in frozen
        if any(line in added for line in range(start[0], end[0] + 1))
        or any(not piece.is_whole and _lies_in(piece.extent, [(start, end)]) for piece in (*standing, *standing_rest))
    ]
    if broken:
        names = [articles[i].key for i in settled if _lies_in(old[i], broken)]
        names += [
            f"{row.first_line}–{row.last_line}"
            for row in (leftovers[i] for i in aside if _lies_in(old_rest[i], broken))
        ]
        raise UnsettledError(names)

    placed = [(place.start, Piece(None, articles[i])) for i, place in enumerate(old) if _lies_in(place, frozen)]
    for j, place in enumerate(new):
        if not _lies_in(place, frozen):
            article = pieces[j].article if j in pairs and not _lies_in(old[pairs[j]], frozen) else None
            placed.append((place.start, Piece(record.articles[j], article)))
    return Cut(
        pieces=[piece for _, piece in sorted(placed, key=lambda item: item[0])],
        taken_leftovers=[record.leftovers[j] for j, place in enumerate(new_rest) if not _lies_in(place, frozen)],
        kept_leftovers=[leftovers[i] for i, place in enumerate(old_rest) if _lies_in(place, frozen)],
        disputed={articles[i].key: [record.articles[j] for j in _overlapping(old[i], new)] for i in settled},
        lines=lines,
    )


class _Standing(NamedTuple):
    """An article or a leftover of the archive as it stands in the new text, `is_whole` where all of its lines do."""

    spans: list[list[int]]
    extent: Extent
    is_whole: bool

    @classmethod
    def of(cls, spans: Sequence[Sequence[int]], lines: Mapping[int, int]) -> _Standing:
        found = moved(spans, lines)
        return cls(found, extent(found or [_NOWHERE]), len(found) == len(spans))


def _is_settled(article: Article, has_counterpart: bool) -> bool:
    """Whether a person has settled how the article is cut, or would lose with it a value that a person has set."""
    return article.is_locked("paragraphs") or (not has_counterpart and bool(article.locks or article.supplied_title))


def _same_cut(paragraphs: Iterable[Paragraph], made: ArticleRecord, standing: _Standing) -> bool:
    """Whether both make the same texts; of the same print, where that stands unchanged."""
    if [(p.role, p.level, p.text) for p in paragraphs] != [(p.role, p.level, p.text) for p in made.paragraphs]:
        return False
    return not standing.is_whole or standing.spans == plain_spans(_spans(made.paragraphs))


def _spans(paragraphs: Iterable[Paragraph | ParagraphRecord]) -> list[Sequence[int]]:
    return [span for paragraph in paragraphs for span in paragraph.spans]


def _lies_in(place: Extent, stretches: Iterable[Stretch]) -> bool:
    return any(start <= place.start and place.end <= end for start, end in stretches)


def _overlapping(place: Extent, others: Sequence[Extent]) -> list[int]:
    return [j for j, other in enumerate(others) if place.start < other.end and other.start < place.end]
