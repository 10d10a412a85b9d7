"""Grams: the runs of one and two characters that the index knows each text by.

A gram is a number, of one code point or of two, each in 21 bits. `searching_grams` in the database
(migrations/0003_index.py) makes those of a text, and has to make the same.
"""

from __future__ import annotations

from itertools import pairwise

#: Phrases up to this length are grams themselves: the index answers them, and no text is read.
LONGEST = 2


def grams(phrase: str) -> list[int]:
    """The grams that every text has in which `phrase`, not empty, stands."""
    codes = list(map(ord, phrase))
    return codes if len(codes) == 1 else [first << 21 | second for first, second in pairwise(codes)]
