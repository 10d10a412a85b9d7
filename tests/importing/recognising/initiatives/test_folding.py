"""One key for one initiative."""

from __future__ import annotations

import pytest

from archive.importing.recognising.initiatives.folding import folded


@pytest.mark.parametrize("name", ["“清渠护堤”", "清渠护堤", "“清渠护堤”专项行动", "“清渠·护堤”", "清渠、护堤"])
def test_marks_points_and_head_words_make_no_difference(name: str) -> None:
    assert folded(name) == "清渠护堤"


def test_a_head_word_alone_is_kept() -> None:
    assert folded("“工程”") == "工程"
    assert folded("三工程") == "三工程"


def test_a_count_is_no_name_without_its_head_word() -> None:
    assert folded("“六个工程”") != folded("“六个行动”")
