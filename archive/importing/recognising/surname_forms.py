"""Surnames before an office (习总书记): the person whose full name with that surname is given elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from archive.importing.recognising.sightings import Sighting
from archive.importing.vocabulary import words

_ODDS = 3.0


@cache
def _pattern() -> re.Pattern[str]:
    surnames = "".join(sorted(name for name in words("surnames") | words("surnames_further") if len(name) == 1))
    offices = "|".join(sorted(words("addressed_offices"), key=lambda word: (-len(word), word)))
    return re.compile(rf"([{surnames}])(?={offices})")


def find(text: str, names: Iterable[Collection[str]]) -> Iterator[Sighting]:
    """Places where one name alone can be meant; `names` are the article's, then those known from elsewhere."""
    groups = list(names)
    for match in _pattern().finditer(text):
        for group in groups:
            fitting = [name for name in group if name[0] == match[1] and 2 <= len(name) <= 3]
            if fitting:
                if len(fitting) == 1:
                    yield Sighting(match.start(), match.end(), fitting[0], _ODDS, _ODDS, "surname")
                break
