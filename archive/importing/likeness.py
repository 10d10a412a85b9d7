"""Whether two articles print the same text: sketches to find the pairs, and an exact comparison to judge them.

Texts are compared folded, by their shingles: all runs of eight characters. A changed word costs a text the eight or
nine shingles that it is in, a passage left out those of the passage alone. Set phrases, which reports of one genre
share by the dozen, are a few percent of a text: unrelated articles have less than half of their shingles in common
even where they report the same speech, printings of one text nearly all. What lies between is a text that was written
anew out of another's sentences, and is held to be different.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from heapq import nsmallest
from typing import NamedTuple
from zlib import crc32

#: Changes when the same text would get another sketch or another judgement.
VERSION = 2

SIZE = 8  # characters a shingle
#: A hash in so many is kept, so that two sketches share as much as their texts do.
_SAMPLED = 16
#: These many of the smallest hashes are always kept: a short text has few others.
_SMALLEST = 8
#: A text of fewer characters is a formula (「全文另发」) and no printing of anything.
_SHORTEST = 30
#: Up to here a text is short: a formula fills much of it, so that it has to be the same to the letter, nearly.
_SHORT = 200
_SHORTEST_EXCERPT = 150
#: Share of the shorter text that has to be in the longer one: of a short text, and of one that is as long as the other.
_SHARE_SHORT = 0.95
_SHARE_SAME = 0.75
#: What is cut and mended all over is no excerpt but another text: a brief may have some seams, a long text no more.
_SHARE_EXCERPT = 0.85
_LOST_EXCERPT = 160  # shingles, some twenty seams
#: Of texts the same length, or nearly, none is an excerpt of the other.
_SAME_LENGTH = 0.85
#: Share of the numbers of the shorter text that the longer one need not have; in a long text one may always be missing.
_NUMBERS_OFF = 0.25
#: What two sketches have to share of the smaller, for the texts to be compared, if they are small.
_WORTH_COMPARING = 0.3
#: A large sketch is a sample to rely on: it shares what the texts do, give or take three standard errors.
_ERRORS = 3 * (_SHARE_SAME * (1 - _SHARE_SAME)) ** 0.5

#: 「某社某地1月2日电（记者某某）」, of a text in its compatible form (NFKC).
_DATELINE = re.compile(
    r"\A[^,。!?:;]{0,30}?\d{1,2}\s{0,3}日\s{0,3}[电讯](?![站子话台视力网影能灯梯车器])(?:\s{0,3}\([^)]{0,40}\))?"
)
#: Characters in which a dateline ends.
_HEAD = 200
_NUMBER = re.compile(r"\d+|第[一二三四五六七八九十百]{1,4}[次届号期批]")


class Relation(StrEnum):
    """What a text is to another."""

    SAME = "same"
    EXCERPT = "excerpt"  # the shorter one is a part of the longer one
    DIFFERENT = "different"


class Likeness(NamedTuple):
    """`share` is how much of the shorter text stands in the longer one, from 0 to 1."""

    relation: Relation
    share: float


class _Letters(dict[int, str]):
    """What is left of a character, by its code: letters and digits, narrow and small; of other characters nothing."""

    def __missing__(self, code: int) -> str:
        left = self[code] = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", chr(code)).lower()))
        return left


_LETTERS = _Letters()


def fold(paragraphs: Iterable[str]) -> str:
    """The letters, digits and characters of a text, as they are when width, case and punctuation are left out.

    The dateline is left out as well: one printing has it, another has not.
    """
    text = "".join(paragraphs)
    head = _DATELINE.sub("", unicodedata.normalize("NFKC", text[:_HEAD]))
    return (head + text[_HEAD:]).translate(_LETTERS)


@lru_cache(maxsize=64)  # a text is compared with many others in turn
def shingles(folded: str) -> frozenset[int]:
    """Hashes of all runs of SIZE characters: compared quicker than these, but good in this process alone."""
    return frozenset([hash(folded[i : i + SIZE]) for i in range(len(folded) - SIZE + 1)])


def sketch(folded: str) -> list[int]:
    """Hashes of some of a text's shingles, ascending, from -2³¹ to 2³¹-1; none of a text that is too short to compare.

    Which are taken depends on the shingles alone, so that texts which share shingles share hashes.
    """
    if len(folded) < _SHORTEST:
        return []
    data = folded.encode("utf-32-le")
    width = 4 * SIZE
    hashes = {crc32(data[i : i + width]) for i in range(0, len(data) - width + 4, 4)}
    taken = {number for number in hashes if number % _SAMPLED == 0} | set(nsmallest(_SMALLEST, hashes))
    return sorted(number - 2**31 for number in taken)


def worth_comparing(size: int, shared: int) -> bool:
    """Whether two texts can be printings of one text: the smaller sketch has `size` hashes, both `shared` of them."""
    expected = _SHARE_SAME * (size - _SMALLEST) - _ERRORS * size**0.5  # the smallest are not sampled
    return shared > 0 and shared >= max(_WORTH_COMPARING * size, expected)


def compare(one: str, other: str) -> Likeness:
    """What the shorter of two folded texts is to the longer one."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST:
        return Likeness(Relation.DIFFERENT, 0.0)
    if shorter == longer:
        return Likeness(Relation.SAME, 1.0)
    small, large = shingles(shorter), shingles(longer)
    lost = small - large
    share = 1 - len(lost) / len(small)
    return Likeness(_relation(shorter, longer, share, lost), share)


def _relation(shorter: str, longer: str, share: float, lost: frozenset[int]) -> Relation:
    is_same_length = len(shorter) >= _SAME_LENGTH * len(longer)
    if is_same_length:
        is_in = share >= (_SHARE_SAME if len(shorter) >= _SHORT else _SHARE_SHORT)
    elif len(shorter) < _SHORTEST_EXCERPT:
        is_in = False
    else:
        is_in = share >= _SHARE_EXCERPT or (share >= _SHARE_SAME and len(lost) <= _LOST_EXCERPT)
    if not is_in or _are_numbers_off(shorter, longer, lost):
        return Relation.DIFFERENT
    return Relation.SAME if is_same_length else Relation.EXCERPT


def _are_numbers_off(shorter: str, longer: str, lost: frozenset[int]) -> bool:
    """Whether the texts differ by the numbers in set phrases, as the notices of two years do.

    Numbers that stand in one passage count once: a note on where a text is from names a day and a meeting.
    """
    there = set(_NUMBER.findall(longer))
    numbers = list(_NUMBER.finditer(shorter))
    missing = [number.start() for number in numbers if number[0] not in there]
    allowed = _NUMBERS_OFF * len(numbers) if len(shorter) < _SHORT else max(1, _NUMBERS_OFF * len(numbers))
    if len(missing) <= allowed:
        return False
    passage, passages = 0, []  # by position, the number of the passage of its own that it is in
    covered = 0
    for i in range(len(shorter)):
        if hash(shorter[i : i + SIZE]) not in lost and i <= len(shorter) - SIZE:
            covered = i + SIZE
        passage += i < covered
        passages.append(passage)
    return len({passages[i] for i in missing}) > allowed
