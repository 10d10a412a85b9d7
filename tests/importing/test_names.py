"""Names of persons as bylines print them."""

from __future__ import annotations

import pytest

from archive.importing.names import SURNAMES, is_chinese, is_name, restored, split_names


@pytest.mark.parametrize("word", ["许禾", "方小满", "欧阳清渠", "司马禾", "阿依古丽·买买提", "让·穆兰"])
def test_a_surname_comes_first_and_foreign_names_have_a_dot(word: str) -> None:
    assert is_name(word)


@pytest.mark.parametrize("word", ["许", "挖渠人", "方圆几十里地", "许禾县", "清渠", "Li Ming", "许2", ""])
def test_other_words_are_no_names(word: str) -> None:
    assert not is_name(word)


@pytest.mark.parametrize("word", ["时强调", "会召开", "管工作", "于发展"])
def test_the_tail_of_a_wrapped_headline_is_no_name(word: str) -> None:
    assert not is_name(word)


def test_surnames_are_single_or_double() -> None:
    assert {len(surname) for surname in SURNAMES} == {1, 2}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("许禾", ["许禾"]),
        ("许 禾", ["许禾"]),
        ("许 禾 方小满", ["许禾", "方小满"]),
        ("方小满 许　禾", ["方小满", "许禾"]),
        ("许禾、方小满，江一舟", ["许禾", "方小满", "江一舟"]),
    ],
)
def test_a_run_of_names_is_split(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize("text", ["", "  ", "许禾 挖渠", "渠首工地", "许 禾 满"])
def test_a_run_with_anything_else_in_it_names_nobody(text: str) -> None:
    assert split_names(text) is None


def test_a_damaged_glyph_is_no_chinese_character() -> None:
    assert is_chinese("许 禾")
    assert is_chinese("让·穆兰")
    assert not is_chinese("许\ue000")
    assert not is_chinese("许?")


def test_a_damaged_name_is_restored_from_the_only_one_that_fits() -> None:
    assert restored("方\ue000满", "工地上，方小满递来一把铁锹。") == "方小满"
    assert restored("方\ue000满", "工地上没有别人。") is None
    assert restored("方\ue000满", "方小满和方大满都在工地上。") is None
