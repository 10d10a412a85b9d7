"""Captions, labels and headlines that a magazine sets around the text of a page."""

from __future__ import annotations

import pytest

from archive.importing.records import Reason
from tests.importing import prints
from tests.importing.prints import PROSE, left, parsed, sheet, texts

COLUMN = prints.column(PROSE, 18)
PAGE = 20
TITLE = "老渠新水润禾川"
CAPTION = "渠首工地上的年轻人" * 2


def _magazine(*head: str, foot: list[str]) -> list[str]:
    """An article of three pages; `foot` stands on the first of them, where a sentence breaks off."""
    assert COLUMN[PAGE - 1][-1] not in "。；"
    body = ["\f" + head[0], *head[1:], *COLUMN[:PAGE], *foot]
    return [
        *body,
        *(line for k in (1, 2) for line in ("\f" + COLUMN[k * PAGE], *COLUMN[k * PAGE + 1 : (k + 1) * PAGE])),
    ]


def test_a_caption_printed_twice_at_the_foot_of_a_page_stands_between_two_lines_of_a_sentence() -> None:
    caption = "渠首工地上的年轻人渠首工地上的年轻人 许禾摄"
    document = parsed(_magazine(TITLE, "■许 禾", foot=[caption]))
    assert left(document, Reason.CAPTION) == [caption]
    assert "".join(texts(document.articles)) == "".join(COLUMN[: 3 * PAGE])


def test_a_line_wider_than_its_column_is_a_caption() -> None:
    caption = "图为禾川县渠首工地上的年轻人在清理隧洞口的淤泥和碎石"
    assert left(sheet(_magazine(TITLE, "■许 禾", foot=[caption])), Reason.CAPTION) == [caption]


def test_a_wide_line_is_text_where_the_next_page_goes_on_as_wide() -> None:
    lines = _magazine(TITLE, "■许 禾", foot=[])
    last = lines.index("\f" + COLUMN[PAGE]) - 1
    lines[last] += "从渠首到"
    lines[last + 1] += "渠尾之间"
    document = parsed(lines)
    assert left(document, Reason.CAPTION) == []
    assert "从渠首到" + COLUMN[PAGE] in "".join(texts(document.articles))


def test_a_caption_glued_to_the_last_words_of_a_paragraph_is_cut_off() -> None:
    lines = list(COLUMN)
    at = next(i for i, line in enumerate(lines) if line.endswith("。") and len(line) < 12)
    lines[at] += "渠首工地的年轻人渠首工地的年轻人"
    whole = sheet(lines)
    assert left(whole, Reason.CAPTION) == ["渠首工地的年轻人渠首工地的年轻人"]
    assert [line.text for line in whole.lines] == COLUMN
    assert whole.lines[at].spans[0].end == len(COLUMN[at])


def test_the_name_of_a_unit_beside_a_caption_is_a_label() -> None:
    whole = sheet(_magazine(TITLE, "■许 禾", foot=["禾川县", CAPTION]))
    assert left(whole, Reason.LABEL) == ["禾川县"]


def test_a_headline_printed_twice_at_the_foot_of_its_first_page_is_found() -> None:
    document = parsed(_magazine("■许 禾", foot=[TITLE * 2, CAPTION]))
    assert [article.title for article in document.articles] == [TITLE]
    assert [article.bylines for article in document.articles] == [("许禾",)]
    assert left(document, Reason.DOUBLED) == [TITLE]
    assert "".join(texts(document.articles)) == "".join(COLUMN[: 3 * PAGE])


@pytest.mark.xfail(
    reason="the only doubled line of a foot passes for a caption, and the line of text above for a headline"
)
def test_a_headline_printed_twice_needs_no_caption_below_it() -> None:
    document = parsed(_magazine("■许 禾", foot=[TITLE * 2]))
    assert [article.title for article in document.articles] == [TITLE]


def test_a_headline_at_the_foot_that_the_contents_page_announces_is_found() -> None:
    contents = ["目 录", f"4 {TITLE}/许 禾", "8 一棵橘子树的账本/方小满", "12 渡槽往事/孟 晚"]
    document = parsed([*contents, *_magazine("■许 禾", foot=[TITLE, "禾川县"])])
    assert [article.title for article in document.articles] == [TITLE]


@pytest.mark.xfail(reason="a dash is taken for a deck only where it stands below text")
def test_a_dash_at_the_foot_opens_the_deck_of_its_headline() -> None:
    document = parsed(_magazine("■许 禾", foot=[TITLE * 2, "——春灌工地见闻", CAPTION]))
    assert [(article.title, article.subtitle) for article in document.articles] == [(TITLE, "——春灌工地见闻")]


def test_no_headline_is_looked_for_at_the_foot_of_a_page_that_has_one_at_its_head() -> None:
    document = parsed(_magazine(TITLE, "■许 禾", foot=[CAPTION]))
    assert document.articles[0].title == TITLE
    assert left(document, Reason.CAPTION) == [CAPTION]


@pytest.mark.parametrize("heading", ["一、把渠修好", "● 护林人的一天"])
def test_a_heading_at_the_foot_of_a_page_stays_in_the_text(heading: str) -> None:
    end = next(k for k, line in enumerate(COLUMN, 1) if k > 12 and line.endswith("。") and len(line) < 14)
    document = parsed(["\f" + TITLE, "■许 禾", *COLUMN[:end], heading, "\f" + COLUMN[end], *COLUMN[end + 1 :]])
    assert heading in texts(document.articles)
    assert left(document, Reason.CAPTION) == left(document, Reason.LABEL) == []


def test_print_that_is_not_wrapped_has_no_captions() -> None:
    document = parsed([TITLE, *PROSE, CAPTION])
    assert left(document, Reason.CAPTION) == []
