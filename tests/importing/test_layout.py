"""Layout: pages, page numbers, bookmarks and the style of print, each told from raw lines."""

from __future__ import annotations

from itertools import pairwise

import pytest

from archive.importing.layout import lay_out
from archive.importing.lines import Style
from archive.importing.records import PageRecord, Reason
from tests.builders import raw
from tests.importing import prints
from tests.importing.prints import HEADLINES, PROSE, left, sheet


def _opening_pages(lines: list[str]) -> list[str]:
    return [line.text for line in sheet(lines).lines if line.opens_page]


# --- style ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [15, 18, 24, 28, 36])
@pytest.mark.parametrize("indent", ["", "　　", "    "])
@pytest.mark.parametrize("blanks", [0, 1])
def test_text_that_breaks_off_at_one_width_is_wrapped(width: int, indent: str, blanks: int) -> None:
    assert sheet(prints.spaced(prints.column(PROSE, width, indent), blanks)).style is Style.WRAPPED


@pytest.mark.parametrize("blanks", [0, 1])
def test_text_of_one_paragraph_a_line_is_plain(blanks: int) -> None:
    assert sheet(prints.spaced(PROSE, blanks)).style is Style.PLAIN


def test_text_of_which_some_paragraphs_break_once_is_broken() -> None:
    lines = [line for k, text in enumerate(PROSE * 2) for line in (prints.broken([text]) if k % 4 == 0 else [text])]
    whole = sheet(lines)
    assert whole.style is Style.BROKEN
    assert set(whole.measures) == {28}


def test_text_whose_paragraphs_all_break_once_is_broken() -> None:
    assert sheet(prints.broken(PROSE)).style is Style.BROKEN


def test_headlines_of_uneven_width_do_not_make_print_wrapped() -> None:
    items = [line for k, text in enumerate(PROSE) for line in (HEADLINES[k % 5][: 5 + k % 6], text)]
    assert sheet(items).style is Style.PLAIN


def test_headlines_of_one_width_do_not_make_print_broken() -> None:
    items = [line for headline, text in zip(HEADLINES, PROSE, strict=False) for line in (headline, text)]
    assert sheet(items).style is Style.PLAIN


@pytest.mark.xfail(reason="five and more headlines of one width over 20 em pass for lines that break off")
def test_long_headlines_of_one_width_do_not_make_print_broken() -> None:
    items = [
        line
        for headline, text in zip(HEADLINES, PROSE, strict=False)
        for line in (f"{headline[:13]} 下游八万亩田当天见水", text)
    ]
    assert sheet(items).style is Style.PLAIN


def test_paragraphs_are_set_in_when_some_lines_are() -> None:
    assert sheet(prints.column(PROSE, 24, "　　")).indented
    assert not sheet(prints.column(PROSE, 24)).indented


def test_the_usual_gap_is_the_commonest_run_of_blank_lines() -> None:
    assert sheet(prints.column(PROSE, 24)).usual_gap == 0
    assert sheet(prints.spaced(prints.column(PROSE, 24))).usual_gap == 1
    assert sheet(prints.spaced(PROSE, 2)).usual_gap == 2


# --- blanks -----------------------------------------------------------------------------------------------------------


def test_indents_are_counted_in_half_widths_and_gaps_in_blank_lines() -> None:
    lines = sheet(["修渠记", "", "", "　　老渠通水了。", "    又清了淤。", "\t树也栽上了。"]).lines
    assert [line.indent for line in lines] == [0, 4, 4, 2]
    assert [line.gap for line in lines] == [0, 2, 0, 0]
    assert [line.number for line in lines] == [1, 4, 5, 6]


def test_lines_end_at_a_line_feed_and_nowhere_else() -> None:
    whole = lay_out(raw("老渠通水了。\r\n又清了\x0b淤\u2028泥。\r\n"))
    assert [(line.number, line.text) for line in whole.lines] == [(1, "老渠通水了。"), (2, "又清了\x0b淤\u2028泥。")]


def test_a_file_without_text_has_neither_lines_nor_pages() -> None:
    for lines in ([], ["", " ", "　"]):
        whole = sheet(lines)
        assert (whole.lines, whole.pages, whole.leftovers) == ((), (), ())


# --- pages ------------------------------------------------------------------------------------------------------------


def test_a_form_feed_opens_a_page() -> None:
    assert _opening_pages([*PROSE[:2], "\f" + PROSE[2], PROSE[3]]) == [PROSE[2]]


def test_a_single_blank_on_few_lines_opens_pages() -> None:
    lines = prints.paged(prints.column(PROSE, 24), 12)
    assert _opening_pages(lines) == [line.strip() for line in lines[::12]]


def test_a_single_blank_on_many_lines_is_an_indent() -> None:
    assert _opening_pages(prints.column(PROSE, 24, " ")) == []


def test_where_lines_stand_apart_a_blank_without_the_usual_gap_opens_a_page() -> None:
    column = prints.column(PROSE, 24)
    assert _opening_pages(prints.paged(column, 12, blanks=1)) == column[::12]


def test_a_long_run_of_blank_lines_opens_a_page_but_not_above_a_numbered_heading() -> None:
    column = prints.spaced(prints.column(PROSE[:4], 24))
    after = prints.spaced(prints.column(PROSE[4:], 24))
    assert _opening_pages([*column, *[""] * 5, *after]) == [after[0]]
    assert _opening_pages([*column, *[""] * 5, "二、算好水账", "", *after]) == []


@pytest.mark.parametrize("number", ["12", "- 12 -", "— 12 —", "－12－", "· 12 ·", "第 12 页", "第12页 共40页"])
def test_a_number_alone_is_a_page_number(number: str) -> None:
    column = prints.column(PROSE, 24)
    whole = sheet([*column[:9], number, *column[9:]])
    assert left(whole, Reason.PAGE_NUMBER) == [number]
    assert [line.text for line in whole.lines] == column
    assert whole.lines[9].opens_page


@pytest.mark.parametrize("text", ["2031年", "12345", "12.5%", "12 / 40", "一二", "第12条"])
def test_other_short_lines_are_no_page_numbers(text: str) -> None:
    column = prints.column(PROSE, 24)
    assert left(sheet([*column[:9], text, *column[9:]]), Reason.PAGE_NUMBER) == []


@pytest.mark.parametrize(
    ("printed", "labels"),
    [
        ({1: "2"}, ["", "2", "", "", ""]),
        ({1: "3", 3: "5"}, ["[2]", "3", "[4]", "5", "[6]"]),
        ({1: "2", 3: "9", 4: "10"}, ["", "2", "", "9", "10"]),
        ({2: "2", 3: "3"}, ["", "[1]", "2", "3", "[4]"]),
        ({}, [""] * 5),
    ],
)
def test_a_page_without_a_number_has_the_one_that_the_two_nearest_agree_on(
    printed: dict[int, str], labels: list[str]
) -> None:
    column = prints.column(PROSE, 24)
    lines: list[str] = []
    for place in range(5):
        lines += prints.paged(column[6 * place : 6 * place + 6], 6, blanks=1)
        lines += [printed[place]] if place in printed else []
    assert [page.label for page in sheet(lines).pages] == labels


def test_pages_cover_the_print_and_are_labelled_with_their_numbers() -> None:
    lines = prints.paged(prints.column(PROSE[:6], 24), 8, marks=False, numbered=True)
    pages = sheet(lines).pages
    assert [page.label for page in pages] == [str(k + 1) for k in range(len(pages))]
    assert pages[0] == PageRecord(1, 11, "1")
    assert pages[-1].last_line == len(lines) - 1  # the number itself; a blank line stands behind it
    assert all(before.last_line + 1 == after.first_line for before, after in pairwise(pages))


# --- bookmarks --------------------------------------------------------------------------------------------------------


def test_a_bookmark_is_taken_out_of_its_sentence_and_announces_a_headline() -> None:
    whole = sheet(["老渠通水，[bookmark: 西岭水库 扩建]两岸栽树。"])
    assert [line.text for line in whole.lines] == ["老渠通水，", "两岸栽树。"]
    assert [line.number for line in whole.lines] == [1, 1]
    assert left(whole, Reason.BOOKMARK) == ["[bookmark: 西岭水库 扩建]"]
    assert set(whole.announced) == {"西岭水库扩建"}
    assert whole.bookmarks == 1


def test_a_bookmark_with_a_name_of_the_program_announces_nothing() -> None:
    whole = sheet(["[bookmark: _bookmark4]西岭水库扩建", "老渠通水了。"])
    assert whole.lines[0].text == "西岭水库扩建"
    assert not whole.announced


def test_a_bookmark_without_an_end_is_text() -> None:
    whole = sheet(["老渠[bookmark: 西岭", "水库]通水了。"])
    assert [line.text for line in whole.lines] == ["老渠[bookmark: 西岭", "水库]通水了。"]
    assert whole.leftovers == ()


# --- doubled print ----------------------------------------------------------------------------------------------------


def test_doubled_print_is_told_in_wrapped_print_only() -> None:
    column = prints.column(PROSE, 24)
    doubled = "老渠新水润禾川" * 2
    shares = {line.text: line.doubled for line in sheet([doubled, *column]).lines}
    assert [text for text, share in shares.items() if share == 1] == ["老渠新水润禾川"]
    assert not any(line.doubled for line in sheet([doubled, *PROSE]).lines)
