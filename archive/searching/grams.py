"""Grams: the short runs of characters that the index knows each text by.

They are single characters and pairs; and runs of three with a character among them that is not Chinese, as there are so
few numerals and letters that their pairs stand in every other text. A gram is a number made of the code points, 21 bits
each. `searching_grams` in the database (migrations/0004_runs_of_three.py) makes those of a text, and has to make the
same.
"""

from __future__ import annotations

from itertools import pairwise

#: Phrases up to this length are grams themselves: the index answers them, and no text is read.
LONGEST = 2
#: Code points from here on are Chinese, or as many.
_CHINESE = 0x3000


def grams(phrase: str) -> list[int]:
    """The grams that every text has in which `phrase`, not empty, stands."""
    codes = list(map(ord, phrase))
    if len(codes) == 1:
        return codes
    pairs = [first << 21 | second for first, second in pairwise(codes)]
    runs = zip(codes, codes[1:], codes[2:], strict=False)
    return pairs + [a << 42 | b << 21 | c for a, b, c in runs if min(a, b, c) < _CHINESE]
