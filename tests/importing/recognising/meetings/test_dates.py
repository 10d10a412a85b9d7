"""When and where a meeting was, from the words with its name."""

from __future__ import annotations

import pytest

from archive.dates import PartialDate
from archive.importing.recognising.meetings import dates as meeting_dates

NAME = "春灌会议"
DAY = PartialDate.of(2031, 3, 4)


def _around(text: str, near: PartialDate | None = DAY, year: int | None = None) -> tuple[str | None, str | None]:
    start = text.index(NAME)
    first, last = meeting_dates.around(text, start, start + len(NAME), near, year)
    return first.isoformat() if first else None, last.isoformat() if last else None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2030年7月2日在春灌会议上", ("2030-07-02", None)),
        ("2030年7月，党中央召开春灌会议", ("2030-07", None)),
        ("2030年，省委召开春灌会议", ("2030", None)),
        ("去年9月，省委召开春灌会议", ("2030-09", None)),
        ("今年召开春灌会议", ("2031", None)),
        ("6日上午，春灌会议召开", ("2031-03-06", None)),
        ("春灌会议12日在云津召开", ("2031-03-12", None)),
        ("3月5日至7日，春灌会议召开", ("2031-03-05", "2031-03-07")),
        ("云津3月9日电 春灌会议3月5日至7日在云津举行", ("2031-03-05", "2031-03-07")),
        ("春灌会议，于2030年7月15日至18日举行", ("2030-07-15", "2030-07-18")),
        ("春灌会议28日至2日举行", ("2031-03-28", None)),
        ("2030年7月2日，天晴，水清，鱼多，春灌会议召开", (None, None)),
        ("2030年7月2日天晴。春灌会议召开", (None, None)),
        ("春灌会议召开", (None, None)),
    ],
)
def test_days_printed_with_the_name(text: str, days: tuple[str | None, str | None]) -> None:
    assert _around(text) == days


def test_days_without_a_year_need_one_from_elsewhere() -> None:
    assert _around("3月5日，春灌会议召开", near=None) == (None, None)
    assert _around("3月5日，春灌会议召开", near=None, year=2029) == ("2029-03-05", None)
    assert _around("去年召开春灌会议", near=None) == (None, None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("春灌会议在云津召开", "云津"),
        ("春灌会议4日上午在京隆重开幕", "京"),
        ("春灌会议在云津党校（水利学院）开班", "云津党校（水利学院）"),
        ("春灌会议召开。大家在云津举行茶会", None),
        ("5日，水利部在云津隆重召开2031年春灌会议。", "云津"),
        ("水利部在年底召开春灌会议", None),
        ("大家在云津喝茶。部里召开春灌会议", None),
    ],
)
def test_places_printed_behind_the_name_and_before_the_verb(text: str, place: str | None) -> None:
    start = text.index(NAME)
    assert meeting_dates.place(text, start, start + len(NAME)) == place
