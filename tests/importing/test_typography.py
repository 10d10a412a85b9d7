"""Typography: widths, sentence ends, heading numbers and doubled print, told from characters alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.typography import (
    SENTENCE_ENDS,
    doubled_share,
    em,
    has_sentence,
    heading_level,
    is_bullet,
    is_closed,
    is_digest,
    squeeze,
    undouble,
)


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("禾川", 2), ("2035年", 3), ("“渠”", 3), ("A股", 1.5), ("　", 1), (" ", 0.5), ("，。", 2)],
)
def test_a_full_width_character_is_one_em_and_any_other_half_of_it(text: str, width: float) -> None:
    assert em(text) == width


@pytest.mark.parametrize(
    "text", ["渠修好了。", "谁来修渠？", "他说：“渠修好了。”", "（渠修好了。）", "一是修渠；", "他说：", "……"]
)
def test_a_line_is_closed_by_the_end_of_a_sentence_or_clause(text: str) -> None:
    assert is_closed(text)


@pytest.mark.parametrize("text", ["渠修好了", "修渠，", "修渠、", "“修渠”", "《修渠办法》", ""])
def test_a_line_without_such_an_end_is_open(text: str) -> None:
    assert not is_closed(text)


def test_a_line_that_is_wholly_in_brackets_is_closed() -> None:
    assert is_closed("（禾川县修渠指挥部供稿）")
    assert not is_closed("渠（禾川县）")


def test_the_end_of_a_clause_ends_no_sentence() -> None:
    assert not is_closed("一是修渠；", SENTENCE_ENDS)
    assert has_sentence("一是修渠；二是护")
    assert not has_sentence("修渠护林，一举两得？")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("第一编 总论", 1),
        ("第三章　罚则", 1),
        ("第二节 渠道", 2),
        ("第十二条　每年清淤一次。", 3),
        ("一、把渠修好", 1),
        ("十一", 1),
        ("（三）把树护好", 2),
        ("(三)把树护好", 2),
        ("● 护林人的一天", 2),
        ("3.清淤", 3),
        ("12、清淤", 3),
    ],
)
def test_numbers_and_marks_tell_the_level_of_a_heading(text: str, level: int) -> None:
    assert heading_level(text) == level


@pytest.mark.parametrize(
    "text", ["第一次清淤", "第三章程", "3.5公里的渠", "一是修渠", "一心一意修渠", "总论", "2035年", "·清淤"]
)
def test_other_text_has_no_level(text: str) -> None:
    assert heading_level(text) is None


@pytest.mark.parametrize("text", ["■ 许 禾", "●护林", "· 清淤", "——在渠首工地上的讲话", "— —兼谈护林", "※本文"])
def test_marks_that_only_open_paragraphs(text: str) -> None:
    assert is_bullet(text)


@pytest.mark.parametrize("text", ["-护林", "一护林", "护林·清淤", ""])
def test_other_openings_are_no_bullets(text: str) -> None:
    assert not is_bullet(text)


def test_a_digest_opens_with_a_mark_but_a_byline_does_too() -> None:
    assert is_digest("■把老渠修好是今年第一件事")
    assert is_digest("· 把老渠修好，是今年第一件事")
    assert not is_digest("■许 禾 方小满")
    assert not is_digest("● 把老渠修好是今年第一件事")
    assert not is_digest("")


def test_squeezed_text_has_no_white_space_of_any_width() -> None:
    assert squeeze(" 禾　川\t县\n") == "禾川县"


def test_a_line_printed_twice_over_is_told_apart() -> None:
    line = "老渠新水润禾川老渠新水润禾川"
    impression = undouble(line)
    assert impression is not None
    assert [line[start:end] for start, end in impression.kept] == ["老渠新水润禾川"]
    assert [line[start:end] for start, end in impression.doubled] == ["老渠新水润禾川"]
    assert doubled_share(line) == 1


def test_in_a_line_printed_twice_in_part_short_parts_are_doubled_too() -> None:
    line = "““渠首工地渠首工地””"
    impression = undouble(line)
    assert impression is not None
    assert "".join(line[start:end] for start, end in impression.kept) == "“渠首工地”"

    line = "图为渠首工地图为渠首工地 许禾摄"
    assert doubled_share(line) == pytest.approx(12 / 15)


@pytest.mark.parametrize(
    "text", ["久久为功，处处留心", "老渠新水润禾川", "第一、第一、第二", "重点渠道、一般渠道、一般", "", "哈哈哈哈"]
)
def test_plain_chinese_that_repeats_itself_is_no_doubled_print(text: str) -> None:
    assert undouble(text) is None
    assert doubled_share(text) == 0


def test_the_last_three_characters_twice_are_doubled_print() -> None:
    line = "渠首工地开工了开工了"
    impression = undouble(line)
    assert impression is not None
    assert [line[start:end] for start, end in impression.doubled] == ["开工了"]


@given(st.text(st.sampled_from("渠首工地开了，“” "), max_size=40))
def test_both_impressions_together_are_the_whole_line(line: str) -> None:
    impression = undouble(line)
    if impression:
        covered = sorted([*impression.kept, *impression.doubled])
        assert "".join(line[start:end] for start, end in covered) == line
        assert all(before[1] == after[0] for before, after in pairwise(covered))
        assert impression.doubled
        assert 0 < doubled_share(line) <= 1


@given(st.text(st.sampled_from("渠首工地开了水源"), min_size=4, max_size=30))
def test_a_headline_printed_twice_is_doubled_whatever_it_says(headline: str) -> None:
    assert doubled_share(headline * 2) == 1
