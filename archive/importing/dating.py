"""Days as texts print them, and the day an article is of."""

from __future__ import annotations

import datetime
import re
from collections import Counter

from archive.dates import PartialDate

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0}
_Y = r"(?P<y>(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})\s*年"
_M = r"(?P<m>\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月"
_D = r"(?P<d>\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s*[日号]"
_FULL = re.compile(rf"(?=[\d一二三四五六七八九十])(?:{_Y}\s*)?{_M}(?:\s*份)?(?:\s*{_D})?")
_DAY_ONLY = re.compile(
    rf"(?<![月\d至—\-～])\s*{_D}(?=上午|下午|晚|凌晨|清晨|早|夜|傍晚|中午|在|从|起|说|宣布|签|抵|，|。|召|举|闭|开|电|讯)"
)
_ISO = re.compile(r"(?P<y>(?:19|20)\d{2})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})")
_YEAR = re.compile(r"(?<![到至自起从])(?:\A|(?<=\D))((?:19|20)\d{2})\s*年(?!底前|前)")
#: 「自某日起施行」: not the day of the report.
_EFFECT = re.compile(r"\s*起(?:正式)?(?:施行|实施|执行|生效)")
_RELATIVE = re.compile(r"[今昨][天日晨晚夜]")
#: How much more a full date weighs than a year alone.
_FULL_DATE = 3


def number(text: str) -> int:
    """A number of one or two digits in either script: 「12」, 「十二」, 「二十」."""
    if text.isdigit():
        return int(text)
    if "十" not in text:
        return int("".join(str(_DIGITS[c]) for c in text))
    tens, _, ones = text.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def parse(text: str, year: int | None, month: int | None = None) -> PartialDate | None:
    """The first date in a text; `year` and `month` are taken where the text leaves them out (marked inferred)."""
    iso = _ISO.search(text)
    match = _FULL.search(text)
    if iso and (not match or iso.start() <= match.start()):
        match = iso
    if match is None:
        day = re.search(_D, text)
        return _date(year, month, number(day["d"]), day[0], True) if day and year and month else None
    y, d = match["y"], match["d"]
    return _date(number(y) if y else year, number(match["m"]), number(d) if d else None, match[0], not y)


def _date(year: int | None, month: int | None, day: int | None, printed: str, inferred: bool) -> PartialDate | None:
    try:
        return PartialDate.of(year, month, day, printed="".join(printed.split()), inferred=inferred) if year else None
    except ValueError:
        return None


def all_days(text: str, year: int | None) -> list[PartialDate]:
    """Every date of a text that names at least a month, in order."""
    found = (_match_date(match, year) for match in _FULL.finditer(text))
    return [date for date in found if date]


def _match_date(match: re.Match[str], year: int | None) -> PartialDate | None:
    y, d = match["y"], match["d"]
    return _date(number(y) if y else year, number(match["m"]), number(d) if d else None, match[0], not y)


def usual_year(text: str) -> int | None:
    """The year that dates without a year belong to: the latest one that is named often.

    A print of January speaks more of the year before than of its own; years to come stand in plans (到2035年).
    """
    years = Counter(int(year) for year in _YEAR.findall(text))
    for match in _FULL.finditer(text):
        if match["y"] and match["d"] and text[match.start() - 1 : match.start()] not in tuple("自到至起从"):
            years[number(match["y"])] += _FULL_DATE
    most = max(years.values(), default=0)
    return max((year for year, count in years.items() if count * 4 >= most), default=None)


def event_day(
    opening: str,
    year: int | None,
    dateline: PartialDate | None,
    text: str = "",
    near: PartialDate | None = None,
    issued: PartialDate | None = None,
) -> PartialDate | None:
    """The day an event took place, from the first words of its report.

    A day without a month (「16日上午」) takes its month from the dateline, from a date with the same day elsewhere in
    the text, from `issued`, the day of the print, or so that it is as close as can be to `near`, the date of the report
    printed before it. Of a stretch (「5日至6日」) it is the first day.
    """
    today = dateline or issued
    if today:
        year = today.earliest.year
    month = dateline.earliest.month if dateline else None
    full = next((m for m in _FULL.finditer(opening) if not _EFFECT.match(opening, m.end())), None)
    day = _DAY_ONLY.search(opening)
    relative = _RELATIVE.search(opening)
    if today and relative and not (full and full.start() < relative.start()):
        return _relative(relative[0], today)
    if full and full["d"] and not (day and day.start() < full.start() and month):
        return _match_date(full, year)
    if not day:
        return None
    if month is None and issued:
        month = issued.earliest.month
    if month is None:
        same = [d for d in all_days(text, year) if d.precision == "day" and d.earliest.day == number(day["d"])]
        if not same:
            return _nearest(number(day["d"]), near, day[0]) if near else None
        month, year = same[-1].earliest.month, same[-1].earliest.year
    return _date(year, month, number(day["d"]), day[0], True)


def _nearest(day: int, near: PartialDate, printed: str) -> PartialDate | None:
    """The date with this day of the month that is closest to another one."""
    base = near.earliest.year * 12 + near.earliest.month - 1
    dates = (_date((base + k) // 12, (base + k) % 12 + 1, day, printed, True) for k in (-1, 0, 1))
    return min((d for d in dates if d), key=lambda d: abs((d.earliest - near.earliest).days), default=None)


def _relative(printed: str, today: PartialDate) -> PartialDate | None:
    """The day that 今天 or 昨天 means in print of a day."""
    date = today.earliest - datetime.timedelta(days=printed.startswith("昨"))
    return _date(date.year, date.month, date.day, printed, True)
