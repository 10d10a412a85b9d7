"""Two printings of one text set side by side, their differences to the character.

Paragraphs may be cut differently in the two printings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from archive.models import Paragraph
from archive.pages.aligning import Piece, pieces

_BREAK = "\n"
_PILCROW = "¶"


class Words(NamedTuple):
    """Part of a paragraph; `differs` where the other printing has it not or otherwise."""

    text: str
    differs: bool


@dataclass(slots=True)
class Shown:
    """A paragraph of a printing, or a part of one, cut where the other printing differs."""

    paragraph: Paragraph
    words: list[Words]


@dataclass(slots=True)
class Row:
    """What stands side by side: paragraphs that begin and end together in both printings."""

    left: list[Shown]
    right: list[Shown]

    @property
    def alike(self) -> bool:
        return not any(words.differs for shown in (*self.left, *self.right) for words in shown.words)


@dataclass(frozen=True, slots=True)
class Comparison:
    rows: list[Row]
    #: Characters that only the left and only the right printing has.
    left_only: int
    right_only: int

    @property
    def places(self) -> int:
        """Number of rows in which the printings differ."""
        return sum(not row.alike for row in self.rows)


def compare(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> Comparison:
    """The paragraphs of two printings side by side. Where one printing begins a new paragraph and the other does not,
    a pilcrow stands among the words that differ."""
    one, other = _text(left), _text(right)
    cut = _whole_paragraphs(one, other, pieces(one, other))
    rows: list[Row] = []
    sides = (
        _Side(left, [(piece.start, piece.end, piece.alike) for piece in cut]),
        _Side(right, [(piece.other_start, piece.other_end, piece.alike) for piece in cut]),
    )
    for end, other_end in _row_ends(one, other, cut):
        row = Row(sides[0].until(end), sides[1].until(other_end))
        if row.left or row.right:
            rows.append(row)
    differing = [piece for piece in cut if not piece.alike]
    return Comparison(
        rows,
        sum(len(one[piece.start : piece.end].replace(_BREAK, "")) for piece in differing),
        sum(len(other[piece.other_start : piece.other_end].replace(_BREAK, "")) for piece in differing),
    )


def _text(paragraphs: Iterable[Paragraph]) -> str:
    return "".join(paragraph.text.replace(_BREAK, " ") + _BREAK for paragraph in paragraphs)


def _row_ends(one: str, other: str, cut: Iterable[Piece]) -> Iterator[tuple[int, int]]:
    """Where a paragraph ends in both texts at once."""
    for piece in cut:
        if piece.alike:
            place = one.find(_BREAK, piece.start, piece.end)
            while place >= 0:
                yield place + 1, piece.other_start + place + 1 - piece.start
                place = one.find(_BREAK, place + 1, piece.end)
        elif _begins_paragraph(one, piece.end) and _begins_paragraph(other, piece.other_end):
            yield piece.end, piece.other_end
    yield len(one), len(other)


def _begins_paragraph(text: str, place: int) -> bool:
    return not place or text[place - 1] == _BREAK


def _whole_paragraphs(one: str, other: str, cut: Sequence[Piece]) -> list[Piece]:
    """The pieces, those moved that hold a paragraph too many but begin with the end of the one before it."""
    moved = list(cut)
    for i, (piece, after) in enumerate(pairwise(cut)):
        text = one[piece.start : piece.end] or other[piece.other_start : piece.other_end]
        step = text.find(_BREAK) + 1
        if (
            i
            and step
            and not piece.alike
            and (piece.start == piece.end or piece.other_start == piece.other_end)
            and not (_begins_paragraph(one, piece.start) and _begins_paragraph(other, piece.other_start))
            and one[after.start : min(after.start + step, after.end)] == text[:step]
        ):
            moved[i] = Piece(False, *(place + step for place in piece[1:]))
            moved[i + 1] = after._replace(start=after.start + step, other_start=after.other_start + step)
            moved[i - 1] = moved[i - 1]._replace(end=piece.start + step, other_end=piece.other_start + step)
    return moved


class _Side:
    """The paragraphs of one printing, handed out in order, cut where they are not alike."""

    def __init__(self, paragraphs: Sequence[Paragraph], cut: Sequence[tuple[int, int, bool]]) -> None:
        self._paragraphs = paragraphs
        self._cut = cut
        self._next = self._place = self._piece = 0

    def until(self, end: int) -> list[Shown]:
        """The paragraphs that come next, as far as character `end` of the whole text."""
        shown: list[Shown] = []
        while self._place < end:
            paragraph = self._paragraphs[self._next]
            shown.append(Shown(paragraph, list(self._words(paragraph.text))))
            self._next += 1
        return shown

    def _words(self, text: str) -> Iterator[Words]:
        begin, stop = self._place, self._place + len(text)
        self._place = stop + 1
        while self._cut[self._piece][1] <= begin:
            self._piece += 1
        at, some_alike = begin, False
        while at < stop:
            _, end, alike = self._cut[self._piece]
            if end > at:
                yield Words(text[at - begin : min(end, stop) - begin], not alike)
            some_alike |= alike
            at = min(end, stop)
            if end <= stop:
                self._piece += 1
        while self._cut[self._piece][1] <= stop:
            self._piece += 1
        if some_alike and not self._cut[self._piece][2]:
            yield Words(_PILCROW, True)
