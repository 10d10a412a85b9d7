from __future__ import annotations

import pytest

from archive.importing.recognising.people.sightings import (
    SWALLOWED,
    Sighting,
    chosen,
    is_anonymous,
    is_swallowed,
    sightings,
)


def place(start: int, end: int, odds: float, rule: str = "context") -> Sighting:
    return Sighting(start, end, "名" * (end - start), odds, odds, rule)


def test_of_overlapping_places_those_with_the_greatest_sum_are_chosen() -> None:
    long, left, right = place(0, 4, 3.0), place(0, 2, 2.0), place(2, 4, 2.0)
    assert chosen([long, left, right]) == [left, right]
    assert chosen([place(0, 4, 5.0), left, right]) == [place(0, 4, 5.0)]


def test_what_is_less_likely_than_not_is_not_chosen() -> None:
    assert chosen([place(0, 2, -0.1)]) == []


def test_a_swallowed_place_keeps_its_parts_from_being_chosen() -> None:
    assert chosen([place(0, 4, 3.0, SWALLOWED), place(0, 2, 1.0)]) == []


def test_an_office_before_and_a_deed_behind_raise_the_odds() -> None:
    def odds(text: str) -> float:
        return next(s.odds for s in sightings(text) if s.name == "陈建国")

    assert odds("云渡市市长陈建国出席仪式。") > odds("树上刻着陈建国三字。")


@pytest.mark.parametrize(("name", "surname"), [("余某某", 1), ("吴女士", 1), ("季季旺", 1), ("孟子曰", 1)])
def test_forms_of_address_and_doubled_characters_are_no_names(name: str, surname: int) -> None:
    assert is_anonymous(name, surname)
    assert not is_anonymous("陈建国", 1)


def test_doctrines_and_prizes_swallow_a_name() -> None:
    assert is_swallowed("学习毛泽东思想", 2, 5)
    assert not is_swallowed("学习毛泽东同志", 2, 5)
