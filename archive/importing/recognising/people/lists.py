"""Lists of names: who stands beside a person whose name is certain is likely one too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from archive.importing.recognising.people.sightings import SURE, Sighting, chosen, is_anonymous
from archive.importing.recognising.people.slots import is_surnamed, is_transliterated
from archive.importing.vocabulary import words

#: What it adds to stand beside a certain name in a list, and to be all that stands there between two marks.
_BESIDE, _FILLS = 1.5, 3.0
#: Odds of what fills a place of a list of certain names and has a surname, but nothing else of a name.
_PLAIN = -0.9
_ROUNDS = 2
_JOINTS = frozenset("、和及与")
_MARKS = frozenset("、和及与，。；（）等") | {""}
_BEFORE = re.compile(r"(?<![\u4e00-\u9fff·])[\u4e00-\u9fff]{2,6}、$")
#: Characters of most names.
_THREE = 3
_BEHIND = re.compile(r"、[\u4e00-\u9fff]{2,6}(?![\u4e00-\u9fff·])")


def in_lists(text: str, places: Sequence[Sighting]) -> list[Sighting]:
    """The same places, likelier where a list makes them so, and those that only the list tells."""
    found = list(places)
    for _ in range(_ROUNDS):
        sure = [place for place in chosen(found) if place.odds > SURE]
        starts, ends = {place.start for place in sure}, {place.end for place in sure}
        known = {(place.start, place.end) for place in found}
        found += [place for place in _told_by_list(text, sure, starts, ends) if (place.start, place.end) not in known]
        found = [_beside(place, text, starts, ends) for place in found]
    return found


def _beside(place: Sighting, text: str, starts: Collection[int], ends: Collection[int]) -> Sighting:
    before, after = text[max(place.start - 1, 0) : place.start], text[place.end : place.end + 1]
    if place.odds > SURE or not (
        (place.start - 1 in ends and before in _JOINTS) or (place.end + 1 in starts and after in _JOINTS)
    ):
        return place
    fills = before in _MARKS and after in _MARKS
    return place.likelier(_FILLS if fills else _BESIDE, "list" if place.rule == "context" else place.rule)


def _told_by_list(
    text: str, sure: Sequence[Sighting], starts: Collection[int], ends: Collection[int]
) -> Iterator[Sighting]:
    """What fills the place beside two certain names of a list, once each."""
    told: set[int] = set()
    for place in sure:
        span = _before(text, place, starts) or _behind(text, place, ends)
        if span and span[0] not in told and _is_nameable(text[slice(*span)]):
            told.add(span[0])
            yield Sighting(*span, text[slice(*span)], _PLAIN, _PLAIN, "list")


def _before(text: str, place: Sighting, starts: Collection[int]) -> tuple[int, int] | None:
    """What fills the place before a certain name: behind a mark or, where three characters are left, an office."""
    match = _BEFORE.search(text, max(place.start - 8, 0), place.start) if place.end + 1 in starts else None
    if match:
        return match.start(), match.end() - 1
    start, offices = place.start - _THREE - 1, words("office_words")
    behind_office = start > 1 and any(text[max(start - length, 0) : start] in offices for length in (2, 3))
    return (start, place.start - 1) if behind_office and text[place.start - 1] == "、" else None


def _behind(text: str, place: Sighting, ends: Collection[int]) -> tuple[int, int] | None:
    match = _BEHIND.match(text, place.end) if place.start - 1 in ends else None
    return (match.start() + 1, match.end()) if match else None


def _is_nameable(word: str) -> bool:
    return is_transliterated(word) or (is_surnamed(word) and not is_anonymous(word, 1))
