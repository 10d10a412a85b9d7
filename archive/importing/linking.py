"""Which record each finding of a document speaks of: the keys that storing looks up, or gives to new records.

A key is made of what the text and the authority say, never of what other documents have brought into the archive, so
that the order of imports does not matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from archive.dates import PartialDate, Precision
from archive.importing.authority import Authority, Figure, Slogan, Title
from archive.importing.occasions import tell_apart
from archive.importing.recognising.findings import (
    SUBJECT,
    Findings,
    InitiativeFound,
    InstrumentFound,
    MeetingFound,
    OfficeFound,
    PersonFound,
)
from archive.importing.recognising.initiatives.folding import folded
from archive.importing.records import ArticleRecord

#: Of several persons with a name the first is taken where no office tells, with this confidence.
_NAMESAKE = 0.5
#: A meeting of a 省 or 市 that the text does not name is a different one in each document.
_PLACELESS = re.compile(
    "(?:^|中国共产党|第[一二三四五六七八九十]{1,3}届)(?:自治区|[省市县区州盟旗])(?=[委政人纪直管级第]|两会|新春)"
)
#: Congresses are counted from the first one on, other meetings from the first of each term.
_CONGRESS = re.compile(r"第[一二三四五六七八九十百]+次[^次届]*代表大会$")
#: Sessions of which every year has one: an article speaks of those of its own year.
_SESSIONS = "两会"
#: Instruments of one title that every year has.
_YEARLY = "工作报告"


def link(articles: Sequence[ArticleRecord], file_name: str, authority: Authority) -> list[ArticleRecord]:
    """The articles of the file `file_name` with the keys of their findings set."""
    return [replace(article, findings=_linked(article, file_name, authority)) for article in tell_apart(articles)]


def _linked(article: ArticleRecord, file_name: str, authority: Authority) -> Findings:
    found = article.findings
    known = _known(authority)
    offices: dict[str, list[OfficeFound]] = defaultdict(list)
    for office in found.offices:
        offices[office.person].append(office)
    people = tuple(_person(person, known.figures, offices[person.name]) for person in found.people)
    keys = {person.name: person.key for person in people}
    return replace(
        found,
        people=people,
        meetings=tuple(_meeting(meeting, article, known.bodies, file_name) for meeting in found.meetings),
        initiatives=tuple(_initiative(initiative, known.slogans, keys) for initiative in found.initiatives),
        instruments=tuple(
            replace(_instrument(cited, known.titles, article, file_name), issuer=_body(cited.issuer, known.bodies))
            for cited in found.instruments
        ),
    )


def _person(found: PersonFound, figures: Mapping[str, list[Figure]], offices: Iterable[OfficeFound]) -> PersonFound:
    namesakes = figures.get(found.name, [])
    if not namesakes:
        return replace(found, key=found.name)
    if len(namesakes) == 1:
        return replace(found, key=namesakes[0].key)
    told = [
        figure
        for figure in namesakes
        if any(label.endswith(office.title) for label in figure.offices for office in offices)
    ]
    if told:
        return replace(found, key=told[0].key)
    return replace(found, key=namesakes[0].key, confidence=min(found.confidence, _NAMESAKE))


def _meeting(found: MeetingFound, article: ArticleRecord, bodies: Mapping[str, str], file_name: str) -> MeetingFound:
    name = found.key
    found = replace(found, convener=_body(found.convener, bodies))
    if _PLACELESS.search(name):
        found = replace(found, key=f"{name}（{file_name}）")
    if (found.term and "届" in name) or _CONGRESS.search(name):
        return found  # the name is that of one meeting
    if name.endswith(_SESSIONS) and not found.date and article.date:
        year = PartialDate.of(article.date.earliest.year, inferred=True)
        found = replace(found, date=year)
    day = f"@{found.date.isoformat()}" if found.date else ""
    return replace(found, key=found.key + day, is_inferred=not found.date or found.date.precision is not Precision.DAY)


def _initiative(found: InitiativeFound, slogans: Mapping[str, Slogan], people: Mapping[str, str]) -> InitiativeFound:
    if found.launched_by_person:
        found = replace(found, launched_by_person=people[found.launched_by_person])
    slogan = slogans.get(found.key)
    return replace(found, key=slogan.key, level=slogan.level or found.level) if slogan else found


def _instrument(
    found: InstrumentFound, titles: Mapping[str, list[Title]], article: ArticleRecord, file_name: str
) -> InstrumentFound:
    namesakes = titles.get(found.title, [])
    told = [title for title in namesakes if len(namesakes) == 1 or title.issuer == found.issuer]
    if told:
        return replace(found, key=told[0].key)
    if found.rule == SUBJECT:  # every body has its own document of this subject
        return replace(found, key=f"{found.title}（{found.issuer or f'{file_name}:{article.start_line}'}）")
    if found.title.endswith(_YEARLY):
        date = found.date or article.date
        return replace(found, key=f"{found.title}（{date.isoformat()[:4] if date else file_name}）")
    return replace(found, key=found.title)


def _body(name: str | None, bodies: Mapping[str, str]) -> str | None:
    """The name in the authority of a body that calls a meeting or issues a text, of several the first; else None."""
    first = (name or "").partition("、")[0]
    shorter = (first.replace("中国共产党", "中共", 1), first.replace("中国人民政治协商会议", "政协", 1))
    return next((bodies[form] for form in (first, *shorter) if form in bodies), None)


class _Known:
    """The authority's records by each of their names."""

    def __init__(self, authority: Authority) -> None:
        self.figures: dict[str, list[Figure]] = defaultdict(list)
        for figure in authority.figures:
            for name in {figure.name, *figure.aliases}:
                self.figures[name].append(figure)
        self.bodies = {name: body.name for body in authority.bodies for name in (*body.aliases, body.name)}
        self.slogans = {folded(s.name): s for s in authority.slogans}
        self.titles: dict[str, list[Title]] = defaultdict(list)
        for title in authority.titles:
            for name in {title.name, *title.aliases}:
                self.titles[name].append(title)


@lru_cache(maxsize=4)
def _known(authority: Authority) -> _Known:
    return _Known(authority)
