"""The province and the city that an article speaks of when it says 「全省」 or 「市委」."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.importing.authority import Authority
from archive.importing.records import ArticleRecord

#: 「云津市委」, where the authority has no such city.
_CITY = re.compile(
    r"(?<![一-鿿])((?:[^\W\d_各及全省我在和与区县该本让把以对由每等届主持的之]){2,3}市)(?=委|政府|人大|政协|领导|四套)"
)
_OF_A_CITY = re.compile(r"全市|市委|我市|市政府|市管")
#: A place named this many times more than the next is the one the article is about.
_AHEAD = 2
#: So many articles of a document have to be of a place that the document is.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Home:
    """The province and the city that a text means by 「全省」 and 「市委」."""

    province: str | None = None
    city: str | None = None

    def of(self, level: str) -> str:
        """The place that a level word means here; the word itself where that is not known."""
        if level in ("省", "自治区"):
            return self.province or level
        return self.city or level if level in ("市", "州", "盟", "自治州") else level


NOWHERE = Home()


def find(article: ArticleRecord, authority: Authority) -> Home:
    """The places that an article, with the paper it is from, names far more often than others.

    Where it names no province, its cities tell which one.
    """
    agency = article.dateline.agency if article.dateline else ""
    text = "\n".join([article.source or "", agency, *(p.text for p in article.paragraphs)])
    provinces = _counted(text, authority, "province")
    is_of_a_city = _OF_A_CITY.search(text)
    cities = _counted(text, authority, "prefecture") if is_of_a_city or not provinces.total() else Counter[str]()
    province = _leading(provinces if provinces.total() else _of_provinces(cities, authority))
    if not is_of_a_city:
        return Home(province)
    often = {city: count for city, count in Counter[str](_CITY.findall(text)).items() if count > 1}
    return Home(
        province, _leading(cities | Counter[str](often)) or (province if province and province.endswith("市") else None)
    )


def of_document(articles: Sequence[ArticleRecord], authority: Authority) -> list[Home]:
    """The places of each article; one that names none is of where most of the document's others are."""
    own = [find(article, authority) for article in articles]
    province = _common(home.province for home in own)
    city = _common(home.city for home in own if home.province == province)
    return [
        Home(home.province or province, home.city or (city if home.province in (None, province) else None))
        for home in own
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


def _counted(text: str, authority: Authority, level: str) -> Counter[str]:
    return Counter({name: sum(map(text.count, names)) for name, names in _places(authority, level)})


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
