"""Places of a text where a person may be named, and the choice among those that overlap."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from archive.importing.recognising.lexicon import PLACE, word_classes
from archive.importing.recognising.people import slots
from archive.importing.recognising.people.candidates import foreign_characters, normal
from archive.importing.recognising.people.scoring import scored
from archive.importing.vocabulary import either, words

#: Places with lower odds are not looked at again.
_LEAST = -4.0
_OFFICE_BEFORE, _CLOSED, _BESIDE, _BARE = 1.6, 1.2, 0.3, -0.9
#: What it adds that a decision names its person there: 「任命某某为」, 「授予某某“…”称号」.
_APPOINTED = 6.0
_BEHIND_APPOINTED = ("为", "的", "同志", "（", "“", "、", "任", "担任", "省", "中共", "中国", "国家", "原")
#: Surnames that are prepositions too, and what it takes off a short name, or a word behind one: 「向强担当发力」,
#: 「主席向晋升上将的」.
_PREPOSITIONS, _PREPOSITION = frozenset("向于从由来"), 4.0
#: What it adds that a name with dots ends on both sides where such names' characters end.
_WHOLE = 1.5
#: Odds from which a name is certain enough to speak for its neighbours and for other places.
SURE = 2.0
#: Rule of a place that is part of another name; it is chosen like the others, so that no part of it is a person.
SWALLOWED = "swallowed"
#: 「选举甲、乙、丙为」 up to the last of the names, in as many characters.
_ELECTED, _CLAUSE = re.compile(rf"(?:{either('appointing_verbs')})[^，。；：为]*\Z"), 200
_THREE = 3
#: Odds of what fills a place where only a name can stand.
_FILLED = 3.0
#: 「甲市长、」 is no 甲市, where nobody else is named behind 市长.
_HEADS_OF_PLACES = r"(?!(?<=[市县镇乡村])长(?:[，、。；和与及的在等也还]|同志|\s|\Z))"
#: What the year of a document's number stands in: 「苏政发〔2009〕12号」.
_YEAR_MARKS = ("〔", "［", "[")
#: The rest of a company's name: Chinese characters but 的.
_COMPANY = re.compile("[\u4e00-\u7683\u7685-\u9fff]{2,14}?(?:有限(?:责任)?|股份)公司")
_NO_JOINT = frozenset("，。；：！？、）")
#: Adverbs and verbs behind a name of two characters, which are no part of it.
_NO_GIVEN = frozenset("也还又将曾已亦则都便才再未不就均即各仍一今昨出参")
_DEEDS_OR_MARKS = frozenset("说等率和与、，")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A stretch of text; `odds` is the logarithm of its odds of naming a person, `inner` those of the name alone."""

    start: int
    end: int
    name: str
    odds: float
    inner: float
    rule: str = "context"

    @property
    def probability(self) -> float:
        return 1 / (1 + math.exp(-max(self.odds, -30.0)))

    def likelier(self, by: float, rule: str) -> Sighting:
        return replace(self, odds=self.odds + by, rule=rule)


@lru_cache(maxsize=4096)
def sightings(text: str) -> tuple[Sighting, ...]:
    """All that the name and the words around it make possible, in the order of the text."""
    text = normal(text)
    found: dict[tuple[int, int], Sighting] = {}
    for start, end, surname, inner, before, after in scored(text):
        odds = inner + before + after
        known = found.get((start, end))
        if odds > _LEAST and (known is None or known.odds < odds):
            name = text[start:end]
            if not is_anonymous(name, surname) and not is_part(text, start, end):
                rule = SWALLOWED if is_swallowed(text, start, end) else "context"
                found[start, end] = Sighting(start, end, name, odds + _support(text, start, end), inner, rule)
    for start, end in [place for place in found if text[place[1] - 1] == "传" and _is_biography(text, *place)]:
        del found[start, end]
    for start, end in [place for place in found if (place[0], place[1] + 1) in found and goes_on(text, *place)]:
        short, long = found.pop((start, end)), found[start, end + 1]
        found[start, end + 1] = replace(long, odds=max(long.odds, short.odds))
    for start, end in [place for place in found if _is_short(text, *place)]:
        long = found.pop((start, end))
        short = found.get((start, end - 1)) or replace(long, end=end - 1, name=long.name[:-1])
        found[start, end - 1] = replace(short, odds=max(long.odds, short.odds))
    return tuple(sorted(_with_filled(found, text), key=lambda s: (s.start, s.end)))


def _with_filled(found: Mapping[tuple[int, int], Sighting], text: str) -> Iterator[Sighting]:
    """The sightings with those that fill a place, in which there is no other."""
    longest = dict(sorted(place for place in slots.filled(text) if not is_swallowed(text, *place)))
    filled = sorted(longest.items())
    starts = sorted(longest)
    for place in found.values():
        before = bisect_left(starts, place.end) - 1
        if before < 0 or filled[before][1] <= place.start:
            yield place
    for start, end in filled:
        known = found.get((start, end))
        odds = max(_FILLED, known.odds if known else _FILLED)
        yield Sighting(start, end, text[start:end], odds, known.inner if known else _FILLED, "slot")


def _is_short(text: str, start: int, end: int) -> bool:
    """Whether the last of three characters is a verb's: 为 of 「选举甲、乙为委员」, 应 of 「甲应邀」."""
    if end - start != _THREE or text[start : start + 2] in words("surnames"):
        return False
    if text[end - 1 : end + 1] in words("person_deeds"):
        return True
    return text[end - 1] == "为" and _ELECTED.search(text, max(start - _CLAUSE, 0), start) is not None


def _is_biography(text: str, start: int, end: int) -> bool:
    """Whether it is all of a title: 「孟立秋传（节选）」."""
    return text[:start].endswith(("", "《")[start > 0]) and text[end : end + 1] in ("", "》", "（", "(")


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether the next character, which makes a longer name, can only belong to it.

    Behind an office it is told by where the words go on (「主席苗青禾受委托」), and 阿 ends no name. 「和」 joins
    nothing before a mark (「孟遇和，」); behind a surname of two characters a name mostly has two more.
    """
    after = text[end + 1 : end + 2]
    if end - start == 2 and text[end - 1] == "阿":
        return True
    if (
        end - start == 2
        and text[end] not in _NO_GIVEN
        and not slots.closes(text, end)
        and slots.closes(text, end + 1)
        and slots.is_office(text, start)
    ):
        return True
    if text[end] in "和与":
        return after in _NO_JOINT or not after
    is_told = text[end + 1 : end + 3] in words("person_deeds") or after in _NO_JOINT or not after
    return end - start == 3 and text[start : start + 2] in words("surnames") and is_told


def chosen(places: Iterable[Sighting]) -> list[Sighting]:
    """Of places that overlap those with the greatest sum of odds; none that is less likely than not."""
    sums, ends = [0.0], [0]
    links: list[tuple[int, Sighting] | None] = [None]
    for place in sorted(places, key=lambda s: (s.end, s.start)):
        before = bisect_right(ends, place.start) - 1
        if place.odds > 0 and sums[before] + place.odds > sums[-1]:
            sums.append(sums[before] + place.odds)
            ends.append(place.end)
            links.append((before, place))
    found = []
    link = links[-1]
    while link:
        before, place = link
        found.append(place)
        link = links[before]
    return [place for place in reversed(found) if place.rule != SWALLOWED]


def _support(text: str, start: int, end: int) -> float:
    """What it adds that an office stands before, a deed behind, a mark before; and that none of these does."""
    deeds = words("person_deeds")
    worth = 0.0
    if "·" in text[start:end] and not {text[start - 1 : start], text[end : end + 1]} & foreign_characters().keys():
        worth += _WHOLE
    if slots.is_office(text, start):
        worth += _OFFICE_BEFORE + (_CLOSED if slots.closes(text, end) else 0.0)
    if text.startswith(_BEHIND_APPOINTED, end) and slots.is_appointed(text, start):
        worth += _APPOINTED
    if text[end : end + 2] in deeds or text[end : end + 1] in _DEEDS_OR_MARKS:
        worth += _BESIDE
    if start == 0 or text[start - 1] in "、，。（）":
        worth += _BESIDE
    if text[start - 1 : start] == "叫" and text[end : end + 1] in "的，、":
        worth += _OFFICE_BEFORE
    if text[start] in _PREPOSITIONS:
        is_short = end - start == 2 and text[end : end + 1] not in _DEEDS_OR_MARKS
        is_word = text[start + 1 : end] in word_classes()
        if is_short or (is_word and (text[start] == "来" or not slots.closes(text, end))):
            worth -= _PREPOSITION
    return worth or _BARE


def is_anonymous(name: str, surname: int) -> bool:
    """Whether a form of address, 某 or 等 stands where the given name should, or the surname is doubled (季季)."""
    return (
        "某" in name
        or name[0] == name[1]
        or name[-1] == "等"
        or (surname > 0 and name[surname:] in words("no_given_names"))
        or name in words("no_names") | words("office_words")
    )


def is_part(text: str, start: int, end: int) -> bool:
    """Whether a dot before or behind joins it to the rest of a name."""
    return text[end : end + 1] == "·" or text[max(start - 1, 0) : start] == "·"


def is_swallowed(text: str, start: int, end: int) -> bool:
    """Whether the name is part of a doctrine's, prize's, school's or company's name, or of the number of a document."""
    of_company = _is_of_place(text, start) and _COMPANY.match(text, end) is not None
    return (
        of_company
        or text.startswith(_YEAR_MARKS, end)
        or bool(_takers().match(text, end))
        or bool(_no_names().match(text, start))
    )


def _is_of_place(text: str, start: int) -> bool:
    """Whether a place's name ends before it, as in a company's: 「某市林东新能源有限公司」."""
    before = text[max(start - 2, 0) : start]
    return before[-1:] in ("省", "市", "县", "区") or word_classes().get(before) == PLACE


@cache
def _takers() -> re.Pattern[str]:
    return re.compile(f"(?:{either('name_takers')}){_HEADS_OF_PLACES}")


@cache
def _no_names() -> re.Pattern[str]:
    return re.compile(either("no_names"))
