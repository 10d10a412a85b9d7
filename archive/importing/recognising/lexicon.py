"""Ordinary words: the dictionary that jieba ships, as classes of words."""

from __future__ import annotations

from functools import cache
from typing import Final

import jieba

#: What the scores of names look at: words of two to four characters, and longer ones that name a person or place.
_LONGEST = 4

#: Class of what is no word of the dictionary, and of one that names a person, a person abroad, a place.
NO_WORD: Final = "0"
PERSON: Final = "r"
FOREIGN_PERSON: Final = "t"
PLACE: Final = "s"

_BY_TAG = {"nr": PERSON, "nrt": FOREIGN_PERSON, "nrfg": PERSON, "ns": PLACE}


@cache
def word_classes() -> dict[str, str]:
    """Each word's class: one of the above, or the number of digits of its frequency."""
    classes = {}
    with jieba.get_dict_file() as file:
        for line in file:
            word, frequency, tag = line.decode("utf-8").split()
            named = _BY_TAG.get(tag)
            if len(word) > 1 and (named or len(word) <= _LONGEST):
                classes[word] = named or str(len(frequency))
    return classes
