"""Headline blocks taken apart: kicker, title, subtitle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.headlines import split
from archive.importing.lines import Line
from archive.importing.reflow import joined

Parts = tuple[str | None, str | None, str | None]


def _lines(*texts: str) -> list[Line]:
    return [Line.of(number, text, 0, len(text)) for number, text in enumerate(texts, 1)]


def _parts(*texts: str, by_line: bool = False) -> Parts:
    headline = split(_lines(*texts), by_line)
    kicker, title, subtitle = (
        part.text if part else None for part in (headline.kicker, headline.title, headline.subtitle)
    )
    return kicker, title, subtitle


def test_a_block_of_one_line_is_a_title() -> None:
    assert _parts("老渠新水润禾川") == (None, "老渠新水润禾川", None)


def test_no_lines_make_no_headline() -> None:
    assert _parts() == (None, None, None)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("禾川县召开春灌工作会", "议"), "禾川县召开春灌工作会议"),
        (("禾川县部署 2031 年春", "灌工作"), "禾川县部署2031年春灌工作"),
        (("老渠新水 润泽禾川",), "老渠新水 润泽禾川"),
        (("老渠新水 润泽禾", "川"), "老渠新水 润泽禾川"),
    ],
)
def test_wrapped_lines_are_joined_and_the_space_between_two_clauses_stays(lines: tuple[str, ...], title: str) -> None:
    assert _parts(*lines) == (None, title, None)


@pytest.mark.parametrize(
    ("kicker", "title"),
    [
        ("许禾在全县春灌工作会议上强调", "把水送到最后一块田"),
        ("方小满在柳坪村调研时要求", "算好水账 护好老渠"),
        ("县委常委会举行会议", "研判春灌形势 部署清淤工作"),
        ("第三届禾川水利论坛开幕", "老水工带着新徒弟同台比武"),
        ("讀者來信", "請把渠修完"),
        ("许禾主持召开县政府常务会议", "研究春灌清淤和渡槽改造等工作"),
    ],
)
def test_a_kicker_ends_with_what_somebody_says_or_with_an_occasion(kicker: str, title: str) -> None:
    assert _parts(kicker, title) == (kicker, title, None)


def test_a_kicker_may_be_wrapped_too() -> None:
    assert _parts("许禾在全县春灌工作会议上强", "调", "把水送到最后一块田") == (
        "许禾在全县春灌工作会议上强调",
        "把水送到最后一块田",
        None,
    )


@pytest.mark.parametrize(
    "subtitle",
    [
        "——禾川县春灌工地见闻",
        "许禾主持并讲话 方小满出席",
        "县委书记许禾出席并讲话",
        "（2031年3月4日在全县春灌工作会议上的讲话）",
    ],
)
def test_a_deck_opens_with_a_dash_or_tells_who_attended_or_when_it_was_said(subtitle: str) -> None:
    assert _parts("把水送到最后一块田", subtitle) == (None, "把水送到最后一块田", subtitle)


def test_all_three_together() -> None:
    assert _parts("许禾在全县春灌工作会议上强调", "把水送到最后一块田", "方小满主持 江一舟出席") == (
        "许禾在全县春灌工作会议上强调",
        "把水送到最后一块田",
        "方小满主持 江一舟出席",
    )


@pytest.mark.parametrize("title", ["全县人民要求把渠修好", "要把水送到最后一块田", "在老渠边上讲话"])
def test_words_of_a_kicker_or_deck_alone_make_none(title: str) -> None:
    assert _parts(title) == (None, title, None)


def test_an_occasion_alone_is_a_subtitle() -> None:
    occasion = "（2031年3月4日在全县春灌工作会议上的讲话）"
    assert _parts(occasion) == (None, None, occasion)


def test_where_print_keeps_its_lines_three_of_them_are_kicker_title_and_deck() -> None:
    assert _parts("渠首开闸第一天", "老渠新水润禾川", "十二个乡镇同日开灌", by_line=True) == (
        "渠首开闸第一天",
        "老渠新水润禾川",
        "十二个乡镇同日开灌",
    )


@pytest.mark.parametrize("kicker", ["老渠新水 润泽禾川", "春灌记"])
def test_of_two_lines_one_of_two_clauses_or_a_very_short_one_is_a_kicker(kicker: str) -> None:
    assert _parts(kicker, "全县春灌提前二十天", by_line=True) == (kicker, "全县春灌提前二十天", None)


def test_two_lines_of_one_clause_each_are_a_title() -> None:
    assert _parts("老渠新水润禾川", "全县春灌提前二十天", by_line=True) == (
        None,
        "老渠新水润禾川全县春灌提前二十天",
        None,
    )


@given(st.lists(st.text(st.sampled_from("渠水许禾强调出席在 ——，（）会议2"), min_size=1).filter(str.strip), max_size=4))
def test_every_character_of_a_block_is_in_exactly_one_part(texts: list[str]) -> None:
    headline = split(_lines(*texts))
    parts = [part for part in (headline.kicker, headline.title, headline.subtitle) if part]
    printed = ["".join(texts[span.line - 1][span.start : span.end] for span in part.spans) for part in parts]
    assert "".join("".join(printed).split()) == "".join("".join(texts).split())
    for part, text in zip(parts, printed, strict=True):
        assert "".join(part.pieces) == text
        assert "".join(part.text.split()) == "".join(joined(part.pieces).split())


def test_the_occasion_above_the_name_of_a_report_is_its_kicker() -> None:
    assert _parts("在禾川县第九届人民代表大会第二次会议上", "政府工作报告") == (
        "在禾川县第九届人民代表大会第二次会议上",
        "政府工作报告",
        None,
    )
    assert _parts("在禾川县春灌工作会议上", "的讲话")[0] is None
