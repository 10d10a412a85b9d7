"""Who took part in the meetings of an article, and in which part."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from archive.importing.authority import Authority
from archive.importing.recognising.findings import MeetingFound, OfficeFound, Part, ParticipationFound, PersonFound
from archive.importing.recognising.meetings.mentions import HEADLINE
from archive.importing.recognising.participants import authors, subjects
from archive.importing.recognising.participants import words as part_words
from archive.importing.recognising.participants.words import SPOKE_AT, PartWord
from archive.importing.records import ArticleRecord, Kind

_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")
_HEADLINE_CLAUSE = re.compile(r"\S+")
_AT = re.compile(
    r"[一-鿿]{0,4}(?:(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上午|下午)?)?(?:在|向)(?:省委|市委|全省|全市|今年)?\Z"
)
#: 「覃某、苏某等获奖代表在会上作了发言」.
_HONOURED = re.compile(r"[^，。]{0,6}(?:获奖|受表彰|受邀|获得者)")


_DONE_AT = re.compile(r"[”）]?(?:上|时|期间)")
#: Words by which a speech tells of those who spoke before.
_JUST_NOW = ("刚才", "刚刚", "会上", "会前")
_AT_CLAUSE = re.compile(r"[”）]?(?:上|期间|中)，")
_CONVENED = re.compile(r"(?:召开|举行)了?\Z")
#: So far behind a meeting the next clause's subject stands; so far behind its subject a verb is still its own.
_NEXT, _INHERITED = 30, 80
#: Evidence longer than this is the name alone.
_EVIDENCE = 90
#: So far into a sentence its first person is still its subject.
_OPENING = 20
#: So far behind a name 强调 is still that person's.
_SAYING = 30
_WROTE = re.compile(r"[^，。；]{0,40}?(?:作出(?:重要)?(?:指示|批示)|致贺?信|致贺电|发来贺[信电]|复信|回信)")
_NO_SUBJECT = re.compile(r"贯彻|学习|落实|按照|会议|根据|对|[在，]")
_F = TypeVar("_F", PersonFound, MeetingFound)
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class _Told:
    found: ParticipationFound
    said: bool


def find(
    article: ArticleRecord,
    authority: Authority,
    people: Sequence[PersonFound],
    offices: Sequence[OfficeFound],
    meetings: Sequence[MeetingFound],
) -> list[ParticipationFound]:
    """Each part taken, with the words that tell it, in the order of the text."""
    if not meetings:
        return []
    untold = [
        *authors.speech(article, meetings),
        *authors.places_of_speech(article, meetings),
        *authors.deputies(article, people, offices, meetings),
    ]
    titles = _titles(article, offices)
    told = [_Told(replace(one, office=titles.get((one.person, one.paragraph), "")), False) for one in untold]
    absent = _absent(article, people)
    by_paragraph = _by_paragraph(people)
    held = _by_paragraph(meetings)
    main = next((m.name for m in meetings if m.is_main), None)
    for i in sorted(by_paragraph):
        paragraph = article.paragraphs[i]
        teller = _Teller(i, paragraph.text, by_paragraph[i], held.get(i, []), main, titles)
        told += teller.tell(paragraph.role in HEADLINE, article.kind is Kind.NEWS)
    return _settled([t for t in told if not (t.said and t.found.person in absent)])


def _absent(article: ArticleRecord, people: Sequence[PersonFound]) -> set[str]:
    """Those whose words are in the report because they wrote: 作出重要指示, 致贺信."""
    return {p.name for p in people if _WROTE.match(article.paragraphs[p.paragraph].text, p.end)}


def _titles(article: ArticleRecord, offices: Sequence[OfficeFound]) -> dict[tuple[str, int], str]:
    """By name and paragraph the offices that are printed together there: 「省委副书记、省长」."""
    titles: dict[tuple[str, int], str] = {}
    ends: dict[tuple[str, int], int] = {}
    for office in offices:
        place = (office.person, office.paragraph)
        if place not in titles:
            titles[place] = office.title
        elif (sign := article.paragraphs[office.paragraph].text[ends[place] : office.start]) in ("、", "，"):
            titles[place] += sign + office.title
        else:
            continue
        ends[place] = office.end
    return titles


def _by_paragraph(found: Sequence[_F]) -> dict[int, list[_F]]:
    groups: dict[int, list[_F]] = defaultdict(list)
    for one in found:
        groups[one.paragraph].append(one)
    return groups


def _within(found: Sequence[_F], sentence: re.Match[str]) -> Sequence[_F]:
    """The findings of one paragraph, in order, that stand in a sentence."""
    first = bisect.bisect_left(found, sentence.start(), key=_START)
    return found[first : bisect.bisect_left(found, sentence.end(), key=_START)]


class _Teller:
    """Reads the parts taken out of one paragraph."""

    def __init__(
        self, paragraph: int, text: str, people: Sequence[PersonFound], meetings: Sequence[MeetingFound],
        main: str | None, titles: Mapping[tuple[str, int], str],
    ) -> None:  # fmt: skip
        self.paragraph = paragraph
        self.text = text
        self.people = people
        self.meetings = meetings
        self.main = main
        self.titles = titles

    def tell(self, headline: bool, report: bool) -> Iterator[_Told]:
        """What the sentences tell; in a `report` the words said without a place were said at its meeting."""
        for sentence in (_HEADLINE_CLAUSE if headline else _SENTENCE).finditer(self.text):
            people = _within(self.people, sentence)
            if people:
                here = headline or report or self.text.startswith(_JUST_NOW, sentence.start())
                yield from self._sentence(sentence, people, _within(self.meetings, sentence), here)

    def _sentence(
        self,
        sentence: re.Match[str],
        people: Sequence[PersonFound],
        meetings: Sequence[MeetingFound],
        report: bool,
    ) -> Iterator[_Told]:
        yield from self._spoke_at(people, meetings)
        floor = start = sentence.start()
        subject: list[PersonFound] = []
        target: str | None = None
        for word in part_words.find(self.text, start, sentence.end()):
            if word.awarded:
                own = subjects.honoured(self.text, floor, word.start, people)
            elif word.inverted:
                own = subjects.behind(self.text, word.end, people)
            else:
                own = subjects.before(self.text, floor, word.start, people)
            floor = word.end
            explicit = self._explicit(word, own[-1].end if own else start, meetings)
            if own and not explicit:
                explicit = self._at(own[0].start, meetings)
            if own:
                subject = own
                here = self.main if word.bare and report else None
                target = explicit or self._convened(own[0].start, meetings) or here
            elif explicit:
                target = explicit
                subject = subject or self._first(start, people)
            elif not word.bare or word.said:
                subject, target = ([], None) if not word.bare else (subject, target)
                continue
            if target is None or (word.said and (not report or target != self.main)):
                continue
            if not own and subject and word.start - subject[-1].end > _INHERITED:
                continue
            honoured = any(_HONOURED.match(self.text, p.end) for p in subject)
            for person in subject:
                if word.said and (person.end + _SAYING < word.start or subjects.is_quoted(self.text, person)):
                    continue
                yield from self._parts(word, person, target, explicit is not None, honoured)

    def _first(self, start: int, people: Sequence[PersonFound]) -> list[PersonFound]:
        """The person whom a sentence begins with and is about."""
        first = people[0]
        before, behind = self.text[start : first.start], self.text[first.end : first.end + 5]
        about = len(before) < _OPENING and not _NO_SUBJECT.search(before) and "等" not in behind
        return [first] if about else []

    def _parts(
        self, word: PartWord, person: PersonFound, meeting: str, explicit: bool, honoured: bool
    ) -> Iterator[_Told]:
        parts = word.parts
        if parts == (Part.SPEAKER,) and honoured:
            parts = (Part.SPEAKER, Part.PRESENTED_TO)
        start, end = min(person.start, word.start), max(person.end, word.end)
        if end - start > _EVIDENCE:
            start, end = person.start, person.end
        for part in parts:
            yield self._told(
                start,
                end,
                person,
                meeting,
                part,
                "words said" if word.said else "verb",
                0.96 if explicit else 0.93,
                word.said,
            )

    def _told(
        self, start: int, end: int, person: PersonFound, meeting: str, part: Part, rule: str, sure: float, said: bool
    ) -> _Told:
        found = ParticipationFound(
            paragraph=self.paragraph, start=start, end=end, rule=rule, confidence=sure, meeting=meeting,
            person=person.name, part=part, office=self.titles.get((person.name, self.paragraph), ""),
        )  # fmt: skip
        return _Told(found, said)

    def _spoke_at(self, people: Sequence[PersonFound], meetings: Sequence[MeetingFound]) -> Iterator[_Told]:
        for meeting in meetings:
            if meeting.rule == "visit":
                at = bisect.bisect_left(people, meeting.start, key=_START)
                visitor = people[at] if at < len(people) else None
                if visitor and visitor.start == meeting.start:
                    yield self._told(
                        meeting.start, meeting.end, visitor, meeting.name, Part.SPEAKER, "visitor", 0.85, False
                    )
                continue
            spoke = SPOKE_AT.match(self.text, meeting.end)
            at = bisect.bisect_left(people, meeting.start, key=_START)
            person = people[at - 1] if at else None
            if spoke and person and _AT.fullmatch(self.text, person.end, meeting.start):
                yield self._told(
                    person.start, spoke.end(), person, meeting.name, Part.SPEAKER, "speech at", 0.95, False
                )

    def _explicit(self, word: PartWord, behind: int, meetings: Sequence[MeetingFound]) -> str | None:
        """The meeting that is the verb's object, or the one where it was done, named `behind` its subject."""
        if Part.CONVEYOR in word.parts:
            return None  # what is conveyed of a meeting is not said at it
        at = bisect.bisect_left(meetings, word.end, key=_START)
        if word.transitive:
            named = at < len(meetings) and self.text[word.end : meetings[at].start] in ("", "了", "过")
            return meetings[at].name if named else None
        before = meetings[at - 1] if at else None
        done = before and behind <= before.start and before.end <= word.start and _DONE_AT.match(self.text, before.end)
        return before.name if before and done else None

    def _at(self, before: int, meetings: Sequence[MeetingFound]) -> str | None:
        """The meeting at which the clause of its subject says that it was done: 「在某会议上，某某」."""
        at = bisect.bisect_left(meetings, before, key=_START)
        last = meetings[at - 1] if at else None
        if last is None or before - last.end >= _NEXT or not _AT_CLAUSE.match(self.text, last.end):
            return None
        return None if "。" in self.text[last.end : before] else last.name

    def _convened(self, before: int, meetings: Sequence[MeetingFound]) -> str | None:
        """The meeting that the clause before tells of: 「党中央召开某会议，某某发表重要讲话」."""
        at = bisect.bisect_left(meetings, before, key=_START)
        last = meetings[at - 1] if at else None
        if last is None or not _CONVENED.search(self.text, max(0, last.start - 3), last.start):
            return None
        return last.name if before - last.end < _NEXT and self.text[last.end : before].count("，") == 1 else None


def _settled(told: Sequence[_Told]) -> list[ParticipationFound]:
    """Who is reported as a speaker or in the chair needs not be among those present, nor speak by chairing."""
    parts: dict[tuple[str, str], set[Part]] = defaultdict(set)
    for one in told:
        if not one.said:
            parts[one.found.meeting, one.found.person].add(one.found.part)
    elsewhere = {person for (_, person), done in parts.items() if done & {Part.SPEAKER, Part.CHAIR}}
    said = {(t.found.meeting, t.found.person) for t in told if t.said}
    kept = []
    for one in told:
        others = parts[one.found.meeting, one.found.person]
        if one.said and not others and one.found.person in elsewhere:
            continue  # what is told of the words said at another meeting
        if one.said and (Part.CHAIR in others or Part.SPEAKER in others):
            continue
        spoke = (one.found.meeting, one.found.person) in said
        if one.found.part is Part.ATTENDEE and (others & {Part.SPEAKER, Part.CHAIR} or spoke):
            continue
        kept.append(one.found)
    surest: dict[tuple[object, ...], ParticipationFound] = {}
    for found in sorted(kept, key=lambda f: (f.paragraph, f.start, f.part, f.person, f.meeting, -f.confidence, f.end)):
        surest.setdefault((found.paragraph, found.start, found.part, found.person, found.meeting), found)
    return list(surest.values())
