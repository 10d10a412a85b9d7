from __future__ import annotations

from archive.importing.recognising.people.lists import in_lists
from archive.importing.recognising.people.sightings import Sighting


def place(text: str, name: str, odds: float) -> Sighting:
    start = text.index(name)
    return Sighting(start, start + len(name), name, odds, odds)


def test_beside_a_certain_name_another_is_likelier() -> None:
    text = "陈建国、高明出席"
    places = [place(text, "陈建国", 5.0), place(text, "高明", -1.0)]
    assert in_lists(text, places)[1].odds > -1.0
    alone = [place(text, "高明", -1.0)]
    assert in_lists(text, alone) == alone


def test_what_fills_a_list_of_certain_names_is_told_by_it() -> None:
    text = "铁朔、陈建国、王晓明出席"
    places = [place(text, "陈建国", 5.0), place(text, "王晓明", 5.0)]
    assert {(p.name, p.rule) for p in in_lists(text, places) if p.odds > 0} >= {("铁朔", "list")}


def test_ordinary_words_in_a_list_are_no_names() -> None:
    text = "经济、陈建国、王晓明出席"
    places = [place(text, "陈建国", 5.0), place(text, "王晓明", 5.0)]
    assert [p.name for p in in_lists(text, places)] == ["陈建国", "王晓明"]


def test_a_name_between_an_office_and_a_certain_one_is_told_by_both() -> None:
    text = "市领导平遂田、王冬梅列席。"
    found = in_lists(text, [Sighting(7, 10, "王冬梅", 5.0, 5.0)])
    assert [(place.name, place.odds > 0) for place in found if place.start < 7] == [("平遂田", True)]
