"""How a document is cut when it is imported again: the new cut, but for what people have settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.importing.matching import Extent, Stretch, extent, match, moved_lines, regions
from archive.importing.records import ArticleRecord, DocumentRecord, LeftoverRecord, ParagraphRecord
from archive.models import Article, Leftover, Paragraph


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
    of print that either cut makes of it and of its neighbours stays as it was, so that each printed character stays in
    one place. Raises UnsettledError when that cannot be, because the raw text is another.
    """
    if not articles and not leftovers:
        return Cut([Piece(made, None) for made in record.articles], record.leftovers)
    old = [_extent(paragraphs[article.pk], article.title) for article in articles]
    new = [_extent(made.paragraphs, made.title) for made in record.articles]
    pairs = match(old, new, moved_lines(old_text, record.raw.text))
    counterpart = {i: record.articles[j] for j, i in pairs.items()}
    same_text = old_text == record.raw.text
    settled = [
        i
        for i, article in enumerate(articles)
        if _is_settled(article, i in counterpart)
        and not (i in counterpart and _same_cut(paragraphs[article.pk], counterpart[i], with_places=same_text))
    ]
    old_rest = [extent(leftover.spans) for leftover in leftovers]
    new_rest = [extent(leftover.spans) for leftover in record.leftovers]
    aside = [i for i, leftover in enumerate(leftovers) if leftover.is_locked("lines")]
    if same_text:  # as the new parse sees them
        seen = {tuple(map(tuple, leftover.spans)) for leftover in record.leftovers}
        aside = [i for i in aside if tuple(map(tuple, leftovers[i].spans)) not in seen]
    if not settled and not aside:
        pieces = [Piece(made, articles[pairs[j]] if j in pairs else None) for j, made in enumerate(record.articles)]
        return Cut(pieces, record.leftovers)
    if not same_text:
        lines = [f"{leftovers[i].first_line}–{leftovers[i].last_line}" for i in aside]
        raise UnsettledError([*(articles[i].key for i in settled), *lines])

    kept = [*(old[i] for i in settled), *(old_rest[i] for i in aside)]
    frozen = [
        stretch
        for stretch in regions([*old, *new, *old_rest, *new_rest])
        if any(_lies_in(place, [stretch]) for place in kept)
    ]
    placed = [(place.start, Piece(None, articles[i])) for i, place in enumerate(old) if _lies_in(place, frozen)]
    for j, place in enumerate(new):
        if not _lies_in(place, frozen):
            article = articles[pairs[j]] if j in pairs and not _lies_in(old[pairs[j]], frozen) else None
            placed.append((place.start, Piece(record.articles[j], article)))
    return Cut(
        pieces=[piece for _, piece in sorted(placed, key=lambda item: item[0])],
        taken_leftovers=[record.leftovers[j] for j, place in enumerate(new_rest) if not _lies_in(place, frozen)],
        kept_leftovers=[leftovers[i] for i, place in enumerate(old_rest) if _lies_in(place, frozen)],
        disputed={articles[i].key: [record.articles[j] for j in _overlapping(old[i], new)] for i in settled},
    )


def _is_settled(article: Article, has_counterpart: bool) -> bool:
    """Whether a person has settled how the article is cut, or would lose with it a value that a person has set."""
    return article.is_locked("paragraphs") or (not has_counterpart and bool(article.locks or article.supplied_title))


def _same_cut(paragraphs: Iterable[Paragraph], made: ArticleRecord, *, with_places: bool) -> bool:
    old = [(p.role, p.level, p.text, p.spans if with_places else None) for p in paragraphs]
    new = [(p.role, p.level, p.text, [list(s) for s in p.spans] if with_places else None) for p in made.paragraphs]
    return old == new


def _extent(paragraphs: Iterable[Paragraph | ParagraphRecord], title: str | None) -> Extent:
    return extent([span for paragraph in paragraphs for span in paragraph.spans])._replace(title=title)


def _lies_in(place: Extent, stretches: Iterable[Stretch]) -> bool:
    return any(start <= place.start and place.end <= end for start, end in stretches)


def _overlapping(place: Extent, others: Sequence[Extent]) -> list[int]:
    return [j for j, other in enumerate(others) if place.start < other.end and other.start < place.end]
