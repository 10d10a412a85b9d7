"""The province and the city that an article speaks of when it says 「全省」 or 「市委」."""

from __future__ import annotations

import re
from collections import Counter

from archive.importing.authority import Authority
from archive.importing.recognising.folding import Home
from archive.importing.records import ArticleRecord

_CITY = re.compile(
    r"(?<![一-鿿])((?:[^\W\d_各及全省我在和与区县该本让把以对由各每]){2,3}市)(?=委|政府|人大|政协|领导|四套)"
)
#: A province named this many times more than the next is the one the article is about.
_AHEAD = 2


def find(article: ArticleRecord, authority: Authority) -> Home:
    """The places that an article, with the paper it is from, names far more often than others."""
    text = "\n".join(
        [
            article.source or "",
            article.dateline.agency if article.dateline else "",
            *(p.text for p in article.paragraphs),
        ]
    )
    provinces: Counter[str] = Counter()
    for body in authority.bodies:
        if body.kind == "place" and body.level == "province":
            provinces[body.name] = sum(text.count(name) for name in _apart([body.name, *body.aliases]))
    cities = Counter(_CITY.findall(text))
    return Home(_leading(provinces), _leading(cities))


def _apart(names: list[str]) -> list[str]:
    """The shortest of names that lie in each other, so that nothing is counted twice; single characters left out."""
    long = [n for n in names if len(n) > 1]
    return [n for n in long if not any(m != n and m in n for m in long)]


def _leading(counts: Counter[str]) -> str | None:
    ranked = counts.most_common(2)
    if not ranked or not ranked[0][1]:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _AHEAD * ranked[1][1] else None
