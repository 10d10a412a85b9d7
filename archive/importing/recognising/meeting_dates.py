"""When and where a meeting was, from the words printed with its name."""

from __future__ import annotations

import re

from archive.dates import PartialDate
from archive.importing import dating

_NUM = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})年|今年|去年"
_DATE = re.compile(
    rf"(?P<year>{_YEAR})?(?:(?P<month>{_NUM}月)(?P<day>{_NUM}[日号])?|(?P<only>{_NUM}日))?"
    rf"(?:\s*(?:至|到|—|-|–|~|～)+\s*(?P<until>(?:{_NUM}月)?{_NUM}[日号]))?"
)
_PLACE = re.compile(r"在(?P<place>[^，。；：、“”《》]{1,20}?)(?:胜利|隆重|顺利)?(?:召开|举行|开幕|闭幕|开班|举办)")
#: How far before the name its date may stand, and how far behind.
_BEFORE, _BEHIND = 45, 14


def around(
    text: str, start: int, end: int, near: PartialDate | None, year: int | None
) -> tuple[PartialDate | None, PartialDate | None]:
    """First and last day printed with the name at `start` to `end`; `near` and `year` give what is left out."""
    before = text[max(0, start - _BEFORE) : start]
    before = re.split(r"[。；！？]", before)[-1]
    behind = re.split(r"[。；，！？]", text[end : end + _BEHIND])[0]
    matches = [m for m in _DATE.finditer(before) if m[0]]
    if matches and before[matches[-1].end() :].count("，") + before[matches[-1].end() :].count("、") < 2:
        return _read(matches[-1], near, year)
    match = next((m for m in _DATE.finditer(behind) if m["only"] or m["month"]), None)
    return _read(match, near, year) if match else (None, None)


def _read(
    match: re.Match[str], near: PartialDate | None, year: int | None
) -> tuple[PartialDate | None, PartialDate | None]:
    if near:
        year = near.earliest.year
    printed = match[0]
    if match["year"] in ("今年", "去年"):
        if near is None:
            return None, None
        year = near.earliest.year - (match["year"] == "去年")
        printed = printed[2:]
    month = near.earliest.month if near else None
    until = match["until"]
    first = printed[: len(printed) - len(until)].rstrip("至到—-–~～ ") if until else printed
    if not first:
        return (PartialDate.of(year, printed=match["year"], inferred=True), None) if year else (None, None)
    start = dating.parse(first, year, month) or _year(first)
    if start is None or not until:
        return start, None
    return start, dating.parse(until, start.earliest.year, start.earliest.month)


def _year(printed: str) -> PartialDate | None:
    year = re.match(r"((?:19|20)\d{2})年", printed)
    return PartialDate.of(int(year[1]), printed=year[0]) if year else None


def place(text: str, end: int) -> str | None:
    """Where the meeting whose name ends at `end` was, as printed behind it."""
    sentence = re.split(r"[。；！？]", text[end : end + 60])[0]
    match = _PLACE.search(sentence)
    if match is None:
        return None
    return "北京" if match["place"] == "京" else match["place"]
