"""Keys: the short pieces by which names are looked up, so that not all names have to be read.

They are the characters of a name and its pairs of characters; after a hyphen, the pairs of letters that follow each
other in its pinyin, where each syllable may be broken off; and after a blank, the one or two letters that begin a
spelling. A name with all keys of something longer is only likely to fit: it is held against its text as well.
"""

from __future__ import annotations

from itertools import pairwise

#: Up to so many letters are keys themselves.
LETTERS = 2


def of_name(name: str, syllables: str) -> list[str]:
    """The keys of a folded name whose pinyin, a blank before each syllable, is `syllables`."""
    made = {*name, *map("".join, pairwise(name))}
    for syllable, after in pairwise([*syllables.split(), ""]):
        made.update(f"-{first}{second}" for first, second in pairwise(syllable))
        made.update((f" {syllable[0]}", f" {syllable[:2]}"))
        if after:
            made.update(f"-{letter}{after[0]}" for letter in syllable)
            made.add(f" {syllable[0]}{after[0]}")
    return sorted(made)


def of_part(folded: str) -> list[str]:
    """The keys that every name has in which `folded`, not empty, stands."""
    return list(map("".join, pairwise(folded))) or [folded]


def of_spelling(letters: str) -> list[str]:
    """The keys that every name has that is spelled by `letters`."""
    return [f" {letters[:LETTERS]}", *(f"-{first}{second}" for first, second in pairwise(letters))]
