"""Two printings of one text set side by side, their differences to the character.

Character sequences are first held together by runs of characters that both have once, in the same order; what lies
between is compared again with shorter runs, and only short stretches are compared character by character. So the time
grows with the length of the texts and not with its square. Paragraphs may be cut differently in the two printings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from archive.models import Paragraph

#: Lengths of runs that hold texts together, in the order in which they are tried.
_RUNS = (24, 12, 6, 3)
#: Stretches whose lengths have at most this product are compared character by character.
_SMALL = 20_000
_BREAK = "\n"
_PILCROW = "¶"


class Piece(NamedTuple):
    """Characters `start` to `end` of one text and `other_start` to `other_end` of the other, alike or not."""

    alike: bool
    start: int
    end: int
    other_start: int
    other_end: int


def pieces(one: str, other: str) -> list[Piece]:
    """Both texts cut into pieces that are alike and pieces that differ, in turn, from beginning to end."""
    matched = list(_joined(_matches(one, other, 0, 0)))
    cut: list[Piece] = []
    at = other_at = 0
    for start, other_start, length in [*matched, (len(one), len(other), 0)]:
        if start > at or other_start > other_at:
            cut.append(Piece(False, at, start, other_at, other_start))
        if length:
            cut.append(Piece(True, start, start + length, other_start, other_start + length))
        at, other_at = start + length, other_start + length
    return cut


_Match = tuple[int, int, int]  # start in one text, start in the other, length


def _matches(one: str, other: str, at: int, other_at: int) -> Iterator[_Match]:
    """Stretches that are alike, in order; `at` and `other_at` are where the texts stand in the whole."""
    head = _common(one, 0, other, 0)
    if head:
        yield at, other_at, head
    one, other, at, other_at = one[head:], other[head:], at + head, other_at + head
    tail = _common(one[::-1], 0, other[::-1], 0)
    end, other_end = len(one) - tail, len(other) - tail
    yield from _inner(one[:end], other[:other_end], at, other_at)
    if tail:
        yield at + end, other_at + other_end, tail


def _inner(one: str, other: str, at: int, other_at: int) -> Iterator[_Match]:
    if not one or not other:
        return
    if len(one) * len(other) <= _SMALL:
        for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
            if block.size:
                yield at + block.a, other_at + block.b, block.size
        return
    for length in _RUNS:
        held = _held_together(one, other, length)
        if held:
            yield from _between(one, other, at, other_at, held, length)
            return


def _between(
    one: str, other: str, at: int, other_at: int, held: Iterable[tuple[int, int]], length: int
) -> Iterator[_Match]:
    """The runs that hold two texts together and what is alike between them."""
    done = other_done = 0
    for start, other_start in held:
        if start < done or other_start < other_done:  # inside what the run before was drawn out to
            continue
        yield from _matches(one[done:start], other[other_done:other_start], at + done, other_at + other_done)
        drawn_out = length + _common(one, start + length, other, other_start + length)
        yield at + start, other_at + other_start, drawn_out
        done, other_done = start + drawn_out, other_start + drawn_out
    yield from _matches(one[done:], other[other_done:], at + done, other_at + other_done)


def _common(one: str, start: int, other: str, other_start: int) -> int:
    """Number of characters that both have from these places on."""
    longest = min(len(one) - start, len(other) - other_start)
    common, step = 0, 1
    while step:
        step = min(step, longest - common)
        begin, other_begin = start + common, other_start + common
        if step and one[begin : begin + step] == other[other_begin : other_begin + step]:
            common, step = common + step, 2 * step
        else:
            step //= 2
    return common


def _held_together(one: str, other: str, length: int) -> list[tuple[int, int]]:
    """Where runs that stand once in each text stand, as many as follow each other in both."""
    places, others = _once(one, length), _once(other, length)
    shared = [(start, others[run]) for run, start in places.items() if run in others]
    return _rising(sorted(shared))


def _once(text: str, length: int) -> dict[str, int]:
    seen: dict[str, int] = {}
    for start in range(len(text) - length + 1):
        run = text[start : start + length]
        seen[run] = -1 if run in seen else start
    return {run: start for run, start in seen.items() if start >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs that rise on both sides; they come in the order of the first."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for i, (_, place) in enumerate(pairs):
        at = bisect_left(tails, place)
        before.append(last[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place)
            last.append(i)
        else:
            tails[at], last[at] = place, i
    row: list[tuple[int, int]] = []
    i = last[-1] if last else -1
    while i >= 0:
        row.append(pairs[i])
        i = before[i]
    return row[::-1]


def _joined(matches: Iterable[_Match]) -> Iterator[_Match]:
    """Matches that touch made one; a single character that is alike by chance within much that is not is left out."""
    found: list[_Match] = []
    for start, other_start, length in matches:
        if found and found[-1][0] + found[-1][2] == start and found[-1][1] + found[-1][2] == other_start:
            found[-1] = (found[-1][0], found[-1][1], found[-1][2] + length)
        else:
            found.append((start, other_start, length))
    for i, match in enumerate(found):
        if match[2] > 1 or not 0 < i < len(found) - 1 or _gap(found[i - 1], match) + _gap(match, found[i + 1]) < 8:
            yield match


def _gap(one: _Match, other: _Match) -> int:
    return max(other[0] - one[0] - one[2], other[1] - one[1] - one[2])


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
    """The pieces, those moved that hold a paragraph too many and the end of the one before instead of their own."""
    moved = list(cut)
    for i, (piece, after) in enumerate(pairwise(cut)):
        text = one[piece.start : piece.end] or other[piece.other_start : piece.other_end]
        if (
            i
            and not piece.alike
            and (piece.start == piece.end or piece.other_start == piece.other_end)
            and text[0] == one[after.start] == _BREAK
        ):
            moved[i] = Piece(False, *(place + 1 for place in piece[1:]))
            moved[i + 1] = after._replace(start=after.start + 1, other_start=after.other_start + 1)
            moved[i - 1] = moved[i - 1]._replace(end=piece.start + 1, other_end=piece.other_start + 1)
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
