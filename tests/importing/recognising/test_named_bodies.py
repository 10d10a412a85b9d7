from __future__ import annotations

from archive.importing.authority import Body
from archive.importing.recognising.named_bodies import Register

NORTH = Body("北渡省", "place", "province", ("北渡",))
SOUTH = Body("南渡省", "place", "province", ("南渡",))
CITY = Body("柳城市", "place", "prefecture", ("柳城",), "北渡省")
COMMITTEE = Body("中共北渡省委员会", "party", "province", ("北渡省委",), "北渡省")
REGISTER = Register((NORTH, SOUTH, CITY, COMMITTEE))


def test_the_longest_name_is_the_one_meant() -> None:
    assert list(REGISTER.named("在北渡省委和北渡省")) == [(1, 5, COMMITTEE), (6, 9, NORTH)]


def test_a_name_at_the_end_of_a_text_ends_there() -> None:
    assert [n.end for n in REGISTER.named("北渡省")] == [3]


def test_an_empty_authority_names_nothing() -> None:
    assert list(Register(()).named("北渡")) == []


def test_a_short_name_that_other_words_run_over_is_none() -> None:
    party = Register((Body("中国国民党革命委员会", "party", "national", ("民革",)),))
    assert list(party.named("蒙古人民革命党代表团到京。")) == []
    assert [n.body.name for n in party.named("民革代表团到京。")] == ["中国国民党革命委员会"]
