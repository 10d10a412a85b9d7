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
#: 「在某地召开某某大会」: no name of a meeting, nor the time, is a place.
_PLACE_BEFORE = re.compile(
    r"在(?P<place>(?:(?![会上中下时期间后前年月日以])[一-鿿]){2,12}?)(?:主持|胜利|隆重|顺利)?(?:召开|举行|举办)(?:了|的)?(?:\d{4}年)?\Z"
)
#: How far before the name its date may stand, and how far behind.
_BEFORE, _BEHIND = 45, 20
_SENTENCE_END = re.compile(r"[。；！？]")
_CLAUSE_END = re.compile(r"[。；，！？]")
#: 「新华社北京1月25日电」 dates the report.
_DATELINE = ("电", "讯")


def around(
    text: str, start: int, end: int, near: PartialDate | None, year: int | None
) -> tuple[PartialDate | None, PartialDate | None]:
    """First and last day printed with the name at `start` to `end`.

    `near`, the day of the article, or else `year` gives what the print leaves out.
    """
    year = near.earliest.year if near else year
    month = near.earliest.month if near else None
    behind = _CLAUSE_END.split(text[end : end + _BEHIND].lstrip("，"))[0]
    close = next((m for m in _DATE.finditer(behind) if m["only"] or m["month"]), None)
    if close and close.start() < 2:
        return _read(close, year, month)
    before = _SENTENCE_END.split(text[max(0, start - _BEFORE) : start])[-1]
    last = next((m for m in reversed([*_DATE.finditer(before)]) if m[0]), None)
    if last and sum(map(before[last.end() :].count, "，、")) < 2 and not before.startswith(_DATELINE, last.end()):
        return _read(last, year, month)
    return _read(close, year, month) if close else (None, None)


def _read(match: re.Match[str], year: int | None, month: int | None) -> tuple[PartialDate | None, PartialDate | None]:
    printed = match[0]
    if match["year"] in ("今年", "去年"):
        if year is None:
            return None, None
        year -= match["year"] == "去年"
        printed = printed[2:]
        if not printed:
            return PartialDate.of(year, printed=match["year"], inferred=True), None
    until = match["until"]
    first = printed[: len(printed) - len(until)].rstrip("至到—-–~～ ") if until else printed
    start = dating.parse(first, year, month) or _year(first)
    if start is None or not until:
        return start, None
    end = dating.parse(until, start.earliest.year, start.earliest.month)
    return start, end if end and end.earliest >= start.earliest else None


def _year(printed: str) -> PartialDate | None:
    year = re.match(r"((?:19|20)\d{2})年", printed)
    return PartialDate.of(int(year[1]), printed=year[0]) if year else None


def place(text: str, start: int, end: int) -> str | None:
    """Where the meeting was whose name stands at `start` to `end`: printed behind it, or before a verb of convening."""
    sentence = _SENTENCE_END.split(text[end : end + 60])[0]
    match = _PLACE.search(sentence) or _PLACE_BEFORE.search(_SENTENCE_END.split(text[max(0, start - 40) : start])[-1])
    return match["place"] if match else None
