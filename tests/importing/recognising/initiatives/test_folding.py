"""One key for one initiative."""

from __future__ import annotations

import pytest

from archive.importing.recognising.initiatives.folding import folded, is_fuller


@pytest.mark.parametrize("name", ["“清渠护堤”", "清渠护堤", "“清渠护堤”专项行动", "“清渠·护堤”", "清渠、护堤"])
def test_marks_points_and_head_words_make_no_difference(name: str) -> None:
    assert folded(name) == "清渠护堤"


def test_a_head_word_alone_is_kept() -> None:
    assert folded("“工程”") == "工程"
    assert folded("三工程") == "三工程"


def test_a_count_is_no_name_without_its_head_word() -> None:
    assert folded("“六个工程”") != folded("“六个行动”")


def test_a_number_of_measures_is_one_with_and_without_the_word_for_them() -> None:
    assert folded("“清渠32条”") == folded("清渠32条政策") == folded("清渠32条具体举措")
    assert folded("32条政策") == "32条政策"


@pytest.mark.parametrize(
    ("name", "other", "fuller"),
    [
        ("“清渠护堤”行动", "“清渠护堤”", True),
        ("清渠主题教育", "主题教育", True),
        ("“清渠护堤”", "清渠护堤", False),
        ("“清渠护堤”", "“清渠护堤”行动", False),
        ("“百村清渠”", "千渠工程", False),
    ],
)
def test_a_fuller_name_has_all_the_words_of_the_other_and_more(name: str, other: str, fuller: bool) -> None:
    assert is_fuller(name, other) is fuller
