"""Days as texts print them, and the day an article is of."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import PartialDate, Precision
from archive.importing import dating

MARCH_4 = PartialDate.of(2031, 3, 4)
NUMERALS = [*"一二三四五六七八九十", *("十" + ones for ones in "一二三四五六七八九"), "二十"]


def _iso(date: PartialDate | None) -> str | None:
    return date.isoformat() if date else None


# --- numbers and dates ------------------------------------------------------------------------------------------------


def test_numbers_in_both_scripts() -> None:
    assert [dating.number(text) for text in NUMERALS] == list(range(1, 21))
    assert [dating.number(text) for text in ("7", "12", "三十", "三十一", "二〇三一", "二○三一")] == [
        7,
        12,
        30,
        31,
        2031,
        2031,
    ]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2031年3月4日", "2031-03-04"),
        ("2031 年 3 月 4 日", "2031-03-04"),
        ("二〇三一年三月四日", "2031-03-04"),
        ("二○三一年十二月三十一日", "2031-12-31"),
        ("2031-03-04 09:30", "2031-03-04"),
        ("2031/3/4", "2031-03-04"),
        ("2031年3月", "2031-03"),
        ("2031年3月份", "2031-03"),
        ("工程于2029年11月8日开工，2031年3月4日完工", "2029-11-08"),
        ("2031年2月30日", None),
        ("2031年13月", None),
        ("3月4日", None),
        ("2031年", None),
        ("", None),
    ],
)
def test_the_first_date_of_a_text_as_far_as_it_is_known(text: str, iso: str | None) -> None:
    assert _iso(dating.parse(text, None)) == iso


def test_a_year_or_month_from_context_is_marked_inferred() -> None:
    whole, day, alone = (dating.parse(text, 2031, 3) for text in ("2031年3月4日", "3月4日", "4日"))
    assert whole
    assert day
    assert alone
    assert (whole.inferred, day.inferred, alone.inferred) == (False, True, True)
    assert {date.isoformat() for date in (whole, day, alone)} == {"2031-03-04"}
    assert (day.printed, alone.printed) == ("3月4日", "4日")


@pytest.mark.xfail(reason="a full date is read up to its last number")
def test_a_date_keeps_the_words_it_was_printed_in() -> None:
    date = dating.parse("2031 年 3 月 4 日上午", None)
    assert date
    assert date.printed == "2031年3月4日"


def test_a_month_means_each_of_its_days() -> None:
    date = dating.parse("2032年2月", None)
    assert date
    assert (date.earliest, date.latest) == (datetime.date(2032, 2, 1), datetime.date(2032, 2, 29))
    assert date.precision is Precision.MONTH


@given(st.dates(datetime.date(1949, 10, 1), datetime.date(2099, 12, 31)))
def test_every_day_is_read_back(day: datetime.date) -> None:
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        day.isoformat(),
    ):
        date = dating.parse(f"（{text}）", None)
        assert date
        assert date.earliest == date.latest == day


def test_all_days_of_a_text_in_order() -> None:
    days = dating.all_days("2029年11月8日开工，次年3月停工，2031年3月4日完工", 2030)
    assert [day.isoformat() for day in days] == ["2029-11-08", "2030-03", "2031-03-04"]


# --- the usual year ---------------------------------------------------------------------------------------------------


def test_the_usual_year_is_the_latest_that_is_named_often() -> None:
    text = "2030年修渠。2030年栽树。2030年清淤。2031年还要修渠。2031年还要栽树。"
    assert dating.usual_year(text) == 2031


def test_years_of_plans_are_not_the_usual_year() -> None:
    assert dating.usual_year("2031年3月4日修渠。2031年4月清淤。到2045年全线换新。从2040年起收费。") == 2031


def test_a_year_named_once_among_many_is_not_the_usual_year() -> None:
    assert dating.usual_year("2031年修渠。" * 9 + "2033年验收。") == 2031


def test_a_text_without_years_has_no_usual_year() -> None:
    assert dating.usual_year("老渠修好了。") is None
    assert dating.usual_year("编号12031年") is None


# --- the day of an event ----------------------------------------------------------------------------------------------


def test_a_full_date_in_the_first_words_is_the_day() -> None:
    assert _iso(dating.event_day("2031年3月4日，全县春灌开始。", 2030, None)) == "2031-03-04"
    assert _iso(dating.event_day("3月4日，全县春灌开始。", 2031, None)) == "2031-03-04"
    assert _iso(dating.event_day("3月4日至6日，全县春灌现场会举行。", 2031, None)) == "2031-03-04"


def test_a_day_without_a_month_takes_it_from_the_dateline() -> None:
    assert _iso(dating.event_day("春灌现场会4日上午举行。", None, PartialDate.of(2031, 3, 5))) == "2031-03-04"


def test_or_from_a_date_with_the_same_day_elsewhere_in_the_text() -> None:
    text = "春灌现场会4日上午举行。记者3月4日从会上获悉。"
    assert _iso(dating.event_day("春灌现场会4日上午举行。", 2031, None, text)) == "2031-03-04"


def test_or_so_that_it_is_close_to_the_report_before() -> None:
    assert (
        _iso(dating.event_day("春灌现场会2日上午举行。", None, None, near=PartialDate.of(2031, 2, 28))) == "2031-03-02"
    )
    assert (
        _iso(dating.event_day("春灌现场会30日上午举行。", None, None, near=PartialDate.of(2032, 1, 2))) == "2031-12-30"
    )
    assert (
        _iso(dating.event_day("春灌现场会30日上午举行。", None, None, near=PartialDate.of(2031, 2, 20))) == "2031-01-30"
    )


def test_or_from_the_day_of_the_print() -> None:
    assert (
        _iso(dating.event_day("春灌现场会4日上午举行。", None, None, issued=PartialDate.of(2031, 3, 5))) == "2031-03-04"
    )


@pytest.mark.parametrize(
    ("words", "iso"), [("今天，全县春灌开始。", "2031-03-04"), ("昨日，全县春灌开始。", "2031-03-03")]
)
def test_today_and_yesterday_are_counted_from_the_day_of_the_print(words: str, iso: str) -> None:
    assert _iso(dating.event_day(words, None, None, issued=MARCH_4)) == iso
    assert dating.event_day(words, 2031, None) is None


def test_first_words_without_a_day_tell_none() -> None:
    assert dating.event_day("全县春灌开始了。", 2031, MARCH_4) is None
    assert dating.event_day("春灌现场会4日上午举行。", 2031, None) is None
    assert dating.event_day("2月30日，全县春灌开始。", 2031, None) is None


def test_a_stretch_of_years_or_months_is_no_day() -> None:
    assert dating.event_day("2026至2030年，全县修渠不止。", 2031, None) is None


@pytest.mark.parametrize("words", ["说", "宣布", "签署协议", "抵达"])
def test_in_the_print_of_a_day_a_day_without_month_is_of_its_month(words: str) -> None:
    assert _iso(dating.event_day(f"禾川县水利局三日{words}，老渠通水。", 2031, None, issued=MARCH_4)) == "2031-03-03"
