"""How likely a stretch of text is a person's name, by its characters and the words around it.

A logistic regression over the features below; what they are is told by their names in `name_weights.txt`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archive.importing.recognising.lexicon import NO_WORD, word_classes
from archive.importing.recognising.people.candidates import Candidate, candidates, foreign_characters, ratio
from archive.importing.recognising.tables import tables
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
    weights = tables("name_weights")
    bias = weights["bias"]["all"]
    padded = EDGE + text + EDGE
    for candidate in candidates(text):
        parts = features(padded, candidate)
        inner, before, after = (
            sum(weights[table].get(key, 0.0) for table, key in group if table in weights) for group in parts
        )
        yield Scored(candidate.start, candidate.end, candidate.surname, inner + bias, before, after)


Feature = tuple[str, str]


def features(padded: str, candidate: Candidate) -> tuple[list[Feature], list[Feature], list[Feature]]:
    """Features within the name, before it and after it, of a text with `EDGE` at each end."""
    start, end = candidate.start + len(EDGE), candidate.end + len(EDGE)
    before, after = padded[start - 3 : start], padded[end : end + 3]
    inner = _chinese(padded[start:end], candidate) if candidate.surname else _foreign(padded[start:end], candidate)
    kind = str(end - start - candidate.surname) if candidate.surname else "f"
    get = word_classes().get
    offices = words("office_words")
    name = padded[start:end]
    first, last = name[:2], name[-2:]
    left = [
        ("left1", before[2]),
        ("left2", before[1:]),
        ("left3", before),
        ("left-word", get(before[1:], NO_WORD)),
        ("left-cross-" + kind, get(before[2] + name[0], NO_WORD) + get(before[1:] + name[0], NO_WORD)),
        ("left-cross2-" + kind, get(before[2] + first, NO_WORD) + get(before[1:] + first, NO_WORD)),
    ]
    right = [
        ("right1-" + kind, after[0]),
        ("right2", after[:2]),
        ("right3", after),
        ("right-word", get(after[:2], NO_WORD)),
        ("right-cross-" + kind, get(name[-1] + after[0], NO_WORD) + get(name[-1] + after[:2], NO_WORD)),
        ("right-cross2-" + kind, get(last + after[0], NO_WORD) + get(last + after[:2], NO_WORD)),
    ]
    left_gap, right_gap = _gap(padded, start - 1, -1), _gap(padded, end, 1)
    left.append(("gaps-" + kind, f"{left_gap}{right_gap}"))
    if before[1:] in offices or before in offices:
        left.append(("left-office", kind[0]))
    if before[2] == "、":
        gap = _gap(padded, start - 2, -1)
        left.append(("left-list", _alike(padded[start - 1 - gap : start - 1], padded[start - 4 : start - 1], gap)))
    if after[0] == "、":
        gap = _gap(padded, end + 1, 1)
        right.append(("right-list", _alike(padded[end + 1 : end + 1 + gap], padded[end + 1 : end + 4], gap)))
    longer = max(
        get(before[2] + name, NO_WORD),
        get(before[1:] + name, NO_WORD),
        get(name + after[0], NO_WORD),
        get(before[2] + name + after[0], NO_WORD),
        get(before[2] + name[:3], NO_WORD),
        get(name[-3:] + after[0], NO_WORD),
    )
    inner.append(("longer-" + kind, longer))
    if kind == "1":
        right.append(("right-given", _step(ratio(name + after[0]))))
    if not candidate.surname:
        ratios = foreign_characters()
        left.append(("left-foreign", _step(ratios.get(before[2], -1.0))))
        right.append(("right-foreign", _step(ratios.get(after[0], -1.0))))
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
