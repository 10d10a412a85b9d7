"""What a bare title is about, where that is printed before its marks: 「出台清渠护堤《实施办法》」."""

from __future__ import annotations

import re
from functools import cache

from archive.importing.recognising.instruments.marks import Quoted
from archive.importing.vocabulary import either

_AROUND = 48  # characters
_BREAK = re.compile(r"[，。；：！？…（）()\n]")
_JOINT = re.compile(r"》(?:[、，,]?\s*(?:和|与|及|以及|暨)?)")
#: What is no subject: a body's name, or words that only lead to the title.
_NO_SUBJECT = re.compile(
    rf"(?:{either('issuing_bodies')}|按照|根据|依据|落实|贯彻|执行|学习|关于|这|该|本|的|了|和|与|及|、|等|[份部项个条])\Z"
    r"|\A[\d一二三四五六七八九十两]"
)
_LONGEST, _SHORTEST = 30, 2


@cache
def _issuing() -> re.Pattern[str]:
    return re.compile(f"(?:{either('documents_issued')})(?:了|过|实施)?")


def before(text: str, place: Quoted) -> str | None:
    """The subject of the bare title at `place`: what stands between a verb of issuing and the opening mark.

    In a list of bare titles each has its own, behind the closing mark of the one before.
    """
    if place.start == 0 or text[place.start - 1] == "》":
        return None
    clause = _BREAK.split(text[max(0, place.start - _AROUND) : place.start])[-1]
    verbs = list(_issuing().finditer(clause))
    joints = list(_JOINT.finditer(clause))
    if not verbs:
        return None
    subject = clause[max([verbs[-1].end()] + [joint.end() for joint in joints[-1:]]) :].strip()
    if not _SHORTEST <= len(subject) <= _LONGEST or "《" in subject or _NO_SUBJECT.search(subject):
        return None
    return subject
