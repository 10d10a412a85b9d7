"""Titles in 《》: where they stand in a text, whatever is nested or left open."""

from __future__ import annotations

import re
from typing import NamedTuple

#: Characters between the marks; the longest titles of reports have some 80.
LONGEST = 150

_MARK = re.compile("[《》]")
#: No title runs on over these: an opening mark before them was left open.
_BREAK = re.compile("[。；\n]")
_BLANK = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
#: What stands between the titles of a list.
_JOINT = re.compile(r"\s*(?:[、，,]?\s*(?:和|与|及|以及|暨)?|[（(][^（）()《》]{0,12}[）)][、，,]?)\s*")


class Quoted(NamedTuple):
    """A title at `start` to `end` (excluded), marks included; `first` and `last` are the ends of the list it is in."""

    start: int
    end: int
    title: str
    first: int
    last: int


def quoted(text: str) -> list[Quoted]:
    """The titles of a text in the order of their ends: one that is nested in another stands before it."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for mark in _MARK.finditer(text):
        if mark[0] == "《":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if 2 < mark.end() - start <= LONGEST + 2 and not _BREAK.search(text, start, mark.end()):
                pairs.append((start, mark.end()))
    first, last = _runs(text, pairs)
    return [
        Quoted(start, end, plain(text[start + 1 : end - 1]), first[i], last[i]) for i, (start, end) in enumerate(pairs)
    ]


def _runs(text: str, pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """For each pair the start and the end of the list of titles it belongs to."""
    first, last = [start for start, _ in pairs], [end for _, end in pairs]
    for i in range(1, len(pairs)):
        if _joins(text, pairs[i - 1][1], pairs[i][0]):
            first[i] = first[i - 1]
    for i in range(len(pairs) - 2, -1, -1):
        if _joins(text, pairs[i][1], pairs[i + 1][0]):
            last[i] = last[i + 1]
    return first, last


def _joins(text: str, end: int, start: int) -> bool:
    return 0 <= start - end <= 20 and bool(_JOINT.fullmatch(text, end, start))


def plain(title: str) -> str:
    """A title without the blanks that its wrapping has left; those between letters and digits stay."""
    return _BLANK.sub("", title.strip())
