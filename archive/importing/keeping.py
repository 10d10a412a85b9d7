"""How a document is cut when it is imported again: the new cut, but for what people have settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.importing.matching import (
    Extent,
    Place,
    Stretch,
    extent,
    match,
    moved,
    moved_lines,
    plain_spans,
    regions,
    standing_lines,
)
from archive.importing.mending import BrokenError, mended
from archive.importing.records import ArticleRecord, DocumentRecord, LeftoverRecord, ParagraphRecord
from archive.models import Article, Leftover, Paragraph

_NOWHERE = (0, 0, 0)  # a span: lines are counted from 1


class Piece(NamedTuple):
    """An article of the cut: a new one (`made` alone), one that goes on (both), or one kept as it is (`article`).

    `texts` are the paragraphs of one that is kept, unsaved, on the lines where they stand now.
    """

    made: ArticleRecord | None
    article: Article | None
    texts: Sequence[Paragraph] = ()


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

    @property
    def kept_articles(self) -> list[Article]:
        """The articles that are kept as they are."""
        return [piece.article for piece in self.pieces if piece.article and piece.made is None]


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
    that each printed character stays in one place; what has changed there goes where `mended` says. Raises
    UnsettledError when that cannot be told.
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
    stands = [moved(spans, lines) for spans in old_spans]
    stands_aside = [moved(leftover.spans, lines) for leftover in leftovers]
    settled = [
        i
        for i in settled
        if not (i in counterpart and _same_cut(paragraphs[articles[i].pk], counterpart[i], stands[i]))
    ]
    seen = [plain_spans(leftover.spans) for leftover in record.leftovers]
    aside = [i for i in aside if stands_aside[i] not in seen or len(stands_aside[i]) < len(leftovers[i].spans)]
    if not settled and not aside:
        return Cut(pieces, record.leftovers, lines=lines)

    old = [extent(spans or [_NOWHERE]) for spans in stands]
    old_rest = [extent(spans or [_NOWHERE]) for spans in stands_aside]
    new_rest = [extent(leftover.spans) for leftover in record.leftovers]
    kept = [*(old[i] for i in settled), *(old_rest[i] for i in aside)]
    frozen = [
        stretch
        for stretch in regions([*old, *new, *old_rest, *new_rest])
        if any(_lies_in(place, [stretch]) for place in kept)
    ]
    placed: list[tuple[Place, Piece]] = []
    kept_leftovers: list[Leftover] = []
    taken_leftovers = [record.leftovers[j] for j, place in enumerate(new_rest) if not _lies_in(place, frozen)]
    broken: list[Stretch] = []
    for stretch in frozen:
        try:
            texts, rest, taken = mended(
                {articles[i]: paragraphs[articles[i].pk] for i, place in enumerate(old) if _lies_in(place, [stretch])},
                [leftovers[i] for i, place in enumerate(old_rest) if _lies_in(place, [stretch])],
                [p for j, place in enumerate(new) if _lies_in(place, [stretch]) for p in record.articles[j].paragraphs],
                [record.leftovers[j] for j, place in enumerate(new_rest) if _lies_in(place, [stretch])],
                lines,
            )
        except BrokenError:
            broken.append(stretch)
        else:
            placed += [(old[i].start, Piece(None, a, texts[a.pk])) for i, a in enumerate(articles) if a.pk in texts]
            kept_leftovers += rest
            taken_leftovers += taken
    if broken:
        names = [articles[i].key for i in settled if _lies_in(old[i], broken)]
        cut_out = [leftovers[i] for i in aside if _lies_in(old_rest[i], broken)]
        raise UnsettledError([*names, *(f"{leftover.first_line}–{leftover.last_line}" for leftover in cut_out)])

    for j, place in enumerate(new):
        if not _lies_in(place, frozen):
            article = pieces[j].article if j in pairs and not _lies_in(old[pairs[j]], frozen) else None
            placed.append((place.start, Piece(record.articles[j], article)))
    return Cut(
        pieces=[piece for _, piece in sorted(placed, key=lambda item: item[0])],
        taken_leftovers=taken_leftovers,
        kept_leftovers=kept_leftovers,
        disputed={articles[i].key: [record.articles[j] for j in _overlapping(old[i], new)] for i in settled},
        lines=lines,
    )


def _is_settled(article: Article, has_counterpart: bool) -> bool:
    """Whether a person has settled how the article is cut, or would lose with it a value that a person has set."""
    return article.is_locked("paragraphs") or (not has_counterpart and bool(article.locks or article.supplied_title))


def _same_cut(paragraphs: Sequence[Paragraph], made: ArticleRecord, stands: list[list[int]]) -> bool:
    """Whether both make the same texts; of the same print, where that stands unchanged."""
    if [(p.role, p.level, p.text) for p in paragraphs] != [(p.role, p.level, p.text) for p in made.paragraphs]:
        return False
    return stands == plain_spans(_spans(made.paragraphs)) or len(stands) < len(_spans(paragraphs))


def _spans(paragraphs: Iterable[Paragraph | ParagraphRecord]) -> list[Sequence[int]]:
    return [span for paragraph in paragraphs for span in paragraph.spans]


def _lies_in(place: Extent, stretches: Iterable[Stretch]) -> bool:
    return any(start <= place.start and place.end <= end for start, end in stretches)


def _overlapping(place: Extent, others: Sequence[Extent]) -> list[int]:
    return [j for j, other in enumerate(others) if place.start < other.end and other.start < place.end]
