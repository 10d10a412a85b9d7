"""Every place of an article where a meeting is named, with the day printed there."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.dates import PartialDate
from archive.importing.recognising.findings import PersonFound
from archive.importing.recognising.home import Home
from archive.importing.recognising.meetings import chronicles, gatherings, visits
from archive.importing.recognising.meetings import dates as meeting_dates
from archive.importing.recognising.meetings import names as meeting_names
from archive.importing.recognising.meetings import words as meeting_words
from archive.importing.recognising.meetings.folding import Folded, Folder
from archive.importing.recognising.meetings.words import Named
from archive.importing.records import ArticleRecord, Kind, Role

HEADLINE = (Role.KICKER, Role.TITLE, Role.SUBTITLE)
SPEECHES = (Kind.SPEECH, Kind.WORK_REPORT, Kind.SPEECH_EXCERPTS)
#: Words behind a name that tell of it as of an event, not of its spirit or its decisions.
TOLD = re.compile(
    r"[”）)]?(?:上|时|期间|召开|举行|开幕|闭幕|胜利|隆重|强调|并|[，。]|\d+日|于\d"
    r"|在[^，。；]{1,20}?(?:召开|举行|开幕|闭幕|开班)|以视频|圆满|\s|\Z)"
)
_ATTRIBUTIVE = re.compile(
    r"[”）)]?(?:精神|部署|要求|以来|决定|关于|报告|确定|提出|明确|的(?!讲话|重要讲话|报告)|[和及]|、)"
)
_BEFORE_TOLD = re.compile(
    r"(?:在|召开|举行|主持召开|主持|出席|进行|参加|向|[，。：:\s年]|日上午|日下午|日|电|讯)\Z|\A\Z"
)
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
#: What joins the names of meetings that are told of together.
_AND = ("、", "和", "及", "以及")


@dataclass(slots=True)
class Mention:
    """A name in its place; `told` where the words tell of the meeting as of an event."""

    paragraph: int
    named: Named
    folded: Folded
    told: bool
    headline: bool
    date: PartialDate | None = None
    end_date: PartialDate | None = None
    place: str | None = None
    main: bool = False


def find(article: ArticleRecord, folder: Folder, home: Home, people: Sequence[PersonFound]) -> list[Mention]:
    """All mentions, paragraph by paragraph."""
    of_entries = chronicles.years(article)
    mentions = list(_found(article, folder, home, people, of_entries is not None))
    _tell_lists(article, mentions)
    _date(article, mentions, of_entries)
    return mentions


def lead(article: ArticleRecord) -> int:
    """The paragraph with which the text begins; -1 where there is none."""
    return next((i for i, p in enumerate(article.paragraphs) if p.role is Role.TEXT), -1)


def _found(
    article: ArticleRecord, folder: Folder, home: Home, people: Sequence[PersonFound], is_chronicle: bool
) -> Iterator[Mention]:
    by_paragraph: dict[int, list[PersonFound]] = defaultdict(list)
    for person in people:
        by_paragraph[person.paragraph].append(person)
    first = lead(article)
    author = article.bylines[0] if article.kind in SPEECHES and len(article.bylines) == 1 else ""
    for i, paragraph in enumerate(article.paragraphs):
        headline = paragraph.role in HEADLINE
        text = paragraph.text
        names = meeting_names.find(text, folder)
        if headline or i == first or is_chronicle:
            names += gatherings.bodies_met(text, names)
        if paragraph.role is Role.TITLE and not names:
            names += gatherings.in_title(text, by_paragraph[i])
        if i == first and article.title is None and not names:
            names += gatherings.in_lead(text)
        for named in names:
            yield _mention(i, text, named, folder.fold(named.name, home), headline)
        opening = headline or i == first
        visited = [
            *visits.told(text, by_paragraph[i], opening),
            *(visits.of_author(text) if author else ()),
        ]
        for visit in visited:
            named = Named(visit.start, visit.end, visit.name, True, "visit", 0.9)
            folded = folder.visit(visit.person or author, visit.what, home)
            event = opening or text.startswith(("时", "后", "期间", "并", "，", "。"), visit.end)
            yield Mention(i, named, folded, event, headline, place=visit.place)


def _mention(i: int, text: str, named: Named, folded: Folded, headline: bool) -> Mention:
    told = (
        named.held
        or bool(meeting_words.HELD.match(text, named.end))
        or (
            bool(TOLD.match(text, named.end))
            and not _ATTRIBUTIVE.match(text, named.end)
            and bool(_BEFORE_TOLD.search(text, max(0, named.start - 6), named.start))
        )
    )
    return Mention(i, named, folded, told, headline)


def _tell_lists(article: ArticleRecord, mentions: Sequence[Mention]) -> None:
    """「某会议、某会议在某地召开」 tells of both."""
    for one, following in itertools.pairwise(reversed(mentions)):
        if _together(article, following, one) and one.told and not following.headline:
            following.told = True


def _together(article: ArticleRecord, one: Mention, following: Mention) -> bool:
    text = article.paragraphs[one.paragraph].text
    return one.paragraph == following.paragraph and text[one.named.end : following.named.start] in _AND


def _headline_year(article: ArticleRecord) -> int | None:
    """The year that the headline prints: in an article without a date, days without a year are of it."""
    printed = (_YEAR.search(p.text) for p in article.paragraphs if p.role in HEADLINE)
    return next((int(m[1]) for m in printed if m), None)


def _date(article: ArticleRecord, mentions: Sequence[Mention], of_entries: Sequence[int | None] | None) -> None:
    """Give the mentions the days and places printed with them; the entries of a chronicle have their own years."""
    year = _headline_year(article)
    for mention in mentions:
        near = article.date
        if of_entries and of_entries[mention.paragraph]:
            near, year = None, of_entries[mention.paragraph]
        text = article.paragraphs[mention.paragraph].text
        named = mention.named
        event = mention.told or named.rule in ("at", "met", "convened", "visit")
        if event or "日" in text[max(0, named.start - 3) : named.start]:
            mention.date, mention.end_date = meeting_dates.around(text, named.start, named.end, near, year)
            mention.place = mention.place or meeting_dates.place(text, named.start, named.end)
    for one, following in itertools.pairwise(mentions):
        if _together(article, one, following) and one.told and following.told and following.date is None:
            following.date, following.end_date = one.date, one.end_date
