"""Marks and snippets."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.searching.folding import fold
from archive.searching.highlight import Piece, Snippet, marks, marks_across, pieces, snippet
from archive.searching.query import Query, parse

LETTERS = st.text(st.sampled_from("春灌會会議议，“” 　\n-Aａ㎡①🙂\x00"), max_size=40)


@dataclass
class Paragraph:
    number: int
    text: str
    role: str = "text"


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("全县春灌会议", "春灌", ["春灌"]),
        ("全县“春 灌”會議", "春灌会议", ["春 灌”會議"]),
        ("春灌、秋灌、春灌", "春灌 OR 秋灌", ["春灌", "秋灌", "春灌"]),
        ("哈哈哈", "哈哈", ["哈哈哈"]),
        ("面积３㎡", "m2", ["㎡"]),
        ("面积３㎡", "3m", ["３㎡"]),
        ("全县", "春灌", []),
    ],
)
def test_places_are_of_the_text_as_printed(text: str, typed: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in marks(text, parse(typed))] == marked


def test_a_phrase_is_marked_on_both_sides_of_a_border() -> None:
    assert marks_across(["老渠修", "了三", "年。"], parse("修了三年")) == [[(2, 3)], [(0, 2)], [(0, 1)]]


@given(LETTERS, LETTERS)
def test_what_is_marked_folds_to_phrases_and_all_of_them_are_marked(text: str, typed: str) -> None:
    phrase = fold(typed)
    if not phrase:
        return
    found = marks(text, Query(typed, ((phrase,),)))
    assert bool(found) == (phrase in fold(text))
    for start, end in found:
        assert phrase in fold(text[start:end])
        assert fold(text[start])
        assert fold(text[end - 1])
    assert found == sorted(found)
    cut = pieces(text, found)
    assert "".join(piece.text for piece in cut) == text
    assert [piece.text for piece in cut if piece.marked] == [text[start:end] for start, end in found if start < end]


@given(st.lists(LETTERS, max_size=4), LETTERS)
def test_texts_that_go_on_are_marked_as_one(texts: list[str], typed: str) -> None:
    phrase = fold(typed)
    if not phrase:
        return
    found = marks_across(texts, Query(typed, ((phrase,),)))
    assert any(found) == (phrase in "".join(map(fold, texts)))
    assert all(
        0 <= start < end <= len(text) for text, places in zip(texts, found, strict=True) for start, end in places
    )


def test_a_snippet_shows_the_place_with_most_phrases() -> None:
    paragraphs = [
        Paragraph(2, "老渠修了三年。"),
        Paragraph(3, "风调雨顺的年景里，谁也没有想到水会从山后的那条暗沟里漏走，直到村里人自己去看。老渠今年春灌。"),
    ]
    found = snippet(paragraphs, parse("老渠 春灌"))
    assert found is not None
    assert found.paragraph == paragraphs[1]
    assert found.pieces[0] == Piece("…", False)
    assert [piece.text for piece in found.pieces if piece.marked] == ["老渠", "春灌"]


def test_a_short_text_is_shown_whole() -> None:
    paragraph = Paragraph(1, "老渠修了三年。")
    assert snippet([paragraph], parse("三年")) == Snippet(
        paragraph, [Piece("老渠修了", False), Piece("三年", True), Piece("。", False)]
    )
    assert snippet([Paragraph(1, "老渠修了三年。")], parse("四年")) is None
    assert snippet([], parse("四年")) is None


def test_a_snippet_is_of_the_text_where_the_text_has_the_phrase() -> None:
    byline, text = Paragraph(1, "许桂兰", "byline"), Paragraph(2, "许桂兰修了三年。")
    found, alone = snippet([byline, text], parse("许桂兰")), snippet([byline], parse("许桂兰"))
    assert found
    assert found.paragraph == text
    assert alone
    assert alone.paragraph == byline
