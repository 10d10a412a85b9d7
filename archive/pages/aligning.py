"""Two texts held against each other to the character: the pieces that are alike and those that differ.

They are first held together by runs of characters that both have once, in the same order; what lies between is compared
again with shorter runs, and only short stretches are compared character by character. So the time grows with the length
of the texts and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

#: Lengths of runs that hold texts together, in the order in which they are tried.
_RUNS = (24, 12, 6, 3)
#: Stretches whose lengths have at most this product are compared character by character.
_SMALL = 20_000
#: Characters that differ on both sides of one that is alike, for it to be so by chance.
_MUCH = 8


class Piece(NamedTuple):
    """Characters `start` to `end` of one text and `other_start` to `other_end` of the other, alike or not."""

    alike: bool
    start: int
    end: int
    other_start: int
    other_end: int


def pieces(one: str, other: str) -> list[Piece]:
    """Both texts cut into pieces that are alike and pieces that differ, in turn, from beginning to end."""
    matched = list(_joined(_matches(one, other, 0, 0), (len(one), len(other))))
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


def _joined(matches: Iterable[_Match], ends: tuple[int, int]) -> Iterator[_Match]:
    """Matches that touch made one; a single character that is alike by chance within much that is not is left out."""
    found: list[_Match] = []
    for start, other_start, length in matches:
        if found and found[-1][0] + found[-1][2] == start and found[-1][1] + found[-1][2] == other_start:
            found[-1] = (found[-1][0], found[-1][1], found[-1][2] + length)
        else:
            found.append((start, other_start, length))
    around = [(0, 0, 0), *found, (*ends, 0)]
    for i, match in enumerate(found):
        before, after = _gap(around[i], match), _gap(match, around[i + 2])
        if match[2] > 1 or not before or not after or before + after < _MUCH:
            yield match


def _gap(one: _Match, other: _Match) -> int:
    return max(other[0] - one[0] - one[2], other[1] - one[1] - one[2])
