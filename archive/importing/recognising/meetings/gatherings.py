"""Meetings that a report tells of without naming them: 「某机关1月31日召开会议」, 「同党外人士共迎新春」."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from archive.importing.recognising.findings import PersonFound
from archive.importing.recognising.meetings import words as meeting_words
from archive.importing.recognising.meetings.folding import without_year
from archive.importing.recognising.meetings.words import Named

_DAY = r"(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)?(?:上午|下午|晚)?"
#: The body, the day, the place; then what was convened.
_MET = re.compile(
    rf"(?:\A|(?<=[，。电讯：\s]))(?P<body>[一-鿿]{{1,20}}?[委部厅局办院会府组央协司团校学联队所室署党]){_DAY}"
    rf"(?:日前|近日)?(?:在[^，。；\s]{{1,12}}?)?(?:召开|举行)(?:了)?(?P<what>[^，。；、\s]{{0,24}})"
)
#: What a name with its body has, and none has by itself: 「召开第3次常务会议」, 「召开常委（扩大）会议」.
_NO_NAME = re.compile(r"[（(]扩大[）)]|第[一二三四五六七八九十百\d]{1,5}次")
_GRAND = re.compile(r"\A(?:盛大|隆重)(?:的)?")
_NO_BODY = re.compile(r"主持|出席|参加|全体|\A(?:日前|近日|今天|昨天|当日|随后|会前|会后|上午|下午|我[省市区县])")
_TOGETHER = r"共迎新春|共迎佳节|共度佳节|欢聚一堂|联欢|茶叙"
_GATHERING = re.compile(
    rf"等?(?:(?:同|与|和)[^，。；]{{2,24}}?(?:{_TOGETHER}|座谈|会谈|会见|共商[^，。；\s]{{2,12}})|会见[^，。；\s]{{2,24}}?)(?=\s|\Z|时|并)"
)
_GATHERED = re.compile(rf"同(?![^。]{{0,60}}同)[^。，；]{{4,50}}(?:欢聚一堂，共[迎度]佳节|{_TOGETHER})")


def bodies_met(text: str, named: Sequence[Named]) -> Iterator[Named]:
    """「中共中央政治局3月2日召开会议」 is a 中共中央政治局会议; `named` are the names found already."""
    starts = [n.start for n in named]
    for match in _MET.finditer(text):
        head = meeting_words.heads().search(match["what"])
        if head is None or _NO_BODY.search(match["body"]):
            continue
        end = match.start("what") + head.end()
        at = bisect.bisect_left(starts, end)
        if at and named[at - 1].end > match.start():
            continue
        what = _GRAND.sub("", without_year(match["what"][: head.end()]))
        modifier = _NO_NAME.sub("", what.removesuffix(head[0]))
        name = match["body"] + what if meeting_words.generic().match(modifier) else what
        start = match.start() if name != what else end - len(what)
        yield Named(start, end, name, True, "body met", 0.93)


def in_title(title: str, people: Sequence[PersonFound]) -> Iterator[Named]:
    """The whole headline where it is the only name of the event: 「某某同党外人士共迎新春」."""
    first = next((p for p in people if p.start == 0), None)
    for person in people if first else ():
        match = _GATHERING.match(title, person.end)
        if match:
            yield Named(0, match.end(), title[: match.end()], True, "gathering", 0.9)
            return


def in_lead(text: str) -> Iterator[Named]:
    """The same in the first sentence of a report that has lost its headline."""
    for match in _GATHERED.finditer(text):
        yield Named(match.start(), match.end(), match[0], True, "gathering", 0.85)
