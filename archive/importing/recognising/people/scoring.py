"""How likely a stretch of text is a person's name, by its characters and the words around it.

A logistic regression over the features below; what they are is told by their names in `name_weights.txt`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from archive.importing.recognising.lexicon import NO_WORD, word_classes
from archive.importing.recognising.people.candidates import Candidate, candidates, foreign_characters, ratio
from archive.importing.recognising.tables import Table, tables
from archive.importing.vocabulary import words

#: Characters at either end of a text that stand for none; as many as the features look at.
EDGE = "^" * 8
_STOPS = frozenset("^ 、，。；：！？（）“”‘’《》『』「」…—")
_FARTHEST = 4


class Scored(NamedTuple):
    """A candidate with the logarithm of its odds of being a name: the sum of what is in it, before it and after it."""

    start: int
    end: int
    surname: int
    inner: float
    before: float
    after: float


def scored(text: str) -> Iterator[Scored]:
    """The candidates of a normal text."""
    weights = _weights()
    bias = weights["bias"]["all"]
    padded = EDGE + text + EDGE
    for candidate in candidates(text):
        inner, before, after = features(padded, candidate)
        yield Scored(
            candidate.start,
            candidate.end,
            candidate.surname,
            _sum(weights, inner) + bias,
            _sum(weights, before),
            _sum(weights, after),
        )


Feature = tuple[str, str]


@cache
def _weights() -> Mapping[str, Table]:
    """The tables of weights; one that is not there is empty."""
    return defaultdict(dict, tables("name_weights"))


def _sum(weights: Mapping[str, Table], group: Iterable[Feature]) -> float:
    total = 0.0  # a plain loop: this is what the recognition of names spends its time on
    for table, key in group:
        total += weights[table].get(key, 0.0)
    return total


class _Tables(NamedTuple):
    """Names of the tables that are kept apart by kind of name: by the length of the given name, or foreign (f)."""

    left_cross: str
    left_cross_two: str
    right_one: str
    right_cross: str
    right_cross_two: str
    gaps: str
    longer: str


@cache
def _tables_of(kind: str) -> _Tables:
    names = ("left-cross-", "left-cross2-", "right1-", "right-cross-", "right-cross2-", "gaps-", "longer-")
    return _Tables(*(name + kind for name in names))


def features(padded: str, candidate: Candidate) -> tuple[list[Feature], list[Feature], list[Feature]]:
    """Features within the name, before it and after it, of a text with `EDGE` at each end."""
    start, end = candidate.start + len(EDGE), candidate.end + len(EDGE)
    before, after = padded[start - 3 : start], padded[end : end + 3]
    inner = _chinese(padded[start:end], candidate) if candidate.surname else _foreign(padded[start:end], candidate)
    kind = str(end - start - candidate.surname) if candidate.surname else "f"
    table = _tables_of(kind)
    get = word_classes().get
    offices = words("office_words")
    name = padded[start:end]
    begin, close, first, last = name[0], name[-1], name[:2], name[-2:]
    left_two, left_one, right_two, right_one = before[1:], before[2], after[:2], after[0]
    left = [
        ("left1", left_one),
        ("left2", left_two),
        ("left3", before),
        ("left-word", get(left_two, NO_WORD)),
        (table.left_cross, get(left_one + begin, NO_WORD) + get(left_two + begin, NO_WORD)),
        (table.left_cross_two, get(left_one + first, NO_WORD) + get(left_two + first, NO_WORD)),
    ]
    right = [
        (table.right_one, right_one),
        ("right2", right_two),
        ("right3", after),
        ("right-word", get(right_two, NO_WORD)),
        (table.right_cross, get(close + right_one, NO_WORD) + get(close + right_two, NO_WORD)),
        (table.right_cross_two, get(last + right_one, NO_WORD) + get(last + right_two, NO_WORD)),
    ]
    left_gap, right_gap = _gap(padded, start - 1, -1), _gap(padded, end, 1)
    left.append((table.gaps, f"{left_gap}{right_gap}"))
    if left_two in offices or before in offices:
        left.append(("left-office", kind[0]))
    if left_one == "、":
        gap = _gap(padded, start - 2, -1)
        left.append(("left-list", _alike(padded[start - 1 - gap : start - 1], padded[start - 4 : start - 1], gap)))
    if right_one == "、":
        gap = _gap(padded, end + 1, 1)
        right.append(("right-list", _alike(padded[end + 1 : end + 1 + gap], padded[end + 1 : end + 4], gap)))
    left_name = left_one + name
    longer = max(
        get(left_name, NO_WORD),
        get(left_two + name, NO_WORD),
        get(name + right_one, NO_WORD),
        get(left_name + right_one, NO_WORD),
        get(left_one + name[:3], NO_WORD),
        get(name[-3:] + right_one, NO_WORD),
    )
    inner.append((table.longer, longer))
    if kind == "1":
        right.append(("right-given", _step(ratio(name + right_one))))
    if not candidate.surname:
        ratios = foreign_characters()
        left.append(("left-foreign", _step(ratios.get(left_one, -1.0))))
        right.append(("right-foreign", _step(ratios.get(right_one, -1.0))))
    return inner, left, right


def _gap(padded: str, at: int, step: int) -> int:
    """How many characters, at most four, part the place from the next mark on that side."""
    for gap in range(_FARTHEST):
        if padded[at + gap * step] in _STOPS:
            return gap
    return _FARTHEST


def _alike(whole: str, near: str, gap: int) -> str:
    """Whether the neighbour in a list looks like a name too: as a whole, in its nearest characters, or not."""
    if gap < _FARTHEST:
        return "w" + _step(ratio(whole) / 2)
    return "n" + _step(max(ratio(near), ratio(near[1:]), ratio(near[:2])) / 2)


def _chinese(name: str, candidate: Candidate) -> list[Feature]:
    get = word_classes().get
    surname, given = name[: candidate.surname], name[candidate.surname :]
    length = str(len(given))
    found = [
        ("surname-" + length, surname),
        ("ratio-" + length, _step(candidate.ratio)),
        ("word-" + length, get(name, NO_WORD)),
        ("length", length),
    ]
    if len(given) == 1:
        found.append(("only", given))
    else:
        found += [("first", given[0]), ("second", given[1])]
        found += [("given-word", get(given, NO_WORD)), ("start-word", get(name[:-1], NO_WORD))]
        if given[0] == given[1]:
            found.append(("doubled", ""))
    return found


def _foreign(name: str, candidate: Candidate) -> list[Feature]:
    get = word_classes().get
    length = len(name) - candidate.dots
    found = [
        ("foreign-first", name[0]),
        ("foreign-last", name[-1]),
        ("foreign-start", name[:2]),
        ("foreign-end", name[-2:]),
        ("foreign-length", f"{min(length, 10)}{min(candidate.dots, 2)}"),
        ("foreign-mean", _step(candidate.ratio / length * 2)),
        ("foreign-ratio", _step(candidate.ratio)),
        ("foreign-word", get(name, NO_WORD) + str(min(length, 4))),
    ]
    found += [("foreign-middle", char) for char in name[1:-1]]
    inside = max((get(name[i : i + 2], NO_WORD) for i in range(len(name) - 1)), default=NO_WORD)
    found.append(("foreign-inside", inside))
    if length > 2:
        found += [("foreign-body", get(name[:-1], NO_WORD)), ("foreign-tail", get(name[1:], NO_WORD))]
    return found


def _step(value: float) -> str:
    return str(int(min(max(value, -3.0), 20.0) + 4))
