"""Reflow: which line goes on in the next, and how the pieces of a paragraph are joined."""

from __future__ import annotations

import random
from collections import Counter
from itertools import accumulate

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.importing.records import Role
from archive.importing.reflow import breaks_off, display, joined, runs_on
from tests.importing import prints
from tests.importing.prints import HEADLINES, PROSE, parsed, sheet, texts
from tests.importing.strategies import headlines, paragraphs, prose, proses

INDENTS = ["　　", "    "]


# --- joining ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["老渠通", "水了。"], "老渠通水了。"),
        (["　　老渠通", " 水了。 "], "老渠通水了。"),
        (["老渠长46", "公里。"], "老渠长46公里。"),
        (["20", "31年"], "2031年"),
        (["the canal", "was dug"], "the canal was dug"),
        (["按ISO", "9001标准"], "按ISO9001标准"),
        (["投资 3.2 亿元，增长 6.1% ，用电 8 万千瓦"], "投资3.2亿元，增长6.1%，用电8万千瓦"),
        (["老渠 新水"], "老渠 新水"),
        (["老渠　　新水"], "老渠 新水"),
        (["老渠，　新水 。"], "老渠，新水。"),
        (["“ 老渠 ”与《 新水 》"], "“老渠”与《新水》"),
        (["公 示"], "公 示"),
        (["， 居 民 消 费 ，"], "，居民消费，"),
        ([""], ""),
        ([], ""),
    ],
)
def test_the_pieces_of_a_paragraph_are_joined_without_the_spaces_of_typesetting(pieces: list[str], text: str) -> None:
    assert joined(pieces) == text


def test_the_space_between_two_names_of_a_byline_stays() -> None:
    assert joined(["■裴远舟 方小满"], Role.BYLINE) == "■裴远舟 方小满"


@given(st.lists(st.text(st.sampled_from("渠水，。“”《》aZ09% \u3000\t"), max_size=8), max_size=5))
def test_joining_changes_nothing_but_white_space(pieces: list[str]) -> None:
    text = joined(pieces)
    assert "".join(text.split()) == "".join("".join(pieces).split())
    assert joined([text]) == text.strip()


# --- one paragraph a line ---------------------------------------------------------------------------------------------


@example([(headline, [text]) for headline, text in zip(HEADLINES, PROSE, strict=False)], 0, "")
@given(
    st.lists(st.tuples(headlines, st.lists(paragraphs, min_size=1, max_size=4)), min_size=1, max_size=12),
    st.integers(0, 2),
    st.sampled_from(["", "　　"]),
)
def test_two_lines_are_never_joined_where_each_is_a_paragraph(
    articles: list[tuple[str, list[str]]], blanks: int, indent: str
) -> None:
    lines = [line for headline, body in articles for line in (headline, *(indent + text for text in body))]
    document = parsed(prints.spaced(lines, blanks))
    found = [p for article in document.articles for p in article.paragraphs if p.role is Role.TEXT]
    assert all(len({span.line for span in paragraph.spans}) == 1 for paragraph in found)


@given(st.lists(paragraphs, min_size=1, max_size=30), st.integers(0, 2), st.sampled_from(["", *INDENTS]))
def test_text_of_one_paragraph_a_line_is_given_back_as_it_is(body: list[str], blanks: int, indent: str) -> None:
    whole = sheet(prints.spaced([indent + text for text in body], blanks))
    assert not any(runs_on(whole, i) for i in range(len(whole.lines)))


# --- wrapped print ----------------------------------------------------------------------------------------------------


def _breaks(body: list[str]) -> set[int]:
    """Where paragraphs end, in characters of the whole text."""
    return set(accumulate(len(text) for text in body))


@settings(max_examples=60)
@given(proses, st.integers(16, 40), st.sampled_from(INDENTS), st.integers(0, 1))
def test_indented_print_gives_back_its_text_and_joins_no_two_paragraphs(
    body: list[str], width: int, indent: str, blanks: int
) -> None:
    found = texts(parsed(prints.spaced(prints.column(body, width, indent), blanks)).articles)
    assert "".join(found) == "".join(body)
    assert _breaks(body) <= _breaks(found)


@settings(max_examples=60)
@given(proses, st.integers(16, 40), st.sampled_from([0.0, 2.0]), st.integers(0, 1))
def test_print_without_indents_gives_back_its_text_in_about_as_many_paragraphs(
    body: list[str], width: int, lost: float, blanks: int
) -> None:
    found = texts(parsed(prints.spaced(prints.column(body, width, lost=lost), blanks)).articles)
    assert "".join(found) == "".join(body)
    assert len(body) / 2 <= len(found) <= len(body) * 2


@settings(max_examples=60)
@given(proses, st.integers(16, 40), st.sampled_from(["", *INDENTS]), st.integers(8, 30), st.booleans(), st.booleans())
def test_page_breaks_and_page_numbers_in_mid_sentence_are_mended(
    body: list[str], width: int, indent: str, length: int, marks: bool, numbered: bool
) -> None:
    column = prints.column(body, width, indent)
    pages = prints.paged(column, length, blanks=1, marks=marks, numbered=numbered)
    assert texts(parsed(pages).articles) == texts(parsed(prints.spaced(column)).articles)


#: What the present rules restore, and a little less: where no indent is left, a sentence that ends at the very margin
#: may or may not end its paragraph.
@pytest.mark.parametrize(
    ("indent", "lost", "least"), [("　　", 0, 0.93), ("    ", 0, 0.93), ("", 2, 0.83), ("", 0, 0.8)]
)
def test_most_paragraphs_of_wrapped_print_are_restored(indent: str, lost: float, least: float) -> None:
    right = asked = 0
    for seed in range(40):
        generator = random.Random(seed)
        body = prose(generator, 10)
        column = prints.column(body, generator.randint(16, 40), indent, lost)
        found = texts(parsed(prints.paged(column, 20, blanks=1, numbered=seed % 2 == 0)).articles)
        right += (Counter(body) & Counter(found)).total()
        asked += len(body)
    assert right / asked >= least


def test_prose_in_a_column_comes_out_as_it_was_set() -> None:
    for width in (18, 24, 28, 32):
        assert texts(parsed(prints.column(PROSE, width, "　　")).articles) == list(PROSE)


@settings(max_examples=60)
@given(proses, st.integers(16, 40), st.sampled_from(INDENTS), st.integers(0, 1))
def test_indented_print_is_given_back_exactly(body: list[str], width: int, indent: str, blanks: int) -> None:
    assert texts(parsed(prints.spaced(prints.column(body, width, indent), blanks)).articles) == body


def test_a_sentence_that_ends_with_an_indented_line_does_not_end_its_paragraph() -> None:
    body = [*PROSE[:4], "老渠修好以后，水一直往东流了二十里。从此不再断流，大家都很高兴。", *PROSE[4:]]
    column = prints.column(body, 20, "　　")
    assert "　　老渠修好以后，水一直往东流了二十里。" in column
    assert texts(parsed(column).articles) == body


def test_a_closed_line_short_of_the_margin_ends_its_paragraph() -> None:
    whole = sheet(prints.column(PROSE, 24))
    ends = [i for i, line in enumerate(whole.lines) if line.closed and line.width < 20]
    assert ends
    assert not any(runs_on(whole, i) for i in ends)


@pytest.mark.parametrize(
    "opening",
    [
        "■把老渠修好是今年第一件事",
        "● 护林人的一天",
        "溪山日报禾川3月4日电 老渠通水。",
        "来源：溪山日报",
        "一、把渠修好",
        "第二条　每年清淤一次。",
    ],
)
def test_no_line_goes_on_in_one_that_opens_a_paragraph(opening: str) -> None:
    whole = sheet([*prints.column(PROSE, 24), opening, *prints.column(PROSE[:3], 24)])
    at = next(i for i, line in enumerate(whole.lines) if line.text == opening)
    assert not runs_on(whole, at - 1)


def test_a_line_breaks_off_where_it_is_full_and_open() -> None:
    whole = sheet(prints.column(PROSE[:6], 24))
    assert breaks_off(whole, 0)
    last = next(i for i, line in enumerate(whole.lines) if line.closed)
    assert not breaks_off(whole, last)


# --- broken print -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", [24, 28, 32])
def test_paragraphs_that_broke_once_are_mended(first: int) -> None:
    lines = [line for k, text in enumerate(PROSE * 2) for line in (prints.broken([text], first) if k % 3 else [text])]
    assert texts(parsed(lines).articles) == list(PROSE * 2)


def test_a_paragraph_that_broke_at_a_page_end_is_mended() -> None:
    lines = [line for k, text in enumerate(PROSE * 2) for line in (prints.broken([text]) if k % 4 == 0 else [text])]
    at = lines.index(PROSE[5])
    lines[at : at + 1] = [PROSE[5][:60], "", PROSE[5][60:]]
    assert texts(parsed(lines).articles) == list(PROSE * 2)


# --- display ----------------------------------------------------------------------------------------------------------


def test_lines_in_which_no_sentence_ends_are_set_for_display() -> None:
    whole = sheet(["老渠新水润禾川", "——春灌工地见闻", *prints.column(PROSE, 24)])
    assert display(whole)[:3] == (True, True, False)
    assert not any(display(whole)[2:])


@pytest.mark.parametrize("call", ["夜里的水，谁来守？", "快把渠修好！"])
def test_a_question_or_call_between_two_texts_is_display_where_the_one_below_is_far_wider(call: str) -> None:
    assert display(sheet([*PROSE[:2], call, *PROSE[2:]]))[2]
    assert not display(sheet([*PROSE[:2], "记者：" + call, *PROSE[2:]]))[2]
    assert not display(sheet([*PROSE[:2], "大家辛苦了，谢谢！", *PROSE[2:]]))[2]
    assert not display(sheet([*PROSE[:2], call, "渠边的人都这样问。", *PROSE[2:]]))[2]


def test_a_question_is_display_only_above_display() -> None:
    whole = sheet(["水从哪里来？", "老渠新水润禾川", *PROSE])
    assert display(whole)[:3] == (True, True, False)
    assert not display(sheet(["水从哪里来？", *PROSE]))[0]
