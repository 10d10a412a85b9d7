"""Raw lines beside paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.models import Leftover, Page, Paragraph
from archive.pages import raw


def paragraph(*spans: list[int]) -> Paragraph:
    return Paragraph(spans=list(spans))


def shown(rows: list[raw.Row]) -> list[list[tuple[int, str]]]:
    """Of each row its lines, what is not its own in brackets."""
    return [
        [
            (line.number, "".join(piece.text if piece.own else f"({piece.text})" for piece in line.pieces))
            for line in row.lines
        ]
        for row in rows
    ]


def test_rows_come_in_the_order_of_print() -> None:
    leftover = Leftover(spans=[[6, 0, 2]])
    paragraphs = [paragraph([5, 0, 2], [7, 0, 2]), paragraph([8, 0, 2])]
    rows = raw.rows(5, paragraphs, [leftover], ["甲甲", "12", "乙乙", "丙丙"], [])
    assert shown(rows) == [[(5, "甲甲"), (7, "乙乙")], [(6, "12")], [(8, "丙丙")]]
    assert [row.leftover for row in rows] == [None, leftover, None]


def test_a_shared_line_is_shown_with_each_of_its_owners() -> None:
    rows = raw.rows(1, [paragraph([1, 0, 2])], [Leftover(spans=[[1, 2, 4]])], ["正文图注"], [])
    assert shown(rows) == [[(1, "正文(图注)")], [(1, "(正文)图注")]]


def test_several_pieces_of_a_line_stay_on_one_line() -> None:
    rows = raw.rows(1, [paragraph([1, 0, 2], [1, 4, 6])], [Leftover(spans=[[1, 2, 4]])], ["标题标题二字"], [])
    assert shown(rows) == [[(1, "标题(标题)二字")], [(1, "(标题)标题(二字)")]]


def test_an_indent_belongs_to_the_line_and_a_carriage_return_is_not_shown() -> None:
    assert shown(raw.rows(1, [paragraph([1, 2, 4])], [], ["　　正文\r"], [])) == [[(1, "　　正文")]]


def test_of_a_leftover_only_what_stands_inside_the_article_is_shown() -> None:
    rows = raw.rows(3, [paragraph([4, 0, 1])], [Leftover(spans=[[2, 0, 1], [3, 0, 1]])], ["注", "文"], [])
    assert shown(rows) == [[(3, "注")], [(4, "文")]]


def test_lines_of_another_article_are_told_apart_and_blank_lines_left_out() -> None:
    rows = raw.rows(1, [paragraph([1, 0, 1], [6, 0, 1])], [], ["甲", "", "别", "处", " ", "乙"], [])
    assert shown(rows) == [[(1, "甲"), (6, "乙")], [(3, "别"), (4, "处")]]
    assert rows[1].paragraph is None
    assert rows[1].leftover is None


def test_the_rest_of_a_line_that_nothing_claims_is_another_article_too() -> None:
    rows = raw.rows(1, [paragraph([1, 2, 4], [2, 0, 2])], [], ["别处正文", "正文 别处"], [])
    assert shown(rows) == [[(1, "别处(正文)"), (2, "(正文 )别处")], [(1, "(别处)正文"), (2, "正文( 别处)")]]


def test_a_page_is_named_on_the_first_line_shown_of_it() -> None:
    pages = [Page(number=1, first_line=1, last_line=3), Page(number=2, first_line=4, last_line=9)]
    rows = raw.rows(2, [paragraph([2, 0, 1], [3, 0, 1], [6, 0, 1])], [], ["甲", "乙", "", "", "丙"], pages)
    assert [(line.number, line.page.number) for line in rows[0].lines if line.page] == [(2, 1), (6, 2)]


@given(st.data())
def test_every_printed_character_is_shown_once_as_its_owners_own(data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.text("甲乙 　", max_size=6), min_size=1, max_size=6))
    owners: dict[int, list[list[int]]] = {}
    for number, line in enumerate(lines, 10):
        for column, character in enumerate(line):
            if character.strip():
                owners.setdefault(data.draw(st.integers(0, 3)), []).append([number, column, column + 1])
    rows = raw.rows(
        10,
        [Paragraph(spans=spans) for owner, spans in owners.items() if owner < 2],
        [Leftover(spans=spans) for owner, spans in owners.items() if owner == 2],
        lines,
        [],
    )
    own = "".join(piece.text for row in rows for line in row.lines for piece in line.pieces if piece.own)
    assert sorted(own.replace(" ", "").replace("　", "")) == sorted("".join("".join(lines).split()))
    for row in rows:
        for shown_line in row.lines:
            assert "".join(piece.text for piece in shown_line.pieces) == lines[shown_line.number - 10].rstrip()
