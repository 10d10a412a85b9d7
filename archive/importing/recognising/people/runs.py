"""Names set solid in headlines and decks (李强王沪宁蔡奇出席), and names with a space set inside (裘 真)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from archive.importing.recognising.lexicon import NO_WORD, PERSON, word_classes
from archive.importing.recognising.people import slots
from archive.importing.recognising.people.candidates import normal
from archive.importing.recognising.people.scoring import scored
from archive.importing.recognising.people.sightings import Sighting, is_anonymous
from archive.importing.vocabulary import either, words

_LONGEST_RUN = 120
#: What a name in a run is worth beyond its own odds: it stands where nothing but names stands.
_IN_RUN = 3.5
_KNOWN = 5.0
_LEAST_INNER = -4.0
_RUN = re.compile(r"[^\s，。；：！？、（）“”《》]+")
_SPACED_ODDS = 1.5


def solid(text: str, known: Collection[str]) -> list[Sighting]:
    """The names of the runs of two and more in a headline; each run ends with its clause or with what they did."""
    shown = normal(text)
    found = []
    for clause in _RUN.finditer(shown):
        if 4 <= len(clause[0]) <= _LONGEST_RUN:
            found += [
                Sighting(s.start + clause.start(), s.end + clause.start(), s.name, s.odds, s.inner, s.rule)
                for s in _tiled(clause[0], known)
            ]
    return found


def _tiled(clause: str, known: Collection[str]) -> list[Sighting]:
    """The best way to read the clause from its start as names, then a verb or nothing."""
    stop = min((m.start() for m in _deeds().finditer(clause)), default=len(clause))
    if stop < 4:
        return []
    starts: dict[int, list[Sighting]] = {}
    for place in scored(clause[:stop]):
        word = clause[place.start : place.end]
        if place.inner > _LEAST_INNER and not is_anonymous(word, place.surname):
            worth = place.inner + _IN_RUN + (_KNOWN if word in known else 0.0)
            starts.setdefault(place.start, []).append(Sighting(place.start, place.end, word, worth, place.inner, "run"))
    best: list[tuple[float, Sighting | None] | None] = [(0.0, None), *([None] * stop)]
    for start in range(stop):
        reached = best[start]
        if reached is None:
            continue
        for name in starts.get(start, ()):
            there = best[name.end]
            if there is None or there[0] < reached[0] + name.odds:
                best[name.end] = (reached[0] + name.odds, name)
    names: list[Sighting] = []
    end = stop
    while end and (step := best[end]) and step[1]:
        names.append(step[1])
        end = step[1].start
    return names[::-1] if end == 0 and len(names) > 1 and all(name.odds > 0 for name in names) else []


@cache
def _deeds() -> re.Pattern[str]:
    return re.compile(either("deck_deeds"))


@cache
def _spaced_pattern() -> re.Pattern[str]:
    single = "".join(sorted(name for name in words("surnames") if len(name) == 1))
    behind = rf"(?=(?:{either('person_deeds')}|[为任的])|(?![\u4e00-\u9fff]))"
    return re.compile(rf"(?=([{single}]) {{1,4}}([\u4e00-\u9fff]){behind})[{single}]")


def spaced(text: str) -> Iterator[Sighting]:
    """Names of two characters that are set as wide as three; no word that every line set wide may hold (今 年)."""
    shown = text.replace("\u3000", " ")
    for match in _spaced_pattern().finditer(shown):
        name, start = match[1] + match[2], match.start()
        stands_apart = not "\u4e00" <= shown[max(start - 1, 0) : start] <= "\u9fff"
        if not (stands_apart or slots.is_office(shown, start) or slots.is_appointed(shown, start)):
            continue
        if not is_anonymous(name, 1) and word_classes().get(name, NO_WORD) in (NO_WORD, PERSON):
            yield Sighting(start, match.end(2), name, _SPACED_ODDS, _SPACED_ODDS, "spaced")
