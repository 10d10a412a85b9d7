"""Where the marks of pictures stand."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from archive.pages import charts
from archive.pages.charts import Event, Tie

DAYS = st.dates(datetime.date(1949, 10, 1), datetime.date(2031, 12, 31))


def month(year: int, number: int) -> datetime.date:
    return datetime.date(year, number, 1)


def test_months_without_a_number_are_told_as_nought() -> None:
    counts = {month(2030, 11): 2, month(2031, 2): 5}
    assert charts.months_or_years(counts) == [("2030-11", 2), ("2030-12", 0), ("2031-01", 0), ("2031-02", 5)]


def test_a_long_time_is_told_in_years() -> None:
    counts = {month(2027, 3): 2, month(2027, 4): 1, month(2031, 3): 4}
    assert charts.months_or_years(counts) == [("2027", 3), ("2028", 0), ("2029", 0), ("2030", 0), ("2031", 4)]


def test_nothing_is_drawn_of_nothing() -> None:
    assert charts.months_or_years({}) == []
    assert charts.bars([]) is charts.bars([("2031-01", 0)]) is None
    assert charts.timeline([]) is None
    assert charts.network([("许桂兰", "/", 1)], []) is None


@given(st.dictionaries(DAYS.map(lambda day: day.replace(day=1)), st.integers(1, 50_000), min_size=1))
def test_bars_are_as_high_as_their_numbers_and_stay_inside(counts: dict[datetime.date, int]) -> None:
    drawn = charts.bars(charts.months_or_years(counts))
    assert drawn
    assert sum(bar.value for bar in drawn.bars) == sum(counts.values())
    highest = max(drawn.bars, key=lambda bar: bar.value)
    for bar in drawn.bars:
        assert abs(bar.height - highest.height * bar.value / highest.value) < 0.2
        assert drawn.left <= bar.x <= bar.x + bar.width <= drawn.width
        assert 0 <= bar.y <= drawn.base
    assert len(drawn.x_ticks) <= 7


@given(st.lists(DAYS, min_size=1, max_size=80))
def test_each_year_has_a_line_and_each_event_a_dot_of_its_own_on_it(days: list[datetime.date]) -> None:
    drawn = charts.timeline(Event(day, str(n), "/") for n, day in enumerate(days))
    assert drawn
    assert [tick.label for tick in drawn.years] == [str(year) for year in sorted({d.year for d in days}, reverse=True)]
    lines = {tick.label: tick.at for tick in drawn.years}
    assert (
        len({(dot.x, dot.y) for dot in drawn.dots}) == len(drawn.dots) == len(days) - sum(m.number for m in drawn.more)
    )
    for dot in drawn.dots:
        assert drawn.left < dot.x < drawn.width
        assert 0 < dot.y < lines[str(dot.event.day.year)] < drawn.height
    by_time = sorted(drawn.dots, key=lambda dot: dot.event.day.timetuple().tm_yday)
    assert [dot.x for dot in by_time] == sorted(dot.x for dot in drawn.dots)


def test_a_pile_that_is_too_high_tells_how_many_are_not_drawn() -> None:
    drawn = charts.timeline(Event(datetime.date(2031, 3, 4), str(n), "/") for n in range(20))
    assert drawn
    assert len(drawn.dots) + drawn.more[0].number == 20
    assert drawn.more[0].y < min(dot.y for dot in drawn.dots)


def test_those_who_meet_most_stand_beside_each_other_and_have_the_strongest_line() -> None:
    people = [("甲", "/a/", 9), ("乙", "/b/", 4), ("丙", "/c/", 7), ("丁", "/d/", 1)]
    drawn = charts.network(people, [Tie(0, 1, 1), Tie(0, 2, 6), Tie(1, 3, 1)])
    assert drawn
    assert [node.label for node in drawn.nodes] == ["甲", "丙", "乙", "丁"]
    assert [(edge.label, edge.strength) for edge in drawn.edges][-1] == ("甲 – 丙: 6", 3)
    assert [node.radius for node in drawn.nodes] == sorted((node.radius for node in drawn.nodes), reverse=True)
    assert all(0 < node.x < drawn.width and 0 < node.y < drawn.height for node in drawn.nodes)
