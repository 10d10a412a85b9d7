"""Printings side by side."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Paragraph
from archive.pages.aligning import pieces
from archive.pages.comparing import Comparison, Shown, compare

#: Few different characters, so that much is alike by chance, and breaks of paragraphs among them.
TEXTS = st.text("甲乙丙丁，。\n", max_size=300) | st.text("渠水春灌田", min_size=200, max_size=2_000)


def paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(role="text", text=text) for text in texts]


def shown(compared: Comparison) -> list[tuple[str, str]]:
    """Of each row both sides: paragraphs parted by a stroke, what differs in brackets."""
    return [(told(row.left), told(row.right)) for row in compared.rows]


def told(side: list[Shown]) -> str:
    return "/".join("".join(f"[{w.text}]" if w.differs else w.text for w in each.words) for each in side)


@given(TEXTS, TEXTS)
def test_pieces_make_up_both_texts_and_those_alike_are_alike(one: str, other: str) -> None:
    cut = pieces(one, other)
    assert "".join(one[piece.start : piece.end] for piece in cut) == one
    assert "".join(other[piece.other_start : piece.other_end] for piece in cut) == other
    for piece in cut:
        if piece.alike:
            assert one[piece.start : piece.end] == other[piece.other_start : piece.other_end]


@given(TEXTS)
def test_a_text_is_like_itself(text: str) -> None:
    assert all(piece.alike for piece in pieces(text, text))


@given(TEXTS, TEXTS)
def test_every_paragraph_is_shown_once_and_whole(one: str, other: str) -> None:
    sides = [paragraphs(*filter(None, text.split("\n"))) for text in (one, other)]
    rows = compare(*sides).rows
    for side, wanted in zip(("left", "right"), sides, strict=True):
        found = [each for row in rows for each in getattr(row, side)]
        assert [each.paragraph for each in found] == wanted
        texts = ["".join(words.text for words in each.words if words.text != "¶") for each in found]
        assert texts == [each.text for each in wanted]


def test_differences_are_told_to_the_character() -> None:
    compared = compare(
        paragraphs("渠水到田，共三千亩。", "人人都笑。"), paragraphs("渠水到了田，共三百亩。", "人人都笑。")
    )
    assert shown(compared) == [("渠水到田，共三[千]亩。", "渠水到[了]田，共三[百]亩。"), ("人人都笑。", "人人都笑。")]
    assert [row.alike for row in compared.rows] == [False, True]
    assert (compared.places, compared.left_only, compared.right_only) == (1, 1, 2)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_paragraph_that_one_printing_leaves_out_has_a_row_of_its_own(at: int) -> None:
    more = ["春天来了。", "水也来了。"]
    more.insert(at, "这一段另本没有！")
    rows = shown(compare(paragraphs("春天来了。", "水也来了。"), paragraphs(*more)))
    assert rows[at] == ("", "[这一段另本没有！]")
    assert len(rows) == 3


def test_a_paragraph_left_out_is_marked_from_its_own_beginning_to_its_own_end() -> None:
    rows = shown(compare(paragraphs("春来了。", "人都笑了。", "水满了。"), paragraphs("春来了。", "水满了。")))
    assert rows == [("春来了。", "春来了。"), ("[人都笑了。]", ""), ("水满了。", "水满了。")]


def test_where_only_one_printing_begins_a_paragraph_a_pilcrow_tells() -> None:
    rows = shown(compare(paragraphs("春天来了。", "水也来了。"), paragraphs("春天来了。水也来了。")))
    assert rows == [("春天来了。[¶]/水也来了。", "春天来了。水也来了。")]


def test_a_character_alike_by_chance_does_not_part_what_differs() -> None:
    (row,) = shown(compare(paragraphs("甲乙丙丁的戊己庚辛"), paragraphs("子丑寅卯的辰巳午未")))
    assert row == ("[甲乙丙丁的戊己庚辛]", "[子丑寅卯的辰巳午未]")


def test_a_long_report_is_compared_whole() -> None:
    chance = random.Random(7)
    report = "".join(chr(0x4E00 + chance.randrange(900)) for _ in range(60_000))
    printed = list(report)
    places = sorted(chance.sample(range(1_000, 59_000), 300))
    for place in places:
        printed[place] = "〇"
    differing = [piece for piece in pieces(report, "".join(printed)) if not piece.alike]
    assert [place for piece in differing for place in range(piece.start, piece.end)] == places
    (left, middle, right) = pieces(report, report[20_000:23_000])
    assert (left.alike, middle.alike, right.alike) == (False, True, False)
