"""Stretches of a text that may be names, by their characters alone: Chinese ones, and names from other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from archive.importing.recognising.tables import tables

#: Least sum of log-ratios of a Chinese name's characters, and least mean of a foreign one's.
_LEAST_CHINESE = -1.5
_LEAST_FOREIGN = 0.9
#: A character belongs to transliterations from this log-ratio on.
_FOREIGN = -0.5
_LONGEST_FOREIGN = 18
_LONGEST_PART = 9
#: A longer run of such characters is no name.
_LONGEST_RUN = 60
_UNSEEN = -2.5

#: Characters of one width and form, one for one, as in the tagged news.
_NORMAL = str.maketrans(
    {
        **{ord(digit): "１" for digit in "0123456789０２３４５６７８９〇"},
        **{ord(mark): "·" for mark in "•・‧∙．"},
        **{ord(letter): "Ａ" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"},
        **dict(zip(map(ord, "(),:;!?#\n\t\u3000"), "（），：；！？＃   ", strict=True)),
    }
)


class Candidate(NamedTuple):
    """A stretch that may be a name. `surname` is the length of the surname, 0 in a transliterated name.

    `ratio` is the sum of the characters' log-ratios, `dots` the number of dots between the parts.
    """

    start: int
    end: int
    surname: int
    ratio: float
    dots: int


def normal(text: str) -> str:
    """The text with digits, letters and marks of one form, at the same offsets."""
    return text.translate(_NORMAL)


def candidates(text: str) -> Iterator[Candidate]:
    """Those of a normal text."""
    yield from _chinese(text)
    yield from _foreign(text)


@cache
def _surnames() -> dict[str, float]:
    return tables("name_characters")["surname"]


@cache
def _surname_pattern() -> re.Pattern[str]:
    """A surname's first character, so that a search passes quickly over others; a group if it is one of two."""
    names = sorted(_surnames())
    double = "|".join(f"(?<={name[0]}){name[1]}" for name in names if len(name) == 2)
    return re.compile(rf"[{''.join(sorted({name[0] for name in names}))}](?=[\u4e00-\u9fff])(?=({double})?)")


def _chinese(text: str) -> Iterator[Candidate]:
    surnames = _surnames()
    characters = tables("name_characters")
    only, first, second = characters["only"], characters["first"], characters["second"]
    for match in _surname_pattern().finditer(text):
        start = match.start()
        for length in (1, 2) if match[1] else (1,):
            ratio = surnames.get(text[start : start + length])
            given = text[start + length : start + length + 2]
            if ratio is None or not given or not "\u4e00" <= given[0] <= "\u9fff":
                continue
            end = start + length + 1
            sum_one = ratio + only.get(given[0], _UNSEEN)
            if sum_one > _LEAST_CHINESE:
                yield Candidate(start, end, length, sum_one, 0)
            if len(given) == 2 and "\u4e00" <= given[1] <= "\u9fff":
                sum_two = ratio + first.get(given[0], _UNSEEN) + second.get(given[1], _UNSEEN)
                if sum_two > _LEAST_CHINESE:
                    yield Candidate(start, end + 1, length, sum_two, 0)


def ratio(word: str) -> float:
    """The sum of the log-ratios of a word's characters, read as a Chinese name; what can be none has a low one."""
    characters, surnames = tables("name_characters"), _surnames()
    length = 2 if word[:2] in surnames and len(word) > 2 else 1
    given = word[length:]
    if len(given) == 1:
        sum_given = characters["only"].get(given, _UNSEEN)
    elif len(given) == 2:
        sum_given = characters["first"].get(given[0], _UNSEEN) + characters["second"].get(given[1], _UNSEEN)
    else:
        return 2 * _UNSEEN
    return surnames.get(word[:length], 2 * _UNSEEN) + sum_given


def foreign_ratio(word: str) -> float:
    """The sum of the log-ratios of a word's characters, read as a name from another language."""
    ratios = tables("name_characters")["foreign"]
    return sum(ratios.get(char, _UNSEEN) for char in word)


@cache
def foreign_characters() -> dict[str, float]:
    """Log-ratios of the characters that transliterations are made of."""
    return {char: ratio for char, ratio in tables("name_characters")["foreign"].items() if ratio > _FOREIGN}


@cache
def _foreign_pattern() -> re.Pattern[str]:
    chars = "".join(foreign_characters())
    return re.compile(f"[{chars}][{chars}·—]+")


def _foreign(text: str) -> Iterator[Candidate]:
    ratios = foreign_characters()
    for match in _foreign_pattern().finditer(text):
        begin, stop = match.span()
        if stop - begin > _LONGEST_RUN:
            continue
        for start in range(begin, stop - 1):
            if text[start] in "·—":
                continue
            total = 0.0
            dots = part = 0
            for end in range(start + 1, min(stop, start + _LONGEST_FOREIGN) + 1):
                char = text[end - 1]
                if char in "·—":
                    dots += 1
                    part = 0
                    continue
                total += ratios[char]
                part += 1
                if part > _LONGEST_PART:
                    break
                length = end - start - dots
                if length > 1 and total > _LEAST_FOREIGN * length:
                    yield Candidate(start, end, 0, total, dots)
