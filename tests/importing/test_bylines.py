"""Bylines: the authors a single line names."""

from __future__ import annotations

import pytest

from archive.importing.bylines import is_signed_by_name, parse_byline


@pytest.mark.parametrize(
    ("text", "names", "certain"),
    [
        ("■许 禾 方小满", ("许禾", "方小满"), True),
        ("□ 许禾", ("许禾",), True),
        ("▲本报记者 许禾", ("许禾",), True),
        ("本报记者 许禾 方小满", ("许禾", "方小满"), True),
        ("本报记者 许禾 通讯员 方小满", ("许禾", "方小满"), True),
        ("（记者 许禾）", ("许禾",), True),
        ("文/许禾", ("许禾",), True),
        ("文 许禾", ("许禾",), True),
        ("记者文小满", ("文小满",), True),
        ("本报记者 许文 方小满", ("许文", "方小满"), True),
        ("作者：许 禾", ("许禾",), True),
        ("县长 许禾", ("许禾",), True),
        ("禾川县人民政府县长 许 禾", ("许禾",), True),
        ("本报评论员", (), True),
        ("本 刊 编 辑 部", (), True),
        ("许禾", ("许禾",), False),
        ("许 禾 方小满", ("许禾", "方小满"), False),
    ],
)
def test_a_byline_names_its_authors(text: str, names: tuple[str, ...], certain: bool) -> None:
    byline = parse_byline(text)
    assert byline is not None
    assert (byline.names, byline.certain) == (names, certain)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "老渠新水润禾川",
        "许禾出席会议。",
        "记者在渠首工地看到的情形",
        "■把老渠修好是今年第一件事",
        "县长在渠首工地调研",
        "许禾 方小满 江一舟 孟晚 宋春",
        "本报记者 " + "许禾 " * 30,
    ],
)
def test_other_lines_are_no_bylines(text: str) -> None:
    assert parse_byline(text) is None


def test_a_byline_may_name_somebody_whose_first_glyph_was_damaged() -> None:
    byline = parse_byline("县长 \ue000小满")
    assert byline is not None
    assert byline.names == ("\ue000小满",)


@pytest.mark.xfail(reason="only the first character of a name may be damaged")
def test_a_byline_may_name_somebody_whose_other_glyphs_were_damaged() -> None:
    byline = parse_byline("县长 方\ue000满")
    assert byline is not None
    assert byline.names == ("方\ue000满",)


def test_a_letter_is_signed_by_who_somebody_is_and_the_name() -> None:
    assert is_signed_by_name("禾川县居民　方小满")
    assert not is_signed_by_name("本报记者　方小满")
    assert not is_signed_by_name("一盏灯 一辈子")
