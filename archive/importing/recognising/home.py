"""The province and the city that an article speaks of when it says 「全省」 or 「市委」."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from archive.importing.authority import Authority
from archive.importing.recognising.lexicon import PLACE, word_classes
from archive.importing.records import ArticleRecord, Role
from archive.importing.vocabulary import either, words

#: 「云津市委」, where the authority has no such city.
_CITY = re.compile(
    r"(?<![一-鿿])(?!直辖)((?:[^\W\d_各及全省我在和与区县该本让把以对由每等届主持的之]){2,3}市)(?=委|政府|人大|政协|领导|四套)"
)
#: 「澜江省委」, where the authority has no such province.
_PROVINCE = re.compile(
    rf"(?:(?<![一-鿿])|(?<=[在于]))(?:中共|中国共产党)?((?!{either('meeting_verbs', 'meeting_introducers')})"
    r"(?:(?!中共)[^\W\d_各及全省市县区我们该本在和与把以对由每等第届经的]){2,3}省)(?=委|政|人大|人民|第[一二三四五六七八九十])"
)
_OF_A_CITY = re.compile(r"[全我]市|(?<!直辖)市(?:委|政府|管)")
#: Words of a text that has a home, and does not only report from somewhere.
_AT_HOME = re.compile(
    rf"{_OF_A_CITY.pattern}|[全我][省区]|省(?:委|政府|人大|政协|纪委|领导|直)|自治区(?:党委|政府|主席)"
)
#: A place named this many times more than the next is the one the article is about.
_AHEAD = 2
#: A province that an article names less often, and not where it begins, is named in passing: 「学习某地经验」.
_FEW = 3
#: So many articles of a document have to be of a place that the document is.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Home:
    """The province and the city that a text means by 「全省」 and 「市委」."""

    province: str | None = None
    city: str | None = None

    def of(self, level: str) -> str:
        """The place that a level word means here; the word itself where that is not known."""
        place = self.province if level in ("省", "自治区") else self.city
        return place if place and place.endswith(level) else level


NOWHERE = Home()


def find(article: ArticleRecord, authority: Authority) -> Home:
    """The places that an article, with the paper it is from, names far more often than others.

    Where it names no province, its cities tell which one. What it names in passing tells nothing.
    """
    text = _text(article)
    provinces = _counted(text, authority, "province") or _often(_PROVINCE, text)
    is_of_a_city = _OF_A_CITY.search(text)
    cities = _counted(text, authority, "prefecture") if is_of_a_city or not provinces.total() else Counter[str]()
    told = provinces if provinces.total() else _of_provinces(cities, authority)
    province = _leading(told)
    if province and told[province] < _FEW and not _opens_with(article, province, authority):
        province = None
    if not is_of_a_city:
        return Home(province)
    return Home(
        province, _leading(cities | _often(_CITY, text)) or (province if province and province.endswith("市") else None)
    )


def _text(article: ArticleRecord) -> str:
    return "\n".join([*_paper(article), *(p.text for p in article.paragraphs)])


def _paper(article: ArticleRecord) -> list[str]:
    return [article.source or "", article.dateline.agency if article.dateline else ""]


def _opens_with(article: ArticleRecord, province: str, authority: Authority) -> bool:
    """Whether the paper, the headlines or the first paragraph name a province, or what lies in it."""
    lead = next((i for i, p in enumerate(article.paragraphs) if p.role is Role.TEXT), 0)
    opening = "\n".join([*_paper(article), *(p.text for p in article.paragraphs[: lead + 1])])
    if province in opening:
        return True
    within = [b for b in authority.bodies if b.kind == "place" and province in (b.name, b.parent)]
    return any(name in opening for body in within for name in (body.name, *body.aliases) if len(name) > 1)


def of_document(articles: Sequence[ArticleRecord], authority: Authority) -> list[Home]:
    """The places of each article; of one that speaks of its own and names none, that of most such articles.

    News of a reader's first pages are from the capital and speak of no home.
    """
    own = [find(article, authority) for article in articles]
    at_home = [bool(_AT_HOME.search(_text(article))) for article in articles]
    province = _common(home.province for home, speaks in zip(own, at_home, strict=True) if speaks)
    city = _common(home.city for home in own if home.province == province)
    return [
        Home(home.province or province, home.city or (city if home.province in (None, province) else None))
        if speaks
        else home
        for home, speaks in zip(own, at_home, strict=True)
    ]


def _common(places: Iterable[str | None]) -> str | None:
    counts = Counter(place for place in places if place)
    leading = _leading(counts)
    return leading if leading and counts[leading] >= _FEWEST else None


def _of_provinces(cities: Counter[str], authority: Authority) -> Counter[str]:
    """How often a province is named by its cities."""
    counts: Counter[str] = Counter()
    for body in authority.bodies:
        if body.parent and cities[body.name]:
            counts[body.parent] += cities[body.name]
    return counts


def _often(pattern: re.Pattern[str], text: str) -> Counter[str]:
    """Places that the authority does not know, where they are named more than once."""
    return Counter({place: count for place, count in Counter[str](pattern.findall(text)).items() if count > 1})


def _counted(text: str, authority: Authority, level: str) -> Counter[str]:
    """How often each place of a level is named; the places that are."""
    counts = Counter[str]()
    for place, names in _places(authority, level):
        found = sum(map(text.count, names))
        if found and (found := found - sum(_within(text, name) for name in names)):
            counts[place] = found
    return counts


def _within(text: str, name: str) -> int:
    """How often the name of a place is part of other words: 海口 of 入海口, 江西 of 浙江西部, 长治 of 长治久安."""
    return sum(1 for match in re.finditer(name, text) if _is_part(text, match.start(), match.end()))


def _is_part(text: str, start: int, end: int) -> bool:
    classes = word_classes()
    for at in (start - 1, start - 2):  # plain lookups, as common names stand in every sentence
        if at < 0:
            break
        if text[at:end] in classes or text[at : end + 1] in classes or text[at : end + 2] in classes:
            return True
        if classes.get(text[at : start + 1]) == PLACE:
            return True
    return text.startswith(_no_places(), start)


@cache
def _no_places() -> tuple[str, ...]:
    return tuple(sorted(words("no_places")))


@lru_cache(maxsize=8)
def _places(authority: Authority, level: str) -> list[tuple[str, list[str]]]:
    """The places of a level, each with the names that are counted."""
    places = [b for b in authority.bodies if b.kind == "place" and b.level == level]
    return [(b.name, _apart([b.name, *b.aliases])) for b in places]


def _apart(names: list[str]) -> list[str]:
    """The shortest of names that lie in each other, so that nothing is counted twice; single characters left out."""
    long = [n for n in names if len(n) > 1]
    return [n for n in long if not any(m != n and m in n for m in long)]


def _leading(counts: Counter[str]) -> str | None:
    ranked = counts.most_common(2)
    if not ranked or not ranked[0][1]:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _AHEAD * ranked[1][1] else None
