"""Surnames before an office (习总书记): the person whose full name with that surname is given elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from archive.importing.recognising.lexicon import word_classes
from archive.importing.recognising.sightings import Sighting
from archive.importing.vocabulary import words

_ODDS = 3.0

BySurname = Mapping[str, AbstractSet[str]]


@cache
def _pattern() -> re.Pattern[str]:
    surnames = "".join(sorted(name for name in words("surnames") | words("surnames_further") if len(name) == 1))
    offices = "|".join(sorted(words("addressed_offices"), key=lambda word: (-len(word), word)))
    return re.compile(rf"([{surnames}])(?={offices})")


def find(text: str, names: Iterable[BySurname]) -> Iterator[Sighting]:
    """Places where one name alone can be meant; `names` are the article's, then those known from elsewhere.

    A surname that ends a word, as in 「完成总书记交给的任务」, is none.
    """
    for match in _pattern().finditer(text):
        if text[max(match.start() - 1, 0) : match.end()] in word_classes():
            continue
        fitting = next((group[match[1]] for group in names if match[1] in group), frozenset())
        if len(fitting) == 1:
            yield Sighting(match.start(), match.end(), next(iter(fitting)), _ODDS, _ODDS, "surname")


def by_surname(names: Iterable[str]) -> BySurname:
    """Chinese names of two and three characters by their surname, if it is a single one."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if 2 <= len(name) <= 3:
            found[name[0]].add(name)
    return found
