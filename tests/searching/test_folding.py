"""Folding: the same for print and for what is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.searching.folding import fold, fold_with_places


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("柳鎮灌溉會議", "柳镇灌溉会议"),
        ("  柳　镇\n", "柳镇"),
        ("“柳镇”——《渠道》（试行）", "柳镇渠道试行"),
        ("ＡＢＣ１２％", "abc12%"),
        ("3.5‰", "35‰"),
        ("二○三一年", "二〇三一年"),
        ("卡爾·馬克思", "卡尔马克思"),
        ("Liǔ Zhèn", "liuzhen"),
        ("沿著、沿着", "沿着沿着"),
        ("㎡①㈱", "m21株"),
        ("互聯網＋", "互联网+"),
        ("■●★🙂\x00\ufeff\ud800", ""),
        ("豈⼀", "岂一"),
    ],
)
def test_what_does_not_count_is_levelled(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_a_text_folds_part_by_part(text: str, more: str) -> None:
    assert fold(text + more) == fold(text) + fold(more)


@given(st.text())
def test_places_lead_back_to_the_characters(text: str) -> None:
    folded, places = fold_with_places(text)
    assert folded == fold(text)
    assert places == sorted(places)
    for i, place in enumerate(places):
        assert folded[i] in fold(text[place])
