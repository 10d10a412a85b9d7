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
    pairs = _pairs(record, old_text, articles, paragraphs)
    pieces = [Piece(made, articles[pairs[j]] if j in pairs else None) for j, made in enumerate(record.articles)]
    counterpart = {i: record.articles[j] for j, i in pairs.items()}
    settled = [i for i, article in enumerate(articles) if _is_settled(article, i in counterpart)]
    aside = [i for i, leftover in enumerate(leftovers) if leftover.is_locked("lines")]
    if not settled and not aside:
        return Cut(pieces, record.leftovers)

    both = _Both(record, articles, paragraphs, leftovers, standing_lines(old_text, record.raw.text))
    settled = [i for i in settled if i not in counterpart or not both.agree(i, counterpart[i])]
    aside = [i for i in aside if not both.agree_aside(i)]
    if not settled and not aside:
        return Cut(pieces, record.leftovers, lines=both.lines)

    frozen = both.stretches(settled, aside)
    placed: list[tuple[Place, Piece]] = []
    kept_leftovers: list[Leftover] = []
    taken_leftovers = [record.leftovers[j] for j, place in enumerate(both.new_rest) if not _lies_in(place, frozen)]
    broken: list[Stretch] = []
    for stretch in frozen:
        try:
            kept, rest, taken = both.mended(stretch)
        except BrokenError:
            broken.append(stretch)
        else:
            placed += kept
            kept_leftovers += rest
            taken_leftovers += taken
    if broken:
        raise UnsettledError(both.names(settled, aside, broken))
    for j, place in enumerate(both.new):
        if not _lies_in(place, frozen):
            goes_on = j in pairs and not _lies_in(both.old[pairs[j]], frozen)
            placed.append((place.start, pieces[j] if goes_on else Piece(record.articles[j], None)))
    return Cut(
        pieces=[piece for _, piece in sorted(placed, key=lambda item: item[0])],
        taken_leftovers=taken_leftovers,
        kept_leftovers=kept_leftovers,
        disputed={articles[i].key: [record.articles[j] for j in _overlapping(both.old[i], both.new)] for i in settled},
        lines=both.lines,
    )


class _Both:
    """The cut that stands and that of the new parse, and where the parts of both are in the new text.

    `lines` are where old lines stand in it. A part of which none does is nowhere. Parts are named by their place in
    `articles` and `leftovers`, or in those of `record`.
    """

    def __init__(
        self,
        record: DocumentRecord,
        articles: Sequence[Article],
        paragraphs: Mapping[int, Sequence[Paragraph]],
        leftovers: Sequence[Leftover],
        lines: Mapping[int, int],
    ) -> None:
        self.record, self.articles, self.leftovers, self.lines = record, articles, leftovers, lines
        self.texts = [paragraphs[article.pk] for article in articles]
        self.stands = [moved(_spans(texts), lines) for texts in self.texts]
        self.stands_aside = [moved(leftover.spans, lines) for leftover in leftovers]
        self.old = [extent(spans or [_NOWHERE]) for spans in self.stands]
        self.old_rest = [extent(spans or [_NOWHERE]) for spans in self.stands_aside]
        self.new = [extent(_spans(made.paragraphs)) for made in record.articles]
        self.new_rest = [extent(leftover.spans) for leftover in record.leftovers]

    def agree(self, i: int, made: ArticleRecord) -> bool:
        """Whether `made` has the same texts as an article; of the same print, where that stands unchanged."""
        texts, stands = self.texts[i], self.stands[i]
        if [(p.role, p.level, p.text) for p in texts] != [(p.role, p.level, p.text) for p in made.paragraphs]:
            return False
        return stands == plain_spans(_spans(made.paragraphs)) or len(stands) < len(_spans(texts))

    def agree_aside(self, i: int) -> bool:
        """Whether the new parse sets the same print aside as a leftover, all of which stands."""
        stands = self.stands_aside[i]
        same = (plain_spans(leftover.spans) for leftover in self.record.leftovers)
        return len(stands) == len(self.leftovers[i].spans) and stands in same

    def stretches(self, articles: Iterable[int], leftovers: Iterable[int]) -> list[Stretch]:
        """The stretches of print that either cut makes of these parts and of their neighbours."""
        kept = [*(self.old[i] for i in articles), *(self.old_rest[i] for i in leftovers)]
        found = regions([*self.old, *self.new, *self.old_rest, *self.new_rest])
        return [stretch for stretch in found if any(_lies_in(place, [stretch]) for place in kept)]

    def mended(self, stretch: Stretch) -> tuple[list[tuple[Place, Piece]], list[Leftover], list[LeftoverRecord]]:
        """As `mending.mended`, of all that lies in a stretch; its articles come with where they start."""
        here, record = [stretch], self.record
        kept = [(place.start, i) for i, place in enumerate(self.old) if _lies_in(place, here)]
        texts, rest, taken = mended(
            {self.articles[i]: self.texts[i] for _start, i in kept},
            [self.leftovers[i] for i, place in enumerate(self.old_rest) if _lies_in(place, here)],
            [p for j, place in enumerate(self.new) if _lies_in(place, here) for p in record.articles[j].paragraphs],
            [record.leftovers[j] for j, place in enumerate(self.new_rest) if _lies_in(place, here)],
            self.lines,
        )
        pieces = [(start, Piece(None, self.articles[i], texts[self.articles[i].pk])) for start, i in kept]
        return pieces, rest, taken

    def names(self, articles: Iterable[int], leftovers: Iterable[int], within: Sequence[Stretch]) -> list[str]:
        """Keys of these articles, and lines of these leftovers, that lie in one of the stretches `within`."""
        keys = [self.articles[i].key for i in articles if _lies_in(self.old[i], within)]
        cut_out = [self.leftovers[i] for i in leftovers if _lies_in(self.old_rest[i], within)]
        return [*keys, *(f"{leftover.first_line}–{leftover.last_line}" for leftover in cut_out)]


def _pairs(
    record: DocumentRecord,
    old_text: str,
    articles: Sequence[Article],
    paragraphs: Mapping[int, Sequence[Paragraph]],
) -> dict[int, int]:
    """Place in the new parse → place in `articles` of those that are the same."""
    old = [extent(_spans(paragraphs[article.pk]))._replace(title=article.title) for article in articles]
    new = [extent(_spans(made.paragraphs))._replace(title=made.title) for made in record.articles]
    return match(old, new, moved_lines(old_text, record.raw.text))


def _is_settled(article: Article, has_counterpart: bool) -> bool:
    """Whether a person has settled how the article is cut, or would lose with it a value that a person has set."""
    return article.is_locked("paragraphs") or (not has_counterpart and bool(article.locks or article.supplied_title))


def _spans(paragraphs: Iterable[Paragraph | ParagraphRecord]) -> list[Sequence[int]]:
    return [span for paragraph in paragraphs for span in paragraph.spans]


def _lies_in(place: Extent, stretches: Iterable[Stretch]) -> bool:
    return any(start <= place.start and place.end <= end for start, end in stretches)


def _overlapping(place: Extent, others: Sequence[Extent]) -> list[int]:
    return [j for j, other in enumerate(others) if place.start < other.end and other.start < place.end]
