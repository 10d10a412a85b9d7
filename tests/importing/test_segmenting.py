"""Segmenting: where one article ends and the next begins, in each way of printing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.importing.records import Kind
from archive.importing.segmenting import starts
from tests.importing import prints
from tests.importing.prints import PROSE, parsed, sheet

LEADS = (
    "溪山通讯社禾川3月4日电 全县春灌工作会议在禾川召开，十二个乡镇的负责人参加了会议。",
    "溪山通讯社柳坪3月5日电 柳坪村的橘子树头一年挂果，全村三百多户人家都分到了红利。",
    "溪山通讯社杨湾3月6日电 杨湾村的鱼塘见了从老渠来的水，头一网就打上来两千多斤鱼。",
    "溪山通讯社西岭3月7日电 西岭水库扩建工程日前开工，工期两年，完工后可多蓄一半的水。",
)
TITLES = ("把水送到最后一块田", "柳坪村橘子头一年挂果", "一口塘顶过去三亩地", "西岭水库扩建工程开工")
#: Four articles of a headline, a lead with its dateline, and two paragraphs.
ARTICLES = [[title, lead, *PROSE[2 * k : 2 * k + 2]] for k, (title, lead) in enumerate(zip(TITLES, LEADS, strict=True))]


def _titles(lines: list[str]) -> list[str | None]:
    return [article.title for article in parsed(lines).articles]


def _set(article: list[str], width: int = 24, indent: str = "") -> list[str]:
    """An article in wrapped print, its headline set apart."""
    return [article[0], *prints.column(article[1:], width, indent)]


# --- one paragraph a line ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("blanks", [0, 1, 2])
def test_a_newspaper_with_or_without_blank_lines(blanks: int) -> None:
    lines = prints.spaced([line for article in ARTICLES for line in article], blanks)
    document = parsed(lines)
    assert [article.title for article in document.articles] == list(TITLES)
    assert [article.start_line for article in document.articles] == [1 + 4 * k * (blanks + 1) for k in range(4)]
    assert document.articles[-1].end_line == len(lines) - blanks


def test_runs_of_blank_lines_part_articles_that_open_with_their_day() -> None:
    articles = [
        [title, "", f"3月{k + 4}日，" + PROSE[3 * k], *PROSE[3 * k + 1 : 3 * k + 3], "", "", ""]
        for k, title in enumerate(TITLES[:3])
    ]
    assert _titles([line for article in articles for line in article]) == list(TITLES[:3])


@pytest.mark.xfail(reason="a headline between runs of blank lines is not sign enough")
def test_runs_of_blank_lines_alone_part_articles() -> None:
    articles = [[title, "", *PROSE[3 * k : 3 * k + 3], "", "", ""] for k, title in enumerate(TITLES[:3])]
    assert _titles([line for article in articles for line in article]) == list(TITLES[:3])


@pytest.mark.parametrize("day", ["3月4日，", "4日清晨，", "昨天，", "本报记者从县里获悉，"])
def test_in_the_print_of_a_day_a_text_that_opens_with_its_day_starts_below_its_headline(day: str) -> None:
    items = [part for title, text in zip(TITLES, PROSE, strict=False) for part in (title, day + text)]
    assert _titles(["溪山日报 2031年3月4日 星期二", *items]) == list(TITLES)
    assert _titles(items) == _titles(["溪山月刊 2031年3月4日", *items]) == [TITLES[0]]


def test_a_subhead_in_the_print_of_a_day_starts_none() -> None:
    text = [TITLES[0], LEADS[0], "渠上有人", "去年3月4日，" + PROSE[0], "渠下有水", "今年，" + PROSE[1]]
    assert _titles(["溪山日报 2031年3月4日 星期二", *text]) == [TITLES[0]]


def test_letters_to_the_editors_and_columns_start_articles() -> None:
    lines = [TITLES[0], LEADS[0], *PROSE[:2], TITLES[1], "编辑同志：", *PROSE[2:4], "柳坪村村民 许禾"]
    assert _titles([*lines, "【本报短评】修渠先修心", *PROSE[4:6]]) == [*TITLES[:2], "【本报短评】修渠先修心"]


def test_speeches_with_day_and_salutation() -> None:
    speeches = [
        line
        for k, title in enumerate(("在全县春灌工作会议上的讲话", "在老水工座谈会上的讲话"))
        for line in (title, f"（2031年3月{k + 4}日）", "许 禾", "同志们：", *PROSE[5 * k : 5 * k + 5])
    ]
    assert _titles(speeches) == ["在全县春灌工作会议上的讲话", "在老水工座谈会上的讲话"]


def test_subheads_start_no_article() -> None:
    subheads = ["一、把渠修好", PROSE[0], "（一）清淤", PROSE[1], "二、把水算清", PROSE[2], "第三条 量水", PROSE[3]]
    assert _titles([TITLES[0], *subheads]) == [TITLES[0]]


def test_a_signature_and_its_day_end_a_text() -> None:
    notice = ["关于做好春灌工作的通知", "各乡镇人民政府：", *PROSE[:3], "禾川县人民政府办公室", "2031年3月4日"]
    document = parsed([*notice, "关于换掉渡槽的通知", *PROSE[3:6]])
    assert [article.title for article in document.articles] == ["关于做好春灌工作的通知", "关于换掉渡槽的通知"]
    assert document.articles[0].end_line == len(notice)


def test_whoever_stands_above_a_bare_day_signs_the_text_above() -> None:
    notice = ["关于做好春灌工作的通知", "各乡镇人民政府：", *PROSE[:3], "禾川县老水工抢修总队", "2031年3月4日"]
    document = parsed([*notice, "关于换掉渡槽的通知", "各乡镇人民政府：", *PROSE[3:6]])
    assert [article.title for article in document.articles] == ["关于做好春灌工作的通知", "关于换掉渡槽的通知"]
    assert document.articles[0].end_line == len(notice)


# --- wrapped print ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("indent", ["", "　　", "    "])
@pytest.mark.parametrize("blanks", [0, 1])
def test_articles_begin_on_the_first_line_of_a_page(indent: str, blanks: int) -> None:
    pages = [prints.spaced(_set(article, indent=indent), blanks)[: -blanks or None] for article in ARTICLES]
    lines = [line for page in pages for line in ("\f" + page[0], *page[1:])]
    assert _titles(lines) == list(TITLES)


def test_a_page_that_goes_on_starts_no_article() -> None:
    lines = prints.paged(prints.spaced(_set([TITLES[0], LEADS[0], *PROSE])), 14)
    assert _titles(lines) == [TITLES[0]]


def test_articles_without_a_headline_begin_with_their_source_or_dateline() -> None:
    lines = [line for article in ARTICLES for line in prints.column(article[1:], 24)]
    document = parsed(lines)
    assert [article.title for article in document.articles] == [None] * 4
    assert [article.dateline.place for article in document.articles if article.dateline] == [
        "禾川",
        "柳坪",
        "杨湾",
        "西岭",
    ]


def test_a_regulation_begins_behind_the_report_that_announces_it() -> None:
    report = prints.column([LEADS[0], *PROSE[:3], "《禾川县渠道管护条例》全文如下。"], 24)
    chapters = ["第一章 总则", "第一条　为了管护渠道，制定本条例。", "第二条　每年清淤一次。", "第三条　渡槽要常查。"]
    lines = [TITLES[0], *report, "禾川县渠道管护条例", *chapters]
    assert _titles(lines) == [TITLES[0], "禾川县渠道管护条例"]


def test_a_byline_with_its_mark_opens_the_article_of_a_page() -> None:
    pages = [
        ["\f" + title, "■许 禾", *prints.column(PROSE[3 * k : 3 * k + 3], 18)] for k, title in enumerate(TITLES[:3])
    ]
    assert _titles([line for page in pages for line in page]) == list(TITLES[:3])


# --- a word processor's print -----------------------------------------------------------------------------------------


def test_a_section_of_converted_print_begins_with_a_blank() -> None:
    sections = [[f" · {body[0][:40]}", *prints.broken(body)] for body in (PROSE[:5], PROSE[5:])]
    document = parsed([line for section in sections for line in section])
    assert [article.title for article in document.articles] == [None, None]
    assert [article.start_line for article in document.articles] == [1, 12]


@pytest.mark.xfail(reason="a digest is looked for beyond the end of its article")
def test_a_digest_that_two_printings_of_a_text_share_makes_no_headline() -> None:
    printing = [f" · {PROSE[0][:40]}", *prints.broken(PROSE)]
    assert _titles([*printing, *printing]) == [None, None]


# --- always -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lines", [["老渠通水了。"], ["老渠新水润禾川"], ["一、清淤"], ["■"]])
def test_the_first_line_always_starts_an_article(lines: list[str]) -> None:
    assert [opening.start for opening in starts(sheet(lines))] == [0]


def test_no_lines_no_articles() -> None:
    assert starts(sheet(["", " "])) == [] or parsed(["", " "]).articles == ()


def test_what_a_notice_names_and_issues_follows_it() -> None:
    notice = ["关于印发渠道管护要点的通知", "禾政办〔2031〕9号", "各乡镇人民政府："]
    issues = "《2031年渠道管护要点》已经县政府同意，现印发给你们，请认真执行。"
    lines = [*notice, issues, "禾川县人民政府", "2031年3月4日", "2031年渠道管护要点", "1．隧洞加宽。", *PROSE[:3]]
    first, second = parsed(lines).articles
    assert second.title == "2031年渠道管护要点"
    assert (second.kind, second.date) == (Kind.OTHER, replace(first.date, inferred=True) if first.date else None)


def test_an_official_paper_starts_with_the_title_above_its_number_even_below_a_list_of_annexes() -> None:
    annexes = ["附件：1．管护分工表", "　　　2．报送格式"]
    title = "关于公布渠道管护名录的通知"
    lines = [
        "关于做好春灌工作的通知",
        "禾政办〔2031〕9号",
        *PROSE[:3],
        *annexes,
        title,
        "禾政函〔2031〕7号",
        *PROSE[3:],
    ]
    assert _titles(lines)[-1] == title


def test_a_chronicle_and_a_headline_that_names_its_sort_start_articles() -> None:
    chronicle = ["3日　全县春灌工作会议召开。", "9日　柳坪村分红。"]
    assert _titles([TITLES[0], *PROSE[:3], "2031年3月大事记", *chronicle]) == [TITLES[0], "2031年3月大事记"]
    assert _titles([TITLES[0], *PROSE[:3], "本台短评：好就好在不等", *PROSE[3:]]) == [
        TITLES[0],
        "本台短评：好就好在不等",
    ]


def test_a_question_above_the_signature_of_a_letter_ends_the_letter() -> None:
    letter = ["渠上的灯何时修", "编辑同志：渠上的灯坏了半年。", "请问，这灯究竟归谁管？", "禾川县居民　方小满"]
    document = parsed([*letter, TITLES[0], LEADS[0], *PROSE[:2]])
    assert [article.start_line for article in document.articles] == [1, 5]


def test_a_headline_does_not_go_on_across_menus() -> None:
    page = ["打印 关闭", "上一篇：没有了", "版权所有 溪山网", "当前位置：首页 > 要闻"]
    lines = [TITLES[0], *PROSE[:3], "附件：渠道图.pdf", *page, TITLES[1], LEADS[1], *PROSE[3:]]
    assert _titles(lines) == [TITLES[0], TITLES[1]]
