"""Surnames before an office (习总书记): the person whose full name with that surname is given elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from archive.importing.authority import Figure
from archive.importing.recognising.lexicon import word_classes
from archive.importing.recognising.people.sightings import Sighting
from archive.importing.vocabulary import either, words

_ODDS = 3.0

#: Names by their surname, and by surname and office.
BySurname = Mapping[str, frozenset[str]]


@cache
def _pattern() -> re.Pattern[str]:
    surnames = "".join(sorted(name for name in words("surnames") | words("surnames_further") if len(name) == 1))
    return re.compile(rf"([{surnames}])({either('addressed_offices')})")


def by_surname(names: Iterable[str]) -> BySurname:
    """Names of two and three characters by the surname alone."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if 2 <= len(name) <= 3:
            found[name[0]].add(name)
    return {surname: frozenset(group) for surname, group in found.items()}


def by_office(figures: tuple[Figure, ...]) -> BySurname:
    """The archive's figures by surname and the offices they held: 习总书记."""
    found: dict[str, set[str]] = defaultdict(set)
    for figure in figures:
        for word in words("addressed_offices"):
            if 2 <= len(figure.name) <= 3 and any(office.endswith(word) for office in figure.offices):
                found[figure.name[0] + word].add(figure.name)
    return {form: frozenset(group) for form, group in found.items()}


def find(text: str, groups: Sequence[BySurname]) -> Iterator[Sighting]:
    """Places where one name alone can be meant, by the first of the groups that has any.

    A surname that ends a word, as in 「完成总书记交给的任务」, is none.
    """
    for match in _pattern().finditer(text):
        if text[max(match.start() - 1, 0) : match.end(1)] in word_classes():
            continue
        fitting = next((found for g in groups if (found := g.get(match[1]) or g.get(match[0]))), frozenset())
        if len(fitting) == 1:
            yield Sighting(match.start(1), match.end(1), next(iter(fitting)), _ODDS, _ODDS, "surname")
