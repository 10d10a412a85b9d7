from __future__ import annotations

from archive.importing.authority import Body
from archive.importing.recognising.named_bodies import Register, home

NORTH = Body("北渡省", "place", "province", ("北渡",))
SOUTH = Body("南渡省", "place", "province", ("南渡",))
CITY = Body("柳城市", "place", "prefecture", ("柳城",), "北渡省")
COMMITTEE = Body("中共北渡省委员会", "party", "province", ("北渡省委",), "北渡省")
REGISTER = Register((NORTH, SOUTH, CITY, COMMITTEE))


def places(text: str) -> dict[str, str]:
    return {level: body.name for level, body in home(REGISTER.named(text), REGISTER).items()}


def test_the_longest_name_is_the_one_meant() -> None:
    assert list(REGISTER.named("在北渡省委和北渡省")) == [(1, 5, COMMITTEE), (6, 9, NORTH)]


def test_a_name_at_the_end_of_a_text_ends_there() -> None:
    assert [n.end for n in REGISTER.named("北渡省")] == [3]


def test_the_home_of_a_text_is_the_place_without_a_rival() -> None:
    assert places("北渡的春天") == {"province": "北渡省"}
    assert places("北渡与南渡") == {}
    assert places("北渡、北渡、北渡与南渡") == {"province": "北渡省"}


def test_a_city_stands_for_its_province() -> None:
    assert places("柳城的春天") == {"province": "北渡省"}
    assert places("柳城到柳城") == {"province": "北渡省", "prefecture": "柳城市"}


def test_an_empty_authority_names_nothing() -> None:
    assert list(Register(()).named("北渡")) == []
