"""Which article of a new parse is which article of the archive, and what curators keep as it is.

Plain values: an `Extent` is an article or a leftover reduced to where it is printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

Place = tuple[int, int]  # raw line from 1, column from 0
Stretch = tuple[Place, Place]


class Extent(NamedTuple):
    """From one place up to another, the end excluded, with the title where there is one."""

    start: Place
    end: Place
    title: str | None = None


def extent(spans: Iterable[Sequence[int]]) -> Extent:
    """What lies between the first and the last of `spans`, each a line, a start and an end column; at least one."""
    places = list(spans)
    return Extent(min((line, start) for line, start, _ in places), max((line, end) for line, _, end in places))


def is_revision(old: str, new: str) -> bool:
    """Whether `new` is another state of the text `old` and not another text: it has half of its clauses."""
    before, after = _clauses(old), _clauses(new)
    return 2 * len(before & after) >= len(before)


def _clauses(text: str) -> set[str]:
    return set(re.split(r"[，。；：、！？,.;:!?]+", re.sub(r"\s+", "", text)))


def moved_lines(old: str, new: str) -> dict[int, int]:
    """Where the lines of the raw text `old` stand in `new`, both counted from 1; only lines that are unique in both."""
    if old == new:
        return {line: line for line in range(1, old.count("\n") + 2)}
    places = _unique_lines(new)
    return {line: places[text] for text, line in _unique_lines(old).items() if text in places}


def _unique_lines(text: str) -> dict[str, int]:
    lines = [line.strip() for line in text.split("\n")]
    counts = Counter(lines)
    return {line: i for i, line in enumerate(lines, 1) if line and counts[line] == 1}


def standing_lines(old: str, new: str) -> dict[int, int]:
    """Where the printed lines of the raw text `old` stand in `new`, both counted from 1, in the same order.

    Lines that were changed, deleted or moved past others are left out. Blanks at the end of a line do not count.
    """
    before, after = _printed_lines(old), _printed_lines(new)
    if old == new:
        return {line: line for line in before}
    numbers, places = list(before), list(after)
    blocks = SequenceMatcher(None, list(before.values()), list(after.values())).get_matching_blocks()
    return {numbers[a + i]: places[b + i] for a, b, size in blocks for i in range(size)}


def _printed_lines(text: str) -> dict[int, str]:
    return {i: line.rstrip() for i, line in enumerate(text.split("\n"), 1) if line.strip()}


def plain_spans(spans: Iterable[Sequence[int]]) -> list[list[int]]:
    """Spans as a JSON column holds them."""
    return [list(span) for span in spans]


def moved(spans: Iterable[Sequence[int]], lines: Mapping[int, int]) -> list[list[int]]:
    """`spans` on the lines that theirs have become; those whose line is not in `lines` are left out."""
    return [[lines[line], start, end] for line, start, end in spans if line in lines]


def match(old: Sequence[Extent], new: Sequence[Extent], moved: Mapping[int, int]) -> dict[int, int]:
    """Index in `new` → index in `old` of the articles that are the same, each of them once.

    Two articles are the same that share half of the shorter one's lines; of several, first the one with the same title,
    then the one that shares most lines. Where no lines are shared the same title will do.
    """
    holders: dict[int, list[int]] = {}
    for j, article in enumerate(new):
        for line in _lines(article):
            holders.setdefault(line, []).append(j)
    shared: Counter[tuple[int, int]] = Counter()
    for i, article in enumerate(old):
        kept = [moved[line] for line in _lines(article) if line in moved]
        common = Counter(j for line in kept for j in holders.get(line, ()))
        shared.update({(i, j): n for j, n in common.items() if 2 * n >= min(len(kept), len(_lines(new[j])))})
    titled: dict[str, list[int]] = {}
    for j, article in enumerate(new):
        if article.title:
            titled.setdefault(article.title, []).append(j)
    same_title = {(i, j) for i, article in enumerate(old) if article.title for j in titled.get(article.title, ())}
    best = sorted(
        shared.keys() | same_title, key=lambda pair: (not shared[pair], pair not in same_title, -shared[pair], pair)
    )
    found: dict[int, int] = {}
    given: set[int] = set()
    for i, j in best:
        if i not in given and j not in found:
            found[j] = i
            given.add(i)
    return found


def _lines(article: Extent) -> range:
    return range(article.start[0], article.end[0] + 1)


def regions(extents: Iterable[Extent]) -> list[Stretch]:
    """The stretches of print that overlapping extents cover together, in order."""
    found: list[Stretch] = []
    for start, end, _ in sorted(extents, key=lambda place: (place.start, place.end)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
