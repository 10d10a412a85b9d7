"""Who issued a document and when, where it is printed beside its title."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from archive.dates import PartialDate
from archive.importing import dating
from archive.importing.authority import Authority
from archive.importing.recognising.instruments.marks import Quoted
from archive.importing.vocabulary import either

_AROUND = 60  # characters
_STOP = re.compile("[。；]")
_PAUSE = re.compile(r"[，。；：！？…《》“”（）()\s]")
_ADVERBS = re.compile(rf"(?:{either('issuing_adverbs')})+\Z")
_LEADING = re.compile(rf"\A(?:{either('issuing_openers')}|[\d年月日至]{{2,12}})+")
#: What is done with a document, before who issued it: 「要认真落实国务院《某条例》」.
_DONE_WITH = re.compile(r".*(?:贯彻落实|贯彻|落实|学习|传达|根据|按照|依据|依照|遵照|执行|违反|围绕|对照|转发)")
_BODY = re.compile(rf"(?:{either('issuing_bodies')})\Z")
_IN_TITLE = re.compile(r"\A(?P<who>[^《》“”]{2,40}?)关于")
_PARTS = re.compile(r"[、\s]|联合|会同|和(?=[^、\s]{3})")
#: After these no day before tells of the issue: the day is that of the report (「1月5日电 近日，…」).
_VAGUE = re.compile("[电讯]|近日|日前|近期|此前")
_LONGEST_BODY = 24


@cache
def _issuing() -> re.Pattern[str]:
    return re.compile(rf"(?P<verb>{either('documents_issued')})(?:了|的|实施)?(?:修订后的|新修订的|新版|新的|新)?\Z")


@cache
def _issued() -> re.Pattern[str]:
    return re.compile(rf"(?:已|正式|正式对外|对外)?(?:{either('documents_issued')})")


@lru_cache(maxsize=4)
def _bodies(authority: Authority) -> frozenset[str]:
    """Names of the bodies that the authority knows, and the two that are one whatever it knows."""
    return frozenset(name for body in authority.bodies for name in (body.name, *body.aliases)) | {"国务院", "中央"}


def issuer(text: str, place: Quoted, authority: Authority) -> str | None:
    """The bodies, joined by 、, that issued the document: named before it (「省委印发《…》」) or in its title."""
    before = text[max(0, place.first - _AROUND) : place.first]
    if verb := _issuing().search(before):
        clause = _PAUSE.split(before[: verb.start()])[-1]
        if who := _named(_ADVERBS.sub("", clause), authority):
            return who
    if who := _known(_PAUSE.split(before)[-1], authority):
        return who
    in_title = _IN_TITLE.match(text[place.start + 1 : place.end - 1])
    return _named(in_title["who"], authority) if in_title else None


def _named(words_before: str, authority: Authority) -> str | None:
    parts = [part for part in _PARTS.split(_LEADING.sub("", words_before)) if part]
    if parts and all(_is_body(part, authority) for part in parts):
        return "、".join(parts)
    return None


def _known(words_before: str, authority: Authority) -> str | None:
    """Bodies of the authority that stand right before the title: 「落实中共中央、国务院《某意见》」."""
    parts = [part for part in _PARTS.split(_LEADING.sub("", _DONE_WITH.sub("", words_before))) if part]
    return "、".join(parts) if parts and _bodies(authority).issuperset(parts) else None


def _is_body(name: str, authority: Authority) -> bool:
    """Whether a name is known or ends like that of a body; 「学校」 and the like are no names."""
    if name in _bodies(authority):
        return True
    ending = _BODY.search(name) if len(name) <= _LONGEST_BODY else None
    return ending is not None and ending.start() > 0


def date(text: str, place: Quoted, year: int | None) -> PartialDate | None:
    """The day or month of issue, in the sentence of a verb of issuing; a day without a year is of `year`."""
    before = text[max(0, place.first - _AROUND) : place.first]
    if _issuing().search(before) or _issued().match(text, place.end):
        sentence = _STOP.split(before)[-1]
        days = dating.all_days(sentence, year)
        if days and not _VAGUE.search(sentence):
            return days[-1]
    return None
