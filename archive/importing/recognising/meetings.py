"""Meetings that an article reports and names."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from archive.dates import PartialDate
from archive.importing.authority import Authority
from archive.importing.recognising import home, meeting_dates, meeting_names, reporting, visits
from archive.importing.recognising.findings import MeetingFound, PersonFound
from archive.importing.recognising.folding import Folded, Folder, Home, folder, without_year
from archive.importing.recognising.meeting_names import Named
from archive.importing.records import ArticleRecord, Kind, ParagraphRecord, Role

_HEADLINE = (Role.KICKER, Role.TITLE, Role.SUBTITLE)
_SPEECHES = (Kind.SPEECH, Kind.WORK_REPORT, Kind.SPEECH_EXCERPTS)
#: Texts that speak of meetings in general: 「每年举办读书班」.
_RULES = (Kind.REGULATION, Kind.NOTICE, Kind.OPINION)
#: Words behind a name that tell of it as of an event, not of its spirit or its decisions.
_TOLD = re.compile(
    r"[”）)]?(?:上|时|期间|召开|举行|开幕|闭幕|胜利|隆重|强调|并|[，。]|\d+日|于\d|在[^，。；]{1,20}?(?:召开|举行|开幕|闭幕|开班)|以视频|圆满|\s|\Z)"
)
_ATTRIBUTIVE = re.compile(
    r"[”）)]?(?:精神|部署|要求|以来|决定|关于|报告|确定|提出|明确|的(?!讲话|重要讲话|报告)|[和及]|、)"
)
_BEFORE_TOLD = re.compile(r"(?:在|召开|举行|主持召开|主持|出席|进行|参加|向|[，。：:\s年]|日上午|日下午|日|电|讯)\Z|\A\Z")
#: 「自治区十四届人大二次会议」 leaves out which region's.
_LEVEL = re.compile(r"(?:自治区|省|市)(?=第?[一二三四五六七八九十\d]+届)")
_VISITING = re.compile(r"再次|又一次|亲自|专程|先后|亲临|来|赴|到|考察|调研|视察|实地|专题")
#: 「聚焦省两会」 in a headline: the feature is about these meetings.
_ABOUT = re.compile(r"(?:聚焦|直击|走进|来自|关注)[^，。\s]{0,8}\Z")
_PROVENANCE = re.compile(r"[※（(]{0,2}(?:这是|摘自|本文)")
_ORDINAL = re.compile(r"\A(?:第[一二三四五六七八九十\d]{1,4}届|首届|第一次)")
#: Meetings of these series are many; only a day or a number tells one.
_AND = ("、", "和", "及", "以及")
_RECURRENT = re.compile(r"集体学习|常委会会议|常务会议|两会筹备|民主生活会|常务委员会会议")


@dataclass(slots=True)
class _Mention:
    paragraph: int
    named: Named
    folded: Folded
    told: bool
    headline: bool
    date: PartialDate | None = None
    end_date: PartialDate | None = None
    place: str | None = None
    main: bool = False


@dataclass(slots=True)
class _Meeting:
    mentions: list[_Mention] = field(default_factory=list)
    main: bool = False

    @property
    def key(self) -> str:
        return self.mentions[0].folded.key


def find(article: ArticleRecord, authority: Authority, people: Sequence[PersonFound]) -> list[MeetingFound]:
    """Each place where a meeting is named, in the order of the text."""
    at_home = home.find(article, authority)
    mentions = list(_mentions(article, folder(authority), at_home, people))
    if not mentions:
        return []
    _tell_lists(article, mentions)
    _date(article, mentions)
    _mark_main(article, mentions)
    meetings = _grouped(mentions)
    rejected = {name for kind, name in authority.rejected if kind == "meeting"}
    found = [f for meeting in meetings if _identified(meeting, article.kind in _RULES) for f in _found(article, meeting)]
    kept = [f for f in found if f.name not in rejected and f.key not in rejected]
    return sorted(kept, key=lambda f: (f.paragraph, f.start, f.end))


def _mentions(article: ArticleRecord, fold: Folder, at_home: Home, people: Sequence[PersonFound]) -> Iterator[_Mention]:
    by_paragraph: dict[int, list[PersonFound]] = defaultdict(list)
    for person in people:
        by_paragraph[person.paragraph].append(person)
    lead = next((i for i, p in enumerate(article.paragraphs) if p.role is Role.TEXT), -1)
    for i, paragraph in enumerate(article.paragraphs):
        headline = paragraph.role in _HEADLINE
        text = paragraph.text
        names = meeting_names.find(text, fold)
        if headline or i == lead:
            names += reporting.bodies_met(text)
        if paragraph.role is Role.TITLE and not names:
            names += filter(None, [reporting.gathering(text, by_paragraph[i])])
        if i == lead and article.title is None and not names:
            names += reporting.gathered(text)
        for named in names:
            yield _mention(i, paragraph, named, fold.fold(named.name, at_home), headline)
        author = article.bylines[0] if article.kind in _SPEECHES and len(article.bylines) == 1 else ""
        yield from _visits(i, text, headline, by_paragraph[i], author, fold, at_home)


def _tell_lists(article: ArticleRecord, mentions: Sequence[_Mention]) -> None:
    """「某会议、某会议在某地召开」 tells of both."""
    for one, following in zip(mentions[-2::-1], mentions[:0:-1], strict=True):
        text = article.paragraphs[one.paragraph].text
        between = text[one.named.end : following.named.start] if one.paragraph == following.paragraph else ""
        if between in _AND and following.told and not one.headline:
            one.told = True


def _mention(i: int, paragraph: ParagraphRecord, named: Named, folded: Folded, headline: bool) -> _Mention:
    text = paragraph.text
    told = named.held or bool(meeting_names.HELD.match(text, named.end)) or (
        bool(_TOLD.match(text, named.end))
        and not _ATTRIBUTIVE.match(text, named.end)
        and bool(_BEFORE_TOLD.search(text, max(0, named.start - 6), named.start))
    )
    if folded.key.startswith("中共中央政治局第") and "政治局" not in named.name:
        named = replace(named, name=f"中共中央政治局{named.name}")
        told = True
    return _Mention(i, named, folded, told, headline)


def _visits(
    i: int, text: str, headline: bool, people: Sequence[PersonFound], author: str, fold: Folder, at_home: Home
) -> Iterator[_Mention]:
    found = list(visits.in_headline(text, people) if headline else visits.in_text(text, people))
    for visit in [*found, *(visits.of_author(text) if author else ())]:
        named = Named(visit.start, visit.end, visit.name, True, "visit", 0.9)
        told = headline or text.startswith(("时", "后", "期间", "并", "，", "。"), visit.end)
        folded = fold.visit(visit.person or author, visit.place, at_home)
        yield _Mention(i, named, folded, told, headline, place=visit.place)


def _date(article: ArticleRecord, mentions: Sequence[_Mention]) -> None:
    """Give the mentions the days and places printed with them."""
    year = article.date.earliest.year if article.date else None  # a day without a year is none elsewhere
    for mention in mentions:
        text = article.paragraphs[mention.paragraph].text
        named = mention.named
        if (
            mention.told
            or named.rule in ("at", "met", "convened", "visit")
            or "日" in text[max(0, named.start - 3) : named.start]
        ):
            mention.date, mention.end_date = meeting_dates.around(text, named.start, named.end, article.date, year)
            mention.place = mention.place or meeting_dates.place(text, named.end)
    for one, following in itertools.pairwise(mentions):
        text = article.paragraphs[one.paragraph].text
        together = one.paragraph == following.paragraph and text[one.named.end : following.named.start] in _AND
        if together and one.told and following.told and following.date is None:
            following.date, following.end_date = one.date, one.end_date


def _mark_main(article: ArticleRecord, mentions: Sequence[_Mention]) -> None:
    """Mark what tells of the meeting that the article reports: headline and first sentence, or the place of a speech."""
    if article.kind in _SPEECHES:
        _mark_speech(article, mentions)
        return
    if article.kind is Kind.FEATURE:
        _mark_feature(article, mentions)
    if article.kind is not Kind.NEWS:
        return
    for mention in mentions:
        mention.main = mention.headline and mention.told
    lead = [m for m in mentions if not m.headline and m.told and m.named.rule != "visit"]
    if lead and not any(m.main and m.named.rule == "visit" for m in mentions):
        first = lead[0]
        opening = [i for i, p in enumerate(article.paragraphs) if p.role is Role.TEXT][:2]
        if any(m.main for m in mentions) or first.paragraph in opening:
            text = article.paragraphs[first.paragraph].text
            if any(m.main for m in mentions):
                first.main = first.paragraph in opening and not _past(text, first.named.start)
            else:
                first.main = not _past(text, first.named.start)


def _mark_feature(article: ArticleRecord, mentions: Sequence[_Mention]) -> None:
    """A feature reports no meeting, unless its headline says that it is about one."""
    about = [
        m
        for m in mentions
        if m.headline and _ABOUT.search(article.paragraphs[m.paragraph].text, 0, m.named.start)
    ]
    if not about:
        return
    first = next((m.paragraph for m in mentions if not m.headline and m.told), None)
    held = [m for m in mentions if m.paragraph == first and m.told]
    for mention in held or about:
        mention.main = True


def _past(text: str, start: int) -> bool:
    """Whether the sentence tells of an earlier meeting."""
    return bool(re.search(r"日前|此前|前不久|去年|以来", text[max(0, start - 60) : start]))


def _mark_speech(article: ArticleRecord, mentions: Sequence[_Mention]) -> None:
    paragraphs = article.paragraphs
    last = len(paragraphs) - 1
    places = [
        m
        for m in mentions
        if m.headline
        or paragraphs[m.paragraph].role is Role.SOURCE
        or (m.paragraph == last and _PROVENANCE.match(paragraphs[last].text))
    ]
    for mention in places:
        mention.main = mention.told or bool(_TOLD.match(article.paragraphs[mention.paragraph].text, mention.named.end))


def _grouped(mentions: Sequence[_Mention]) -> list[_Meeting]:
    """The mentions by meeting: equal names, and short forms of the one that is reported."""
    groups: dict[tuple[str, str | None], _Meeting] = {}
    for mention in mentions:
        key = mention.folded.key
        same = next((g for (k, _), g in groups.items() if k == key and _agree(g, mention)), None)
        if same is None:
            same = groups[key, f"{len(groups)}"] = _Meeting()
        same.mentions.append(mention)
        same.main |= mention.main
    meetings = _without_both_sessions(list(groups.values()))
    for meeting in list(meetings):
        numbered = next((m for m in meetings if m.key != meeting.key and _ORDINAL.sub("", m.key) == meeting.key), None)
        if numbered:
            numbered.mentions.extend(meeting.mentions)
            numbered.main |= meeting.main
            meetings.remove(meeting)
    for meeting in list(meetings):
        longer = next((m for m in meetings if m is not meeting and m.main and _short_of(meeting, m)), None)
        if longer:
            longer.mentions.extend(meeting.mentions)
            meetings.remove(meeting)
    return meetings


def _without_both_sessions(meetings: list[_Meeting]) -> list[_Meeting]:
    """「省两会」 is no third meeting where both sessions that it stands for are named."""
    sessions = [m for m in meetings if m.main and re.search("代表大会.*会议|政治协商会议", m.key)]
    if len(sessions) < 2:
        return meetings
    return [m for m in meetings if not m.key.endswith("两会")]


def _agree(group: _Meeting, mention: _Mention) -> bool:
    dates = [m.date for m in group.mentions if m.date]
    if not dates or mention.date is None:
        return True
    return any(d.earliest <= mention.date.latest and mention.date.earliest <= d.latest for d in dates)


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
    return a[:2] == b[:2] and a[-3:] == b[-3:] and _within(a, b)


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
    if re.search("全会|全体会议", meeting.key) and not first.folded.number:
        return False
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
    plain_name = f"{_VISITING.split(first.named.name)[0]}考察{first.place}"
    return plain_name if any(plain_name in p.text for p in article.paragraphs) else None


def _found(article: ArticleRecord, meeting: _Meeting) -> Iterator[MeetingFound]:
    """The findings of a meeting, all with its shortest complete name."""
    name = _plain_visit(article, meeting) or _name(meeting)
    dated = next((m for m in sorted(meeting.mentions, key=lambda m: not m.main) if m.date), None)
    date = dated.date if dated else None
    end_date = next((m.end_date for m in meeting.mentions if m.end_date), None)
    if meeting.main and article.date and not (date and date.precision == "day" and article.kind in _SPEECHES):
        date = article.date
    place = max((m.place for m in meeting.mentions if m.place), key=len, default=None)
    first = meeting.mentions[0]
    for mention in meeting.mentions:
        named = mention.named
        yield MeetingFound(
            paragraph=mention.paragraph,
            start=named.start,
            end=named.end,
            rule=named.rule,
            confidence=named.confidence,
            name=name,
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
