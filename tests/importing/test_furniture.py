"""Furniture: running heads, notices, lists and doubled print, each told from the text it stands in."""

from __future__ import annotations

import pytest

from archive.importing.records import Reason
from tests.importing import prints
from tests.importing.prints import PROSE, left, sheet

COLUMN = prints.column(PROSE, 24)


def _pages(*heads: str, foot: str = "") -> list[str]:
    """A page of eight lines of text below each head."""
    return [
        line
        for k, head in enumerate(heads)
        for line in ("\f" + head, *(COLUMN * 2)[8 * k : 8 * k + 8], *([foot] if foot else []))
    ]


def _text(lines: list[str]) -> list[str]:
    return [line.text for line in sheet(lines).lines]


# --- running heads ----------------------------------------------------------------------------------------------------


def test_a_short_line_that_returns_at_the_head_of_pages_is_a_running_head() -> None:
    whole = sheet(_pages("领导之声", "领导之声", "本期关注", "领导之声", "本期关注"))
    assert left(whole, Reason.RUNNING_HEAD) == ["领导之声", "领导之声", "本期关注", "领导之声", "本期关注"]
    assert [line.text for line in whole.lines] == (COLUMN * 2)[:40]
    assert sum(line.opens_page for line in whole.lines) == 5


def test_a_running_head_may_be_spaced_and_stand_at_the_foot() -> None:
    pages = [line for k in range(5) for line in ("\f" + COLUMN[8 * k], *COLUMN[8 * k + 1 : 8 * k + 8], "经 济")]
    assert left(sheet(pages), Reason.RUNNING_HEAD) == ["经 济"] * 5


def test_a_section_of_the_contents_page_is_a_running_head_though_it_stands_once() -> None:
    contents = ["目录", "【人物】", "4 老渠新水润禾川/许 禾", "8 一棵橘子树的账本/方小满", "12 渡槽往事/孟 晚"]
    whole = sheet([*contents, "\f人 物", *COLUMN[:20], "\f" + COLUMN[20], *COLUMN[21:]])
    assert left(whole, Reason.RUNNING_HEAD) == ["人 物"]


def test_a_head_set_downwards_is_taken_out() -> None:
    whole = sheet([*COLUMN[:10], *"本期关注", *COLUMN[10:]])
    assert left(whole, Reason.RUNNING_HEAD) == ["本\n期\n关\n注"]
    assert [line.text for line in whole.lines] == COLUMN


@pytest.mark.parametrize(
    "masthead",
    [
        "第03版 要闻",
        "A2版：综合",
        "2031年3月4日 星期二",
        "溪山日报 2031年3月4日 星期二 农历辛亥年二月十一",
        "溪山工作 2031年第3期（总第120期）",
        "【本省短波】",
    ],
)
def test_mastheads_and_the_heads_of_newspaper_pages(masthead: str) -> None:
    whole = sheet([*PROSE[:5], masthead, *PROSE[5:]])
    assert left(whole, Reason.RUNNING_HEAD) == [masthead]
    assert [line.text for line in whole.lines if line.after_break] == [PROSE[5]]


@pytest.mark.parametrize("head", ["2031年3月4日 禾川新闻联播", "禾川广播稿 2031年3月4日"])
def test_the_day_of_a_broadcast_heads_its_first_line(head: str) -> None:
    assert left(sheet([head, "老渠新水润禾川", *PROSE]), Reason.RUNNING_HEAD) == [head]
    assert left(sheet(["老渠新水润禾川", head, *PROSE]), Reason.RUNNING_HEAD) == []


@pytest.mark.parametrize("group", ["简 讯", "国内快讯"])
def test_the_head_of_a_group_of_items_is_left_out_where_the_items_have_headlines(group: str) -> None:
    with_headlines = sheet([*PROSE[:5], group, prints.HEADLINES[0], *PROSE[5:]])
    assert left(with_headlines, Reason.RUNNING_HEAD) == [group]
    without = sheet([*PROSE[:5], group, *PROSE[5:]])
    assert left(without, Reason.RUNNING_HEAD) == []


def test_the_name_of_a_newspaper_above_its_masthead_belongs_to_it() -> None:
    whole = sheet(["溪山日报", "2031年3月4日 星期二", "老渠新水润禾川", *PROSE])
    assert left(whole, Reason.RUNNING_HEAD) == ["溪山日报\n2031年3月4日 星期二"]


@pytest.mark.parametrize("group", ["简 讯", "国内快讯"])
def test_the_head_of_a_group_of_items_is_a_running_head_where_they_have_headlines(group: str) -> None:
    assert left(sheet([*PROSE[:5], group, "老渠新水润禾川", *PROSE[5:]]), Reason.RUNNING_HEAD) == [group]
    assert left(sheet([*PROSE[:5], group, *PROSE[5:]]), Reason.RUNNING_HEAD) == []


@pytest.mark.parametrize("line", ["许 禾", "一、算好水账", "渠修好了。", "■许 禾", "老渠新水润禾川千里"])
def test_what_stands_once_at_the_head_of_a_page_is_text(line: str) -> None:
    assert line in _text([*_pages("领导之声", "领导之声", "领导之声"), "\f" + line, *COLUMN[:20]])


# --- notices and lists ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "本刊地址：溪山省禾川县柳坪路1号",
        "邮政编码：000000 定价：6元",
        "印刷：禾川印刷厂",
        "总编：许禾 副总编：方小满",
        "（内部资料，免费交流）",
        "（请将本书传阅，用后交回资料室）",
        "编　辑：禾川县公报编辑室",
        "主　办：禾川县水利局",
        "禾川县水利局办公室编印（内部学习）",
        "（完）",
    ],
)
def test_an_imprint_at_the_very_end_is_a_notice(line: str) -> None:
    assert left(sheet([*PROSE, line]), Reason.NOTICE) == [line]
    assert left(sheet([line, *PROSE]), Reason.NOTICE) == []


@pytest.mark.parametrize("farewell", ["今天的《禾川新闻》播送完了，感谢收看，再见。", "感谢您的收听，再见！"])
def test_what_a_programme_says_at_its_end_is_a_notice(farewell: str) -> None:
    assert left(sheet([*PROSE, farewell]), Reason.NOTICE) == [farewell]
    assert left(sheet([*PROSE, "老水工一路走到这里，渠就修到了这里。"]), Reason.NOTICE) == []


NOTICE = [
    "公 示",
    "根据有关规定，现将申领记者证的人员",
    "名单公示如下：许禾、方小满。",
    "监督电话：000-0000",
    "溪山工作杂志社",
]


def test_a_notice_set_into_a_sentence_is_taken_out_and_the_sentence_goes_on() -> None:
    assert COLUMN[15][-1] not in "。；"
    whole = sheet([*COLUMN[:16], "\f" + NOTICE[0], *NOTICE[1:], "\f" + COLUMN[16], *COLUMN[17:]])
    assert left(whole, Reason.NOTICE) == ["\n".join(NOTICE)]
    assert [line.text for line in whole.lines] == COLUMN


@pytest.mark.xfail(reason="a notice reaches to the last of 30 lines that names a telephone, an office or a day")
def test_a_notice_ends_before_text_that_names_a_telephone() -> None:
    whole = sheet([*COLUMN[:16], "\f" + NOTICE[0], *NOTICE[1:], *COLUMN[16:]])
    assert any("电话" in line for line in COLUMN[16:40])
    assert left(whole, Reason.NOTICE) == ["\n".join(NOTICE)]


def test_a_notice_below_a_whole_text_stays_a_text_of_its_own() -> None:
    assert left(sheet([*COLUMN, "\f公 示", "现将名单公示如下。", *COLUMN[:12]]), Reason.NOTICE) == []


def test_a_page_without_a_sentence_is_a_list() -> None:
    names = ["协办单位", "禾川县水利局", "禾川县林业局", "柳坪村", "杨湾村"]
    whole = sheet([*COLUMN, "\f" + names[0], *names[1:], "\f老渠新水润禾川", *COLUMN[:12]])
    assert left(whole, Reason.LIST) == ["\n".join(names)]
    assert [line.text for line in whole.lines if line.after_break] == ["老渠新水润禾川"]


def test_a_page_of_brackets_is_a_notice_but_not_where_it_says_where_the_text_is_from() -> None:
    assert left(sheet([*COLUMN, "\f（本页无正文）", "\f" + COLUMN[0], *COLUMN[1:9]]), Reason.NOTICE) == [
        "（本页无正文）"
    ]
    assert left(sheet([*COLUMN, "\f（原载《禾川文史》）"]), Reason.NOTICE) == []


def test_a_title_page_before_the_contents_is_no_text() -> None:
    contents = ["目录", "老渠新水润禾川……1", "一棵橘子树的账本……3", "渡槽往事……5"]
    whole = sheet(["溪山省", "春灌见闻汇编", *contents, "\f老渠新水润禾川", *PROSE])
    assert left(whole, Reason.OTHER) == ["溪山省\n春灌见闻汇编"]


# --- doubled print ----------------------------------------------------------------------------------------------------


def test_a_headline_printed_twice_is_kept_once() -> None:
    whole = sheet(["老渠新水润禾川" * 2, *COLUMN])
    assert whole.lines[0].text == "老渠新水润禾川"
    assert left(whole, Reason.DOUBLED) == ["老渠新水润禾川"]


def test_the_letter_of_a_column_that_ran_into_a_headline_is_taken_off() -> None:
    pages = _pages("水", "利", "之", "声")
    whole = sheet([*pages, "\f声" + "老渠新水润禾川" * 2, *COLUMN[12:]])
    assert "老渠新水润禾川" in [line.text for line in whole.lines]
    assert left(whole, Reason.RUNNING_HEAD) == ["水", "利", "之", "声", "声"]


@pytest.mark.parametrize(
    "masthead", ["今日四版　代号23—17　第10452号", "溪山公报 2031年第4号（总第188号）　2031年2月28日"]
)
def test_mastheads_tell_pages_and_numbers(masthead: str) -> None:
    assert left(sheet([*PROSE[:5], masthead, *PROSE[5:]]), Reason.RUNNING_HEAD) == [masthead]


def test_a_bracketed_line_right_above_a_text_is_its_headline_unless_it_is_a_section_word() -> None:
    whole = sheet([*PROSE[:5], "【老渠新水润泽禾川】", *PROSE[5:]])
    assert left(whole, Reason.RUNNING_HEAD) == []
    whole = sheet([*PROSE[:5], "【全省新闻联播快讯】", "老渠新水润禾川", *PROSE[5:]])
    assert left(whole, Reason.RUNNING_HEAD) == ["【全省新闻联播快讯】"]


@pytest.mark.parametrize("ornament", ["*　　　*　　　*", "———————", "☆ ☆ ☆"])
def test_ornaments_between_texts_are_no_text(ornament: str) -> None:
    whole = sheet([*PROSE[:5], ornament, *PROSE[5:]])
    assert left(whole, Reason.OTHER) == [ornament]
    assert [line.text for line in whole.lines] == list(PROSE)


@pytest.mark.parametrize(
    "words",
    ["各位听众，早上好！现在是全县新闻节目时间。今天是3月4号。", "溪山日报社出版　国内统一刊号CN00-0077"],
)
def test_greetings_and_the_publisher_are_no_text(words: str) -> None:
    assert left(sheet([*PROSE, words]), Reason.NOTICE) == [words]
