"""Meetings that an article reports and names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.dates import PartialDate
from archive.importing.authority import Authority
from archive.importing.recognising.findings import MeetingFound, PersonFound
from archive.importing.recognising.home import Home
from archive.importing.recognising.meetings import mentions, reporting
from archive.importing.recognising.meetings.folding import folder, titled, without_year
from archive.importing.recognising.meetings.mentions import SPEECHES, Mention
from archive.importing.recognising.meetings.places import where
from archive.importing.recognising.meetings.words import Named
from archive.importing.records import ArticleRecord, Kind
from archive.importing.vocabulary import either

#: Texts that speak of meetings in general: 「每年举办读书班」.
_RULES = (Kind.REGULATION, Kind.NOTICE, Kind.OPINION)
#: Meetings of these kinds are many; only a day or a number tells one.
_RECURRENT = re.compile(either("meeting_recurrent"))
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]{1,4}[届次]|首届")
#: 「自治区十四届人大二次会议」 leaves out which region's.
_LEVEL = re.compile(r"(?:自治区|省|市)(?=第?[一二三四五六七八九十\d]+届)")
#: The party whose plenums are named by their numbers alone.
_OURS = "中国共产党"
_BARE_PLENUM = re.compile(r"[一二三四五六七八九十]+届[一二三四五六七八九十]+中全会")
_VISITING = re.compile(r"再次|又一次|亲自|专程|先后|亲临|来|赴|到|考察|调研|视察|实地|专题")
#: No article reports more meetings than these; a list of names in a headline is no report.
_REPORTED = 10
#: Shorter names are words that stand in other sentences too.
_SEARCHED = 6


@dataclass(slots=True, eq=False)
class _Meeting:
    mentions: list[Mention] = field(default_factory=list)
    main: bool = False
    dates: set[PartialDate] = field(default_factory=set)

    def add(self, mentions: Sequence[Mention], main: bool) -> None:
        """Take mentions in."""
        self.mentions.extend(mentions)
        self.main |= main
        self.dates |= {m.date for m in mentions if m.date}

    @property
    def key(self) -> str:
        return self.mentions[0].folded.key

    @property
    def is_official(self) -> bool:
        """Whether it is of a series or a visit: such names are never abbreviations of others."""
        first = self.mentions[0]
        return first.folded.series is not None or first.named.rule == "visit"


def find(article: ArticleRecord, authority: Authority, people: Sequence[PersonFound], home: Home) -> list[MeetingFound]:
    """Each place where a meeting is named, in the order of the text."""
    named = mentions.find(article, folder(authority), home, people)
    if not named:
        return []
    _tell_parties(named)
    reporting.mark(article, named)
    meetings = [m for m in _grouped(named) if _identified(m, article.kind in _RULES)]
    _add_known(article, meetings)
    rejected = {name for kind, name in authority.rejected if kind == "meeting"}
    found = [f for meeting in meetings for f in _found(article, meeting, home)]
    kept = [f for f in found if f.name not in rejected and f.key not in rejected]
    return sorted(kept, key=lambda f: (f.paragraph, f.start, f.end))


def _tell_parties(named: Sequence[Mention]) -> None:
    """A plenum named without its party is that of another party which the article names: 「十四届四中全会」."""
    others = {_of_term(m.folded.key): m.folded for m in named if not m.folded.key.startswith(_OURS)}
    for mention in named:
        if mention.folded.key.startswith(_OURS) and _BARE_PLENUM.match(mention.named.name):
            mention.folded = others.get(_of_term(mention.folded.key), mention.folded)


def _of_term(key: str) -> str:
    """What follows the party in the name of a plenum: 第十四届中央委员会第四次全体会议."""
    return key[max(key.find("第"), 0) :]


def _add_known(article: ArticleRecord, meetings: Sequence[_Meeting]) -> None:
    """Find the names of the meetings reported where the words around them did not show them."""
    taken = {(m.paragraph, m.named.end) for meeting in meetings for m in meeting.mentions}
    for meeting in [m for m in meetings if m.main][:_REPORTED]:
        first = meeting.mentions[0]
        name = first.named.name
        if len(name) < _SEARCHED or first.named.rule == "visit":
            continue
        for i, paragraph in enumerate(article.paragraphs):
            start = paragraph.text.find(name)
            while start >= 0:
                end = start + len(name)
                if (i, end) not in taken:
                    taken.add((i, end))
                    again = Named(start, end, name, False, "known name", first.named.confidence)
                    meeting.mentions.append(Mention(i, again, first.folded, False, False))
                start = paragraph.text.find(name, end)


def _grouped(named: Sequence[Mention]) -> list[_Meeting]:
    """The mentions by meeting: equal names, and short forms of the one that is reported."""
    by_key: dict[str, list[_Meeting]] = {}
    for mention in named:
        same_key = by_key.setdefault(mention.folded.key, [])
        meeting = next((m for m in same_key if _agree(m, mention)), None)
        if meeting is None:
            meeting = _Meeting()
            same_key.append(meeting)
        meeting.add([mention], mention.main)
    meetings = _without_both_sessions([m for same_key in by_key.values() for m in same_key])
    return _without_second_names(_without_short_forms(_without_bare_names(meetings)))


def _without_bare_names(meetings: Sequence[_Meeting]) -> list[_Meeting]:
    """A name without its term and number goes to the meeting that has them: 「首届某论坛」, 「某论坛」.

    So does a number without who met: 「党胜利召开了第十五次全国代表大会」.
    """
    numbered = {_ORDINAL.sub("", m.key): m for m in reversed(meetings) if _ORDINAL.search(m.key)}
    kept = []
    for meeting in meetings:
        if _ORDINAL.match(meeting.key):
            full = next((m for m in numbered.values() if m is not meeting and m.key.endswith(meeting.key)), None)
        else:
            full = None if _ORDINAL.search(meeting.key) else numbered.get(meeting.key)
        if full:
            full.add(meeting.mentions, meeting.main)
        else:
            kept.append(meeting)
    return kept


def _without_short_forms(meetings: Sequence[_Meeting]) -> list[_Meeting]:
    reported = [m for m in meetings if m.main][:_REPORTED]
    kept = []
    for meeting in meetings:
        longer = next((m for m in reported if m is not meeting and _short_of(meeting, m)), None)
        if longer:
            longer.add(meeting.mentions, False)
            reported = [m for m in reported if m is not meeting]
        else:
            kept.append(meeting)
    return kept


def _without_second_names(meetings: Sequence[_Meeting]) -> list[_Meeting]:
    """One occasion under two names is one meeting: of one day and place, one name abbreviates the other."""
    kept: list[_Meeting] = []
    for meeting in sorted(meetings, key=lambda m: -len(m.key)):
        longer = next((m for m in kept if _is_second_name(meeting, m)), None)
        if longer:
            longer.add(meeting.mentions, meeting.main)
        else:
            kept.append(meeting)
    return [m for m in meetings if m in kept]


def _is_second_name(short: _Meeting, longer: _Meeting) -> bool:
    a, b = short.key, longer.key
    days, others = ({d.earliest for d in m.dates if d.precision == "day"} for m in (short, longer))
    if not days & others or len(a) < _SEARCHED or a == b or short.is_official or longer.is_official:
        return False
    places = {m.place for meeting in (short, longer) for m in meeting.mentions if m.place}
    if len(places) > 1:
        return False
    return b.endswith(a) or (a[:2] == b[:2] and a[-2:] == b[-2:] and _within(a, b))


def _without_both_sessions(meetings: list[_Meeting]) -> list[_Meeting]:
    """「省两会」 is no third meeting where both sessions that it stands for are named."""
    sessions = [m for m in meetings if m.main and re.search("代表大会.*会议|政治协商会议", m.key)]
    if len(sessions) < 2:
        return meetings
    return [m for m in meetings if not m.key.endswith("两会")]


def _agree(group: _Meeting, mention: Mention) -> bool:
    date = mention.date
    if not group.dates or date is None:
        return True
    return any(d.earliest <= date.latest and date.earliest <= d.latest for d in group.dates)


def _short_of(short: _Meeting, longer: _Meeting) -> bool:
    """Whether one name is how the headline calls the meeting that the text names in full."""
    a, b = short.key, longer.key
    if len(a) >= len(b) and not (short.main and short.mentions[0].named.rule == "quoted name"):
        return False
    if not (short.main or any(m.headline for m in short.mentions)):
        return False
    if short.mentions[0].named.rule == "quoted name":
        return True
    if b.startswith(a) or b.endswith(a):
        return True
    both_told = short.main and longer.main and len(a) >= _SEARCHED
    if both_told and a in b:
        return True
    return (both_told or a[:2] == b[:2]) and a[-3:] == b[-3:] and _within(a, b)


def _within(a: str, b: str) -> bool:
    rest = iter(b)
    return all(c in rest for c in a)


def _identified(meeting: _Meeting, rules: bool) -> bool:
    """Whether the words tell which meeting is meant."""
    if meeting.main or any(m.date for m in meeting.mentions):
        return True
    first = meeting.mentions[0]
    if first.named.rule == "visit":
        return any(m.told for m in meeting.mentions)
    if _RECURRENT.search(meeting.key) and not first.folded.number:
        return False
    return max(m.named.confidence for m in meeting.mentions) > (0.89 if rules else 0.85)


def _name(meeting: _Meeting) -> str:
    """The shortest of the names that the headline and the first words of the text give, complete with its place."""
    same = [m for m in meeting.mentions if m.folded.key == meeting.key]
    body = [m for m in same if not m.headline][:1]
    names = [without_year(m.named.name) for m in [*(m for m in same if m.headline), *body]]
    complete = [n for n in names if not _LEVEL.match(n)] or names
    return min(complete, key=lambda n: (len(n), n))


def _plain_visit(article: ArticleRecord, meeting: _Meeting) -> str | None:
    """A visit by its plain name, 「某某总书记考察某地」, where the article prints it anywhere."""
    first = meeting.mentions[0]
    if first.named.rule != "visit" or first.headline:
        return None
    plain_name = f"{_VISITING.split(first.named.name)[0]}考察{first.place or ''}"
    return plain_name if any(plain_name in p.text for p in article.paragraphs) else None


def _found(article: ArticleRecord, meeting: _Meeting, home: Home) -> Iterator[MeetingFound]:
    """The findings of a meeting, all with its shortest complete name."""
    name = _plain_visit(article, meeting) or _name(meeting)
    dated = next((m for m in sorted(meeting.mentions, key=lambda m: not m.main) if m.date), None)
    date = dated.date if dated else None
    end_date = next((m.end_date for m in meeting.mentions if m.end_date), None)
    within = date and end_date and article.date and date.earliest <= article.date.earliest <= end_date.earliest
    if meeting.main and article.date and not within:
        date = date if date and date.precision == "day" and article.kind in SPEECHES else article.date
    first = meeting.mentions[0]
    places = [where(m.place, home) for m in meeting.mentions if m.place]
    place = max(filter(None, places), key=len, default=None)
    title = meeting.key if first.named.rule == "visit" else titled(name, home)
    for mention in meeting.mentions:
        named = mention.named
        yield MeetingFound(
            paragraph=mention.paragraph,
            start=named.start,
            end=named.end,
            rule=named.rule,
            confidence=named.confidence,
            name=name,
            title=title,
            key=meeting.key,
            is_main=meeting.main,
            date=date,
            end_date=end_date,
            place=place,
            convener=first.folded.body,
            series=first.folded.series,
            term=first.folded.term,
            number=first.folded.number,
        )
