"""Where in a text the phrases of a query stand: for marking them, and for the lines a list of hits shows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

from archive.importing.records import Role
from archive.searching.folding import fold, fold_with_places
from archive.searching.query import Query

#: How much of a text is shown around a phrase, in characters.
BEFORE, SHOWN = 30, 120
#: Roles of what is printed around a text: its words are shown only where the text itself has no phrase.
_AROUND = (Role.COLUMN, Role.BYLINE, Role.SOURCE)


class Piece(NamedTuple):
    """Part of a text; `marked` where a phrase stands there."""

    text: str
    marked: bool


class Snippet(NamedTuple):
    """Words around the first phrase: the paragraph they begin in, and its text in pieces."""

    paragraph: Printed
    pieces: list[Piece]


class Printed(Protocol):
    """A paragraph: what it is, and its text."""

    role: str
    text: str


def marks(text: str, query: Query) -> list[tuple[int, int]]:
    """Start and end (excluded), in characters, of each place of `text` where phrases of `query` stand, in order.

    Places that overlap are one. What folding drops at either end of a phrase, as quotation marks, is outside.
    """
    return marks_across([text], query)[0]


def marks_across(texts: Sequence[str], query: Query) -> list[list[tuple[int, int]]]:
    """The marks of each of `texts`, which go on in each other: a phrase may begin in one and end in the next."""
    folded = [fold(text) for text in texts]
    starts = [0, *accumulate(map(len, folded))]  # of each text in the whole
    found: list[list[tuple[int, int]]] = [[] for _ in texts]
    places: dict[int, list[int]] = {}  # only of texts that have marks: they take longer than the fold
    for start, end in _places("".join(folded), query.phrases):
        while start < end:
            number = bisect_right(starts, start) - 1
            if number not in places:
                places[number] = fold_with_places(texts[number])[1]
            first, last = start - starts[number], min(end, starts[number + 1]) - starts[number]
            found[number].append((places[number][first], places[number][last - 1] + 1))
            start += last - first
    return [_merged(each) for each in found]


def _places(folded: str, phrases: Iterable[str]) -> list[tuple[int, int]]:
    """Where the phrases stand in a folded text, those that overlap joined."""
    found = []
    for phrase in phrases:
        at = folded.find(phrase)
        while at >= 0:
            found.append((at, at + len(phrase)))
            at = folded.find(phrase, at + 1)
    return _merged(sorted(found))


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def pieces(text: str, marked: Iterable[tuple[int, int]], start: int = 0, end: int | None = None) -> list[Piece]:
    """`text` from `start` to `end`, cut at the marks."""
    end = len(text) if end is None else end
    cut: list[Piece] = []
    at = start
    for first, last in marked:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if at < first:
            cut.append(Piece(text[at:first], False))
        cut.append(Piece(text[first:last], True))
        at = last
    if at < end:
        cut.append(Piece(text[at:end], False))
    return cut


def snippet(paragraphs: Sequence[Printed], query: Query) -> Snippet | None:
    """The words around the place in `paragraphs`, in the order of print, with most different phrases; None where no
    phrase stands in them.

    Give the paragraphs below the headline, on which they do not go on.
    """
    best: tuple[int, int, tuple[int, int]] | None = None
    all_marks = marks_across([paragraph.text for paragraph in paragraphs], query)
    for i in sorted(range(len(paragraphs)), key=lambda i: paragraphs[i].role in _AROUND):
        for first, last in all_marks[i]:
            text = paragraphs[i].text
            window = text[max(first - BEFORE, 0) : first + SHOWN - BEFORE]
            different = len({phrase for phrase in query.phrases if marks(window, Query("", ((phrase,),)))})
            if best is None or different > best[0]:
                best = (different, i, (first, last))
            if different == len(query.phrases):
                break
        if best and best[0] == len(query.phrases):
            break
    if best is None:
        return None
    _different, i, (first, _last) = best
    text = paragraphs[i].text
    start = max(first - BEFORE, 0)
    end = min(start + SHOWN, len(text))
    shown = pieces(text, all_marks[i], start, end)
    if start:
        shown.insert(0, Piece("…", False))
    if end < len(text):
        shown.append(Piece("…", False))
    return Snippet(paragraphs[i], shown)
