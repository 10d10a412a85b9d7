"""The words behind a quotation that belong to its name: 「“新农人”培育行动」."""

from __future__ import annotations

import re

from archive.importing.recognising.quoted import QUOTATION
from archive.importing.vocabulary import either

NUMERAL = "一二三四五六七八九十百千万两双"
#: Characters within a tail, or within words that qualify it.
INSIDE = r"[^\W\d_的了和与及等是这为在将把、]"
HEADS = either("initiative_heads")
_TAILS, _COMPOUNDS = either("initiative_tails"), either("initiative_compounds")
#: The head word, with at most nine characters between.
_HEAD_TAIL = re.compile(
    rf"({INSIDE}{{0,9}}?)(?!{_COMPOUNDS})({HEADS}|体系|(?<=[^{QUOTATION}][^{QUOTATION}])建设(?=[，。；、]))"
)
#: 「“问诊到田头”全域大走访」, 「“千团拓市”6+1行动」; not 「“甲”“乙”三项行动」.
_ACTION_TAIL = re.compile(
    rf"(?![{NUMERAL}\d]+[大项个])((?:\d\+\d|{INSIDE}){{0,9}}?)({either('initiative_action_tails')})(?=[，。；、等])"
)
_THOUGHT_TAIL = re.compile(f"()({either('initiative_thought_tails')})(?=[，。；、的和与！])")
_SHORT_TAIL = re.compile(f"()({_TAILS})")
#: Behind figures: 「“8+4”经济政策体系」.
_FIGURE_TAIL = re.compile(rf"({INSIDE}{{1,8}})({either('initiative_figure_tails')})")
_FIGURES = re.compile(r"\d")
#: 「“暖企”“稳岗”三项行动」.
COUNTED_HEAD = re.compile(rf"([{NUMERAL}\d]+[大项个])({HEADS})")
ENDS_IN_HEAD = re.compile(f"(?:{HEADS})$")
_TAILED = re.compile(f"{HEADS}|{_TAILS}")


def tail(mask: str, end: int, inner: str, *, chained: bool) -> re.Match[str] | None:
    """The attribute and the head word behind the quotation of `inner` that closes at `end`.

    「建设」 belongs to the name behind a count: 「“三支队伍”建设」. A counted head word is of all that are `chained`.
    """
    if ENDS_IN_HEAD.search(inner):
        return None
    if counted := COUNTED_HEAD.match(mask, end):
        return None if chained else counted
    tails = [_HEAD_TAIL.match(mask, end), _FIGURE_TAIL.match(mask, end) if _FIGURES.search(inner) else None]
    longest = max((tail for tail in tails if tail), key=lambda tail: tail.end(), default=None)
    if longest is not None:
        return longest
    short = _SHORT_TAIL.match(mask, end)
    return None if short and short[2] == "建设" and inner[0] not in NUMERAL else short


def tail_of_action(mask: str, end: int) -> re.Match[str] | None:
    """What is done, behind a quotation that is launched."""
    return _ACTION_TAIL.match(mask, end)


def tail_of_thought(mask: str, end: int) -> re.Match[str] | None:
    """「发扬“背石头”精神」, 「推广“一村一站”经验」; the 精神 of a meeting is not cherished but studied."""
    return _THOUGHT_TAIL.match(mask, end)


def is_tailed(text: str, end: int) -> bool:
    """Whether a head word stands at `end`."""
    return _TAILED.match(text, end) is not None


def is_tailed_somehow(text: str, end: int) -> bool:
    """Whether a head word or one of doing stands at `end` or not far behind."""
    return _HEAD_TAIL.match(text, end) is not None or _ACTION_TAIL.match(text, end) is not None
