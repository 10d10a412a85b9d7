"""Meetings that a report tells of without naming them: 「某机关1月31日召开会议」, 「同党外人士共迎新春」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.importing.recognising.findings import PersonFound
from archive.importing.recognising.meeting_names import Named

_DAY = r"(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)?(?:上午|下午|晚)?"
_BODY_MET = re.compile(
    rf"(?:\A|(?<=[，。电讯：\s]))(?P<body>[一-鿿]{{3,20}}?){_DAY}召开(?P<kind>(?:专题|全体|扩大|党组)?会议)(?=[，。]|\s|\Z)"
)
_DAYS_AGO = re.compile(r"\A(?:日前|近日|今天|昨天|当日|随后|会前|会后|上午|下午)")
_GATHERING = re.compile(
    r"(?:等)?(?:同|与|和)[^，。；]{2,24}?(?:共迎新春|共迎佳节|共度佳节|欢聚一堂|座谈|联欢|茶叙|共商[^，。；\s]{2,12})(?=\s|\Z|时|并)"
)

_GATHERED = re.compile(r"同(?![^。]{0,60}同)[^。，；]{4,50}(?:欢聚一堂，共[迎度]佳节|欢聚一堂|共迎新春|共度佳节)")


def bodies_met(text: str) -> Iterator[Named]:
    """「中共中央政治局1月31日召开会议」 is a 中共中央政治局会议."""
    for match in _BODY_MET.finditer(text):
        body = _DAYS_AGO.sub("", match["body"])
        if len(body) > 2 and not body.endswith(("主持", "上", "下", "日", "将", "已", "隆重")):
            start = match.start() + len(match["body"]) - len(body)
            yield Named(start, match.end(), body + match["kind"], True, "body met", 0.93)


def gathering(title: str, people: Sequence[PersonFound]) -> Named | None:
    """The whole headline where it is the only name of the event: 「某某同党外人士共迎新春」."""
    for person in people:
        match = _GATHERING.match(title, person.end)
        if match and person.start == 0:
            return Named(0, match.end(), title[: match.end()], True, "gathering", 0.9)
    return None


def gathered(text: str) -> Iterator[Named]:
    """The same in the first sentence of a report that has lost its headline."""
    for match in _GATHERED.finditer(text):
        yield Named(match.start(), match.end(), match[0], True, "gathering", 0.85)
