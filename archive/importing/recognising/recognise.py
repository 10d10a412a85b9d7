"""The recognisers in their order, over the articles of a document."""

from __future__ import annotations

from collections.abc import Sequence

from archive.importing.authority import Authority
from archive.importing.recognising import home, initiatives, instruments, meetings, offices, participants, people
from archive.importing.recognising.findings import Findings
from archive.importing.recognising.home import Home
from archive.importing.records import ArticleRecord


def recognise(articles: Sequence[ArticleRecord], authority: Authority) -> list[Findings]:
    """The findings of each of a document's articles. A name that one of them makes certain is known in all."""
    certain = frozenset[str]().union(*(people.certain(article, authority) for article in articles))
    homes = home.of_document(articles, authority)
    return [_article(article, authority, certain, place) for article, place in zip(articles, homes, strict=True)]


def _article(article: ArticleRecord, authority: Authority, certain: frozenset[str], place: Home) -> Findings:
    named = people.find(article, authority, certain)
    held, bodies = offices.find(article, authority, named, place)
    met = meetings.find(article, authority, named, place)
    return Findings(
        people=tuple(named),
        offices=tuple(held),
        bodies=tuple(bodies),
        meetings=tuple(met),
        participations=tuple(participants.find(article, authority, named, held, met)),
        initiatives=tuple(initiatives.find(article, authority, named, place)),
        instruments=tuple(instruments.find(article, authority)),
    )
