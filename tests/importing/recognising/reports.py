"""Articles made by hand for the recognisers of meetings, with people in them as if they had been recognised."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.dates import PartialDate
from archive.importing.authority import Authority, Body, Series
from archive.importing.recognising import home, meetings, offices, participants
from archive.importing.recognising.findings import MeetingFound, ParticipationFound, PersonFound
from archive.importing.records import ArticleRecord, Kind, ParagraphRecord, Role

DAY = PartialDate.of(2031, 3, 4)
AUTHORITY = Authority(
    bodies=(Body("溪山省", "place", "province", ("溪山",)), Body("禾川省", "place", "province", ("禾川",))),
    series=(
        Series("中共中央政治局会议", ("中央政治局会议",)),
        Series("中央全面深化改革委员会会议"),
        Series("中央经济工作会议"),
        Series("“水渠之路”国际论坛"),
    ),
)


def report(
    *texts: str,
    title: str | None = None,
    kicker: str | None = None,
    subtitle: str | None = None,
    source: str | None = None,
    byline: str | None = None,
    kind: Kind = Kind.NEWS,
    date: PartialDate | None = DAY,
) -> ArticleRecord:
    """An article of these parts."""
    parts = [(Role.KICKER, kicker), (Role.TITLE, title), (Role.SUBTITLE, subtitle), (Role.BYLINE, byline)]
    parts += [(Role.TEXT, text) for text in texts] + [(Role.SOURCE, source)]
    return ArticleRecord(
        start_line=1,
        end_line=9,
        kicker=kicker,
        title=title,
        subtitle=subtitle,
        column=None,
        kind=kind,
        dateline=None,
        source=source,
        bylines=(byline,) if byline else (),
        date=date,
        paragraphs=tuple(ParagraphRecord(role, text, ()) for role, text in parts if text),
    )


def people(article: ArticleRecord, names: Sequence[str]) -> list[PersonFound]:
    """Every place of these names, bylines left out."""
    any_name = re.compile("|".join(map(re.escape, names)) if names else r"(?!)")
    return [
        PersonFound(paragraph=i, start=m.start(), end=m.end(), rule="given", confidence=1.0, name=m[0])
        for i, paragraph in enumerate(article.paragraphs)
        if paragraph.role is not Role.BYLINE
        for m in any_name.finditer(paragraph.text)
    ]


def met(article: ArticleRecord, *names: str, authority: Authority = AUTHORITY) -> list[MeetingFound]:
    """The meetings of an article in which these people are named."""
    return meetings.find(article, authority, people(article, names), home.find(article, authority))


def took_part(article: ArticleRecord, *names: str, authority: Authority = AUTHORITY) -> list[ParticipationFound]:
    """The parts these people take."""
    given, at_home = people(article, names), home.find(article, authority)
    held, _ = offices.find(article, authority, given, at_home)
    return participants.find(article, authority, given, held, meetings.find(article, authority, given, at_home))


def parts(article: ArticleRecord, *names: str) -> dict[str, dict[str, set[str]]]:
    """Meeting → person → parts."""
    found: dict[str, dict[str, set[str]]] = {}
    for one in took_part(article, *names):
        found.setdefault(one.meeting, {}).setdefault(one.person, set()).add(one.part.value)
    return found
