"""Words that fill a place of a name, by what they are made of."""

from __future__ import annotations

import pytest

from archive.importing.recognising.people.slots import is_surnamed, is_transliterated


@pytest.mark.parametrize(
    ("word", "is_name"),
    [("买买提明·扎克尔", True), ("格日勒图", True), ("如卡劳斯", False), ("里格", False), ("克服困难", False)],
)
def test_a_name_that_is_not_chinese_has_no_common_word_in_it(word: str, is_name: bool) -> None:
    assert is_transliterated(word) is is_name


@pytest.mark.parametrize(
    ("word", "is_name"), [("许桂兰", True), ("欧阳澜", True), ("许桂兰花", False), ("高度", False)]
)
def test_a_chinese_name_has_a_surname_and_is_no_word(word: str, is_name: bool) -> None:
    assert is_surnamed(word) is is_name
