"""Headline blocks taken apart: kicker (引题), title (主标题), subtitle (副题).

Print that kept its type sizes would tell them at once; a dump has only words, spaces and line ends. A kicker ends with
what somebody does (强调) or names an occasion; a deck tells who attended, or opens with a dash; the title is the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.importing.lines import Line
from archive.importing.names import SURNAMES, is_run_of_names
from archive.importing.opening import DELIVERED
from archive.importing.records import Span
from archive.importing.reflow import joined
from archive.importing.typography import em

_KICKER_END = re.compile(
    r"(?:强调|指出|要求|提出|表示|时说|发布提示|[发发]出通知|讲话[（(](?:摘要|节选|摘编)[）)]|上的(?:讲话|发言|致辞)[（(](?:摘要|节选|摘编)[）)])[：:]?$"
)
#: Words above a headline that say what kind of text it heads.
_SORT = re.compile(
    r"(?:本[报報刊])?(?:社[论論]|读者来信|讀者來信|来信照登|来函照登|编者按|短评|时评|特稿|通讯|特写|评论)"
)
_OCCASION_END = re.compile(
    r"(?:召开|举行|开幕|闭幕|会议|大会|座谈会|之际|推进会|发布会|答记者问|[？?]|(?:发表|刊发)\S{2,20}(?:文章|讲话|社论))$"
)
#: The occasion in a line of its own above the name of the report given there.
_GIVEN_AT = re.compile(r"(?:——)?在\S{4,40}会议?上")
_GOES_ON = re.compile(r"(?:宣布|传达|审议|研究|学习|部署|强调|围绕|听取|通过|讨论|专题|暨|并|和|与|及|在|关于|致|对)")
#: Who called the meeting, whole in its line: what it dealt with is the title below.
_CHAIRED = re.compile(r"(?P<name>[\u4e00-\u9fff·]{2,8}?)主持召开\S{2,24}会议?")
_DECK_START = re.compile(r"——|—\s?—|审议|会议(?:传达|审议|决定)|代表(?:中共中央|党中央|省委|市委)|要求|希望|兼[谈论评]")
_ATTENDANCE = re.compile(
    r"(?P<who>[\u4e00-\u9fff·、]{2,60}?)(?:出席|主持|讲话|致辞|参加|列席|陪同|(?<!工)作报告|通报|宣读|作说明|发言|见证)[^，]{0,24}"
)
#: Ends of a line after which a clause cannot end.
_NEEDS_MORE = re.compile(r"(?:关于\S{0,4}|印发|做好|[的和与及、在对为于])$")


_OFFICES = ("中共", "省委", "市委", "县委", "自治区", "国务院", "全国", "中央")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a headline: the text as shown, and where it stands."""

    text: str
    spans: tuple[Span, ...]
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """The parts of a headline block; all None where no headline is printed."""

    kicker: Part | None = None
    title: Part | None = None
    subtitle: Part | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    """A run of print without a space, in the span `within` that prints `printed`.

    `wrapped`: it stands first in its line; `apart`: the line before ended early.
    """

    text: str
    span: Span
    within: Span
    printed: str
    wrapped: bool
    apart: bool


def split(lines: Sequence[Line], by_line: bool = False) -> Headline:
    """The parts of a headline block, given its lines without bylines and date lines.

    `by_line`: the print keeps its lines, so a line of several clauses ends with one.
    """
    tokens = _tokens(lines, by_line)
    if not tokens:
        return Headline()
    if DELIVERED.fullmatch(_joined(tokens)):
        return Headline(subtitle=_part(tokens))
    kicker = _kicker_length(tokens)
    if by_line and not kicker:
        kicker, deck = _by_place(tokens)
        return Headline(_part(tokens[:kicker]), _part(tokens[kicker:deck]), _part(tokens[deck:]))
    deck = _deck_start(tokens, kicker)
    return Headline(_part(tokens[:kicker]), _part(tokens[kicker:deck]), _part(tokens[deck:]))


def _tokens(lines: Sequence[Line], by_line: bool) -> list[_Token]:
    tokens: list[_Token] = []
    for k, line in enumerate(lines):
        early = k > 0 and (_ends_early(lines[k - 1], line) or (by_line and len(lines[k - 1].text.split()) > 1))
        for s, (span, raw) in enumerate(zip(line.spans, line.pieces(), strict=True)):
            for w, word in enumerate(re.finditer(r"\S+", raw)):
                piece = Span(span.line, span.start + word.start(), span.start + word.end())
                first = s == 0 and w == 0
                # Parts of one line that only a taken-out second impression stood between were never apart.
                glued = w == 0 and s > 0 and not raw[:1].isspace()
                tokens.append(_Token(word[0], piece, span, raw, first or glued, first and early))
    return tokens


def _ends_early(line: Line, after: Line) -> bool:
    """Whether more of the next line would still have fitted: then the line end parts two clauses of much one length."""
    needs_more = _NEEDS_MORE.search(line.text) or after.text.startswith("关于")
    return not needs_more and line.width + 3 <= after.width and line.width >= 0.6 * after.width


def _joined(tokens: Sequence[_Token]) -> str:
    text = ""
    for token in tokens:
        text += token.text if not text or (token.wrapped and not token.apart) else " " + token.text
    return joined([text])


def _part(tokens: Sequence[_Token]) -> Part | None:
    if not tokens:
        return None
    spans: list[Span] = []
    pieces: list[str] = []
    for k, token in enumerate(tokens):
        if k and token.within == tokens[k - 1].within:
            # Two words of one span: one piece, with the space between them.
            spans[-1] = Span(token.span.line, spans[-1].start, token.span.end)
            pieces[-1] = token.printed[spans[-1].start - token.within.start : spans[-1].end - token.within.start]
        else:
            spans.append(token.span)
            pieces.append(token.text)
    return Part(_joined(tokens), tuple(spans), tuple(pieces))


def _kicker_length(tokens: Sequence[_Token]) -> int:
    """How many tokens are kicker: up to the first that ends as kickers do, if a title is left behind it."""
    text = ""
    for k, token in enumerate(tokens[:-1], 1):
        text = text + token.text if token.wrapped else token.text
        if _is_deck(tokens[k:]):
            break
        given = _GIVEN_AT.fullmatch(text) and tokens[k].wrapped and tokens[k].text[0] != "的"
        if given or _KICKER_END.search(text) or (k == 1 and tokens[k].wrapped and _SORT.fullmatch(text)):
            return k
    text = ""
    for k, token in enumerate(tokens[:-1], 1):
        text = text + token.text if token.wrapped else token.text
        after = tokens[k]
        if _is_deck(tokens[k:]) or re.search(r"强调[：:]", _joined(tokens[k:])):
            return 0
        if _OCCASION_END.search(text) and not _GOES_ON.match(after.text) and not text.endswith("的"):
            return k if em("".join(t.text for t in tokens[k:])) >= 8 else 0
        chaired = _CHAIRED.fullmatch(text) if after.wrapped else None
        if chaired and is_run_of_names(chaired["name"]):
            return k
        if (
            after.wrapped
            and _OCCASION_END.search(text)
            and _GOES_ON.match(after.text)
            and k + 1 < len(tokens)
            and tokens[k + 1].wrapped
        ):
            return k + 1 if not _is_deck(tokens[k + 1 :]) else 0
    return 0


def _by_place(tokens: Sequence[_Token]) -> tuple[int, int]:
    """Lengths of the kicker, and of kicker and title, where only the lines of a headline tell its parts.

    Three lines are kicker, title and deck. Of two, the first is a kicker if it is much shorter (a column's name), or of
    two clauses where the second is of one.
    """
    deck = _deck_start(tokens, 0)
    starts = [k for k, token in enumerate(tokens[:deck]) if token.wrapped and not _is_within_quotes(tokens[:k])]
    if len(starts) == 3 and deck == len(tokens):
        return starts[1], starts[2]
    if len(starts) == 2:
        first, second = tokens[: starts[1]], tokens[starts[1] : deck]
        column = em(_joined(first)) <= 5 and em(_joined(second)) >= 7
        if _GOES_ON.match(second[0].text):
            return 0, deck
        if column or (len(first) > 1 and len(second) == 1):
            return starts[1], deck
    return 0, deck


def _is_within_quotes(tokens: Sequence[_Token]) -> bool:
    text = "".join(token.text for token in tokens)
    return any(text.count(opening) > text.count(closing) for opening, closing in ("“”", "《》", "（）"))


def _deck_start(tokens: Sequence[_Token], kicker: int) -> int:
    for k in range(kicker + 1, len(tokens)):
        if _is_deck(tokens[k:]):
            return k
    return len(tokens)


def _is_deck(tokens: Sequence[_Token]) -> bool:
    """Whether these tokens, to the end of the block, are a deck."""
    first = tokens[0].text
    if _DECK_START.match(first) or DELIVERED.fullmatch(_joined(tokens)):
        return True
    clauses = _joined(tokens).split(" ")
    attendances = [_ATTENDANCE.fullmatch(clause) for clause in clauses]
    if all(attendances) and attendances[0] and _is_company(attendances[0]["who"]):
        return True
    text = _joined(tokens)
    return (
        tokens[0].wrapped
        and "，" in text
        and em(text) >= 26
        and not text.endswith("，")
        and (first[0] in SURNAMES or first[:2] in ("会议", "代表"))
    )


def _is_company(who: str) -> bool:
    """Whether these words name who attended: names set solid, or offices with names behind them."""
    return who.startswith(_OFFICES) or is_run_of_names(who.replace("、", "").replace("·", ""))
