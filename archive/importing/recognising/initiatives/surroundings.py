"""What stands before and behind a quotation that may name an initiative."""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.importing.recognising.initiatives.tails import COUNTED_HEAD, HEADS, INSIDE
from archive.importing.recognising.quoted import QUOTATION
from archive.importing.vocabulary import either

_GOOD = "(?:好|了|新时代|我省|全省|全市|省委|市委)?$"
_LAUNCHED = re.compile(f"({either('initiative_launches')}){_GOOD}")
#: What a launched quotation is about: 「实施退役军人“归雁”工程」.
_TOPIC = re.compile(rf"(?:{either('initiative_launches')})({INSIDE}{{1,12}})\Z")
#: What follows these may as well be a state of things or a figure: 「推进“老有所养”」, 「打好“特色牌”」.
_ADVANCED = frozenset(("推进", "推行", "打好"))
_UPHELD = re.compile(f"(?:{either('formulation_verbs')}){_GOOD}")
_CHERISHED = re.compile(f"(?:{either('initiative_cherishing')}){_GOOD}")
_RENEWED = re.compile(f"(?:{either('initiative_renewals')}){_GOOD}")
_OTHER_VERB = re.compile(f"(?:{either('quoted_verbs')}){_GOOD}")
_VERBAL = re.compile(f"(?:{either('initiative_verbs')}|{either('initiative_adverbs')}){_GOOD}")
_MEANS = re.compile("(?:[以在把将]|(?<![信作利运应使费专效])用)$")
_LISTED = re.compile(rf"等{INSIDE}{{0,4}}(?:{HEADS})")
#: The head word of the last of an enumeration, which may be that of all: 「“甲”“乙”和惠民服务“丙”专项行动」.
_SHARED = re.compile(rf"(?:[和及与、]{INSIDE}{{0,6}}{QUOTATION}+)?{INSIDE}{{0,4}}(?:{HEADS})|建设(?=[，。；、])")
_COMPANY = re.compile(either("formulation_company"))
_OTHER_COMPANY = re.compile(either("quoted_company"))
LEVER = re.compile(f"为(?:{either('initiative_levers')})")
_FORMS = re.compile(rf"等[^\W\d_]{{0,3}}(?:{either('initiative_forms')})")
BREAK = re.compile(r"[，。；：、！？）)]|$")
#: Characters that are looked at before a quotation, and before what it is about.
_REACH, _TOPICAL_REACH = 10, 18


class Before(NamedTuple):
    """`context` is the trait; `begun` tells a verb of launching that leaves no doubt."""

    context: str
    launched: bool
    begun: bool
    renewed: bool
    cherished: bool


def before(mask: str, start: int) -> Before:
    """What stands before a quotation that opens at `start`."""
    words = mask[max(0, start - _REACH) : start]
    launched = _LAUNCHED.search(words)
    renewed = _RENEWED.search(words) is not None
    begun = launched is not None and launched[1] not in _ADVANCED
    return Before(_context(words), launched is not None, begun, renewed, _CHERISHED.search(words) is not None)


def topic(mask: str, start: int) -> int | None:
    """Where what a quotation at `start` is about begins, behind a verb of launching."""
    found = _TOPIC.search(mask, max(0, start - _TOPICAL_REACH), start)
    return found and found.start(1)


def _context(words: str) -> str:
    if _LAUNCHED.search(words):
        return "launched"
    if _RENEWED.search(words):
        return "renewed"
    if _OTHER_VERB.search(words):
        return "other verb"
    if _UPHELD.search(words):
        return "upheld"
    if _VERBAL.search(words):
        return "verb"
    if not words or words[-1] in "，。；：●■\n ":
        return "clause"
    if words[-1] == "、":
        return "enumerated"
    if _MEANS.search(words):
        return "means"
    return "after 的" if words[-1] == "的" else "after noun"


def following(mask: str, end: int, after: int, *, tailed: bool) -> str:
    """What stands behind a quotation and its tail at `end`; behind an enumeration at `after`."""
    if _LISTED.match(mask, after) or COUNTED_HEAD.match(mask, after) or (after > end and _SHARED.match(mask, after)):
        return "listed"
    if _FORMS.match(mask, after):
        return "listed form"
    if LEVER.match(mask, after):
        return "lever"
    if not tailed and _COMPANY.match(mask, after):
        return "company"
    if not tailed and _OTHER_COMPANY.match(mask, after):
        return "other company"
    if BREAK.match(mask, end):
        return "ends"
    return "" if tailed else "glued"
