"""Keys: the short pieces by which names are looked up, so that not all names have to be read.

They are the characters of a name and its pairs of characters; and, after a blank, up to three letters that spell it
from one syllable on. A name with all keys of what is typed is only likely to fit: it is held against its text as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

_LETTERS = 3


def of_name(name: str, syllables: str) -> list[str]:
    """The keys of a folded name whose pinyin, a blank before each syllable, is `syllables`."""
    read = syllables.split()
    spelled = {f" {letters}" for first in range(len(read)) for letters in _spellings(read[first:], _LETTERS)}
    return sorted({*name, *map("".join, pairwise(name)), *spelled})


def of_part(folded: str) -> list[str]:
    """The keys that every name has in which `folded`, not empty, stands."""
    return list(map("".join, pairwise(folded))) or [folded]


def of_spelling(letters: str) -> list[str]:
    """The keys that every name has that is spelled by `letters`."""
    return [f" {letters[:_LETTERS]}"]


def _spellings(syllables: Sequence[str], most: int) -> Iterator[str]:
    """At most so many letters: the beginning of the first of `syllables`, and of those that follow."""
    for length in range(1, min(most, len(syllables[0])) + 1):
        yield (beginning := syllables[0][:length])
        if length < most and len(syllables) > 1:
            yield from (beginning + rest for rest in _spellings(syllables[1:], most - length))
