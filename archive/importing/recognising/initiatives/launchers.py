"""Who launched an initiative, where the words beside its name say so: 「由省委部署实施的“清渠行动”」.

Only what stands right beside the name counts: who, when and how, the verb, the name; or the name, 是, and the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from archive.importing.authority import Authority
from archive.importing.recognising.findings import InitiativeFound, PersonFound
from archive.importing.recognising.home import Home
from archive.importing.recognising.named_bodies import Register, register
from archive.importing.recognising.offices.bodies import in_full
from archive.importing.records import ArticleRecord
from archive.importing.vocabulary import either

#: Characters before a name in which its launcher stands.
_AROUND = 60
_TITLE = r"(?:总书记|国家主席|主席|总理|委员长|同志|书记|省长|市长|部长)?"
_WHEN = (
    r"(?:在?[^，。；：、“”]{0,12}(?:时|期间)|(?:近日|日前|去年|今年|当年|此前)"
    r"|(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)"
)
_HOW = r"(?:亲自|率先|首次|首先|正式|创造性地?|明确|专门|还|共同|联合|先后|已经|已|曾|再次|最早|就)*"
_STOP = re.compile(r"[，。；：！？…（）()《》\n]")
_TIME_FIRST = re.compile(r"\A(?:近日|日前|去年|今年|当年|此前|[\d年月日]{2,12})")
#: A session is no body.
_SESSION = re.compile("[届次]|会议|全会|大会")
_LIST = re.compile(r"[、\s]|联合|会同|和(?=[^、\s]{3})")


@cache
def _verb() -> str:
    verb = either("initiative_founding")
    return rf"(?:{verb})(?:[、并]?(?:亲自)?(?:{verb}|推动))*(?:实施|开展|推行)?"


@cache
def _founding() -> re.Pattern[str]:
    """The verb right before a name."""
    return re.compile(rf"(?P<by>{_HOW}{_verb()}(?:了|的)?)\Z")


@cache
def _told_of_person() -> re.Pattern[str]:
    return re.compile(rf"{_TITLE}{_WHEN}{_HOW}{_verb()}(?:了|的)?")


@cache
def _is_theirs() -> re.Pattern[str]:
    """Behind a name: 「是某某同志在某地工作时亲自擘画的」; what comes before and behind the person."""
    return re.compile(rf"，?是(?:由)?(?P<who>[^，。；：]{{2,40}}?){_WHEN}{_HOW}{_verb()}的")


def told(
    article: ArticleRecord,
    found: Sequence[InitiativeFound],
    people: Sequence[PersonFound],
    home: Home,
    authority: Authority,
) -> list[InitiativeFound]:
    """The findings, those beside which a launcher is printed with it."""
    by_paragraph: dict[int, list[PersonFound]] = defaultdict(list)
    for person in people:
        by_paragraph[person.paragraph].append(person)
    known = register(authority)
    return [
        _with_launcher(one, article.paragraphs[one.paragraph].text, by_paragraph[one.paragraph], home, known)
        for one in found
    ]


def _with_launcher(
    found: InitiativeFound, text: str, people: Sequence[PersonFound], home: Home, known: Register
) -> InitiativeFound:
    if person := _person(text, found, people):
        return replace(found, launched_by_person=person)
    body = _body(text, found, home, known)
    if body is None:
        return found
    level = _level(body, home, known)
    if found.rule == "known" and found.level and level != found.level:
        return found  # a province starts its own part of what the state has launched
    return replace(found, launched_by_organization=body, level=found.level or level)


def _person(text: str, found: InitiativeFound, people: Sequence[PersonFound]) -> str | None:
    for person in reversed(people):
        if person.end <= found.start:
            if found.start - person.end > _AROUND:
                break
            if _told_of_person().fullmatch(text, person.end, found.start):
                return person.name
    if theirs := _is_theirs().match(text, found.end, found.end + _AROUND):
        start, end = theirs.span("who")
        for person in people:
            if person.start == start and re.fullmatch(_TITLE, text[person.end : end]):
                return person.name
    return None


def _body(text: str, found: InitiativeFound, home: Home, known: Register) -> str | None:
    verb = _founding().search(text, max(0, found.start - _AROUND), found.start)
    if verb is None:
        return None
    clause = _STOP.split(text[max(0, verb.start() - _AROUND) : verb.start()])[-1]
    who = _TIME_FIRST.sub("", clause.rpartition("是")[2].removeprefix("由").removeprefix("经"))
    if _SESSION.search(who):
        return None
    names = [in_full(part, home, known) for part in _LIST.split(who) if part]
    return names[0].name if names and names[0] and all(names) else None


def _level(body: str, home: Home, known: Register) -> str:
    """The level of a body that the authority knows, or of the place that it is one of."""
    record = known.by_name.get(body)
    if record and record.level:
        return record.level
    for place, level in ((home.city, "prefecture"), (home.province, "province")):
        if place and place in body:
            return level
    return ""
