"""Names known beforehand, found wherever they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from archive.importing.recognising.lexicon import FOREIGN_PERSON, NO_WORD, PERSON, word_classes
from archive.importing.recognising.people.sightings import SURE, SWALLOWED, Sighting, goes_on, is_part, is_swallowed

#: Odds of a stretch that is a known name and no ordinary word, whatever stands around it.
_ALONE = -2.0
_NAMES = (NO_WORD, PERSON, FOREIGN_PERSON)
#: What it takes off that a word of the dictionary runs over an end of a short name: 智慧能源.
_CROSSED = 4.0
_SPACES = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]{1,4}(?=[\u4e00-\u9fff])")


class Lexicon:
    """Names that are known by the rule `rule`; it adds `worth` to the odds of a place where one is printed."""

    def __init__(self, names: Iterable[str], worth: float, rule: str) -> None:
        self.names = frozenset(name for name in names if len(name) > 1)
        self._worth, self._rule = worth, rule
        self._by_start: dict[str, list[str]] = {}
        for name in sorted(self.names, key=lambda name: (-len(name), name)):
            self._by_start.setdefault(name[:2], []).append(name)
        first = "".join(sorted({name[0] for name in self.names}))
        self._first = re.compile(f"[{re.escape(first)}]") if first else None

    def places(self, text: str) -> Iterator[tuple[int, str]]:
        """Where the names are printed in a normal text."""
        for match in self._first.finditer(text) if self._first else ():
            start = match.start()
            for name in self._by_start.get(text[start : start + 2], ()):
                if text.startswith(name, start):
                    yield start, name

    def sightings(self, text: str, likely: Mapping[tuple[int, int], Sighting]) -> Iterator[Sighting]:
        """Those places with their odds; `likely` are the ones that the context alone makes possible."""
        for start, name in self.places(text):
            end = start + len(name)
            place = likely.get((start, end))
            if (start, end + 1) in likely and goes_on(text, start, end):
                continue
            if is_swallowed(text, start, end) or is_part(text, start, end) or (place and place.rule == SWALLOWED):
                continue
            if place is None or (place.odds < _ALONE and word_classes().get(name, NO_WORD) in _NAMES):
                odds = _ALONE - (_CROSSED if _is_crossed(text, start, end) else 0.0)
                place = Sighting(start, end, name, odds, odds)
            yield place.likelier(self._worth, self._rule if place.odds < SURE else place.rule)

    def cut(self, text: str) -> Iterator[Sighting]:
        """Known names that a line end or the setting has cut by spaces."""
        gaps = list(_SPACES.finditer(text))
        if not gaps:
            return
        offsets: list[int] = []
        at = 0
        for gap in gaps:
            offsets += range(at, gap.start())
            at = gap.end()
        offsets += range(at, len(text) + 1)
        for start, name in self.places(_SPACES.sub("", text)):
            begin, end = offsets[start], offsets[start + len(name) - 1] + 1
            if end - begin > len(name):
                yield Sighting(begin, end, name, _ALONE + self._worth, _ALONE, "cut")


def _is_crossed(text: str, start: int, end: int) -> bool:
    """Whether a word of the dictionary runs over an end of a short name, and no commoner word begins or ends there."""
    if end - start != 2:
        return False
    at_start = _commonness(text[max(start - 1, 0) : start + 1]), _commonness(text[max(start - 2, 0) : start])
    at_end = _commonness(text[end - 1 : end + 1]), _commonness(text[end : end + 2])
    return any(over >= max(beside, "1") for over, beside in (at_start, at_end))


def _commonness(word: str) -> str:
    """A word's class (names, as letters, come last), NO_WORD of what has not two characters."""
    return word_classes().get(word, NO_WORD) if len(word) == 2 else NO_WORD


@lru_cache(maxsize=8)
def lexicon(names: frozenset[str], worth: float, rule: str) -> Lexicon:
    """The lexicon of names that many articles share."""
    return Lexicon(names, worth, rule)
