"""Menus: the words of a web page around its text."""

from __future__ import annotations

import pytest

from archive.importing.menus import announced
from archive.importing.records import Reason
from tests.importing.prints import PROSE, left, sheet

ABOVE = ["设为首页 | 加入收藏 | 手机版", "首页", "要闻", "专题", "当前位置：首页 > 要闻 > 正文"]
BELOW = [
    "【打印】 【关闭】 分享到：",
    "责任编辑：许禾",
    "上一篇：一棵橘子树的账本",
    "下一篇：没有了",
    "版权所有 溪山网 溪网备000号",
]


def test_the_words_around_a_text_are_menus_and_the_text_is_not() -> None:
    whole = sheet([*ABOVE, "老渠新水润禾川", *PROSE, *BELOW])
    assert [line.text for line in whole.lines] == ["老渠新水润禾川", *PROSE]
    assert left(whole, Reason.MENU) == ["\n".join(ABOVE), "\n".join(BELOW)]
    assert whole.lines[0].after_break


def test_the_name_of_a_portal_above_the_path_is_of_its_head() -> None:
    portal = ["禾川县人民政府门户网站", "当前位置：首页 > 要闻 > 正文"]
    whole = sheet([*portal, "老渠新水润禾川", *PROSE, *BELOW])
    assert left(whole, Reason.MENU)[0] == "\n".join(portal)
    assert whole.lines[0].text == "老渠新水润禾川"
    whole = sheet(["老渠新水润禾川", *PROSE, *portal, "一棵橘子树的账本", *PROSE, *BELOW])
    assert whole.lines[0].text == "老渠新水润禾川"


def test_the_next_page_begins_behind_the_menus() -> None:
    whole = sheet([*ABOVE, "老渠新水润禾川", *PROSE[:5], *BELOW, "一棵橘子树的账本", *PROSE[5:]])
    assert [line.text for line in whole.lines if line.after_break] == ["老渠新水润禾川", "一棵橘子树的账本"]


def test_the_same_menus_around_every_text_are_menus_still() -> None:
    texts = [part for text in PROSE[:5] for part in (*ABOVE, text[:12], text, *BELOW)]
    assert [line.text for line in sheet(texts).lines] == [part for text in PROSE[:5] for part in (text[:12], text)]


def test_related_links_are_menus_up_to_a_blank_line() -> None:
    links = ["相关阅读：", "· 西岭水库扩建工程开工", "· 杨湾村鱼塘见了活水"]
    whole = sheet([*ABOVE, "", "老渠新水润禾川", *PROSE[:5], "", *links, "", *PROSE[5:], *BELOW])
    assert "\n".join(links) in left(whole, Reason.MENU)
    assert [line.text for line in whole.lines] == ["老渠新水润禾川", *PROSE]


def test_a_print_without_the_lines_that_only_menus_have_is_no_web_page() -> None:
    lines = ["要闻", "专题", "老渠新水润禾川", *PROSE, "责任编辑：许禾"]
    assert left(sheet(lines), Reason.MENU) == []


def test_a_word_of_menus_alone_may_head_a_section() -> None:
    whole = sheet([*ABOVE, "老渠新水润禾川", *PROSE[:5], "文化", *PROSE[5:], *BELOW])
    assert "文化" in [line.text for line in whole.lines]


@pytest.mark.parametrize("line", ["打印社的老板说，今年生意不错。", "分享到群里的照片有三十多张。"])
def test_a_sentence_is_no_menu_whatever_it_begins_with(line: str) -> None:
    whole = sheet([*ABOVE, "老渠新水润禾川", *PROSE[:5], line + "大家都说好。", *PROSE[5:], *BELOW])
    assert line + "大家都说好。" in [text.text for text in whole.lines]


def test_menus_announce_the_headlines_of_the_pages_before_and_after() -> None:
    assert announced(BELOW) == {"一棵橘子树的账本"}
    whole = sheet([*ABOVE, "老渠新水润禾川", *PROSE, *BELOW])
    assert "一棵橘子树的账本" in whole.announced


@pytest.mark.parametrize(
    "menu",
    [
        "您所在的位置：首页 >> 法定公开 >> 政策",
        "首页 - 专题专栏 - 理论文章",
        "首页 要闻 县情 领导之窗 通知公告",
        "您是第 20317 位访问者",
        "相关解读：图解禾川县渠道管护办法",
    ],
)
def test_paths_bars_and_counters_are_menus(menu: str) -> None:
    whole = sheet(["老渠新水润禾川", *PROSE, *BELOW, menu, "一棵橘子树的账本", *PROSE, *BELOW])
    assert menu in left(whole, Reason.MENU)[0].split("\n")


def test_the_table_above_an_official_paper_is_a_menu_and_such_words_in_a_text_are_not() -> None:
    table = ["索引号：00001/2031　分类：水利；通知", "标题：禾川县渠道管护办法", "发文字号：禾政发〔2031〕5号"]
    whole = sheet([*ABOVE, *table, "禾川县渠道管护办法", *PROSE, "名称：老渠", *PROSE, *BELOW])
    assert left(whole, Reason.MENU)[0] == "\n".join([*ABOVE, *table])
    assert "名称：老渠" in [line.text for line in whole.lines]
