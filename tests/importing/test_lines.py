"""Lines of a sheet: their parts, and taking lines out of it."""

from __future__ import annotations

from archive.importing.lines import Line, Sheet, Style, leftover, page_ranges, take
from archive.importing.records import Reason, Span


def _line(text: str, number: int = 1, gap: int = 0) -> Line:
    return Line.of(number, text, 0, len(text), gap=gap)


def _sheet(*texts: str) -> Sheet:
    return Sheet(tuple(_line(text, number) for number, text in enumerate(texts, 1)), Style.PLAIN, 0, False)


def test_a_line_is_what_is_printed_between_blanks_and_knows_where_it_stands() -> None:
    line = Line.of(7, "　　老渠通水。 ", 0, 8)
    assert line.text == "老渠通水。"
    assert line.spans == (Span(7, 2, 7),)
    assert (line.width, line.closed) == (5, True)


def test_a_part_of_a_line_keeps_the_columns_of_the_raw_line() -> None:
    line = Line.of(7, "  老渠老渠通水", 0, 8).part([(0, 2), (4, 6)])
    assert line.text == "老渠通水"
    assert line.spans == (Span(7, 2, 4), Span(7, 6, 8))
    assert line.pieces() == ["老渠", "通水"]


def test_a_part_of_a_part_may_lie_across_what_was_cut_out() -> None:
    part = Line.of(7, "老渠老渠通水了。", 0, 8).part([(0, 2), (4, 8)]).part([(1, 4)])
    assert part.text == "渠通水"
    assert part.spans == (Span(7, 1, 2), Span(7, 4, 6))


def test_a_part_that_is_blank_is_dropped() -> None:
    part = _line("老渠 通水").part([(0, 2), (2, 3), (3, 5)])
    assert part.text == "老渠通水"
    assert part.spans == (Span(1, 0, 2), Span(1, 3, 5))


def test_lines_together_are_one_leftover() -> None:
    found = leftover(Reason.NOTICE, [_line("征稿启事", 3), _line("欢迎来稿", 5)])
    assert found.text == "征稿启事\n欢迎来稿"
    assert [span.line for span in found.spans] == [3, 5]


def test_lines_taken_in_a_row_for_one_reason_are_one_leftover() -> None:
    sheet = take(
        _sheet("一", "二", "三", "四", "五"),
        {0: Reason.MENU, 1: Reason.MENU, 2: Reason.LIST, 4: Reason.LIST},
    )
    assert [line.text for line in sheet.lines] == ["四"]
    assert [(left.reason, left.text) for left in sheet.leftovers] == [
        (Reason.MENU, "一\n二"),
        (Reason.LIST, "三"),
        (Reason.LIST, "五"),
    ]


def test_the_line_after_those_taken_inherits_their_page_break() -> None:
    first, head, text = _line("一。", 1), _line("要闻", 2, gap=3), _line("二。", 3)
    head = Line(head.number, head.text, head.spans, head.width, head.closed, gap=3, opens_page=True, marked=True)
    sheet = take(Sheet((first, head, text), Style.WRAPPED, 0, False), {1: Reason.RUNNING_HEAD})
    after = sheet.lines[1]
    assert (after.opens_page, after.marked, after.gap, after.after_break) == (True, True, 3, False)


def test_a_text_does_not_go_on_behind_a_contents_page_or_a_menu() -> None:
    for reason in (Reason.CONTENTS, Reason.MENU, Reason.LIST):
        assert take(_sheet("一。", "二", "三。"), {1: reason}).lines[1].after_break
    assert not take(_sheet("一。", "二", "三。"), {1: Reason.CAPTION}).lines[1].after_break


def test_lines_that_are_lifted_leave_nothing_behind() -> None:
    sheet = take(_sheet("一", "二", "三"), {}, lifted={1})
    assert [line.text for line in sheet.lines] == ["一", "三"]
    assert sheet.leftovers == ()


def test_pages_begin_at_the_first_line_and_where_one_opens() -> None:
    one, two, three = _line("一"), _line("二"), _line("三")
    two = Line(two.number, two.text, two.spans, two.width, two.closed, opens_page=True)
    assert page_ranges(Sheet((one, two, three), Style.PLAIN, 0, False)) == [range(1), range(1, 3)]
    assert page_ranges(Sheet((), Style.PLAIN, 0, False)) == []


def test_lines_of_wrapped_print_are_measured_by_their_neighbours() -> None:
    narrow = ["老渠通水之后又清了一遍淤泥沙石"] * 40
    wide = ["老渠通水之后又清了一遍淤泥沙石老渠通水之后又清了一遍淤泥沙石"] * 40
    lines = tuple(_line(text, number) for number, text in enumerate([*narrow, *wide], 1))
    measures = Sheet(lines, Style.WRAPPED, 0, False).measures
    assert (measures[0], measures[-1]) == (15, 30)
    assert set(Sheet(lines, Style.PLAIN, 0, False).measures) == {0}
    assert len(set(Sheet(lines, Style.BROKEN, 0, False).measures)) == 1
