"""The province and the city that an article speaks of when it says 「全省」 or 「市委」."""

from __future__ import annotations

import re
from collections import Counter

from archive.importing.authority import Authority
from archive.importing.recognising.meetings.folding import Home
from archive.importing.records import ArticleRecord

#: 「云津市委」, where the authority has no such city.
_CITY = re.compile(
    r"(?<![一-鿿])((?:[^\W\d_各及全省我在和与区县该本让把以对由每等届主持的之]){2,3}市)(?=委|政府|人大|政协|领导|四套)"
)
_OF_A_CITY = re.compile(r"全市|市委|我市|市政府|市管")
#: A place named this many times more than the next is the one the article is about.
_AHEAD = 2


def find(article: ArticleRecord, authority: Authority) -> Home:
    """The places that an article, with the paper it is from, names far more often than others."""
    agency = article.dateline.agency if article.dateline else ""
    text = "\n".join([article.source or "", agency, *(p.text for p in article.paragraphs)])
    province = _leading(_counted(text, authority, "province"))
    if not _OF_A_CITY.search(text):
        return Home(province)
    often = {city: count for city, count in Counter[str](_CITY.findall(text)).items() if count > 1}
    cities = _counted(text, authority, "prefecture") | Counter[str](often)
    return Home(province, _leading(cities) or (province if province and province.endswith("市") else None))


def _counted(text: str, authority: Authority, level: str) -> Counter[str]:
    places = [b for b in authority.bodies if b.kind == "place" and b.level == level]
    return Counter({b.name: sum(map(text.count, _apart([b.name, *b.aliases]))) for b in places})


def _apart(names: list[str]) -> list[str]:
    """The shortest of names that lie in each other, so that nothing is counted twice; single characters left out."""
    long = [n for n in names if len(n) > 1]
    return [n for n in long if not any(m != n and m in n for m in long)]


def _leading(counts: Counter[str]) -> str | None:
    ranked = counts.most_common(2)
    if not ranked or not ranked[0][1]:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _AHEAD * ranked[1][1] else None
