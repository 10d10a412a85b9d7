"""How texts open: datelines, sources, date lines and salutations."""

from __future__ import annotations

import pytest

from archive.importing.opening import (
    DATE_LINE,
    DATELINE,
    DELIVERED,
    EXTRACT_OF,
    LEAD_IN,
    META,
    NUMBER,
    PROVENANCE,
    SALUTATION,
    SOURCE,
    WRITTEN_BY,
    opens_text,
)


@pytest.mark.parametrize(
    ("text", "agency", "place", "date"),
    [
        ("溪山通讯社禾川3月4日电 老渠通水。", "溪山通讯社", "禾川", "3月4日"),
        ("溪山日报禾川 3 月 4 日电 老渠通水。", "溪山日报", "禾川", "3 月 4 日"),
        ("本报禾川3月4日电（记者 许禾）老渠通水。", "本报", "禾川", "3月4日"),
        ("【新华社禾川四日电】老渠通水。", "新华社", "禾川", None),
        ("【新華社禾川三月四日電】老渠通水。", "新華社", "禾川", "三月四日"),
        ("【本報訊】老渠通水。", "本報", None, None),
        ("本报讯（记者 许禾 通讯员 方小满）老渠通水。", "本报", None, None),
        ("本报讯 （记者 许禾）3月4日，老渠通水。", "本报", None, None),
        ("溪山网消息（溪山新闻）：老渠通水。", "溪山网", None, None),
        ("据溪山日报报道，老渠通水。", None, None, None),
        ("溪山日报社召开编务会议。", None, None, None),
        ("老渠通水。", None, None, None),
    ],
)
def test_a_dateline_names_agency_place_and_day(
    text: str, agency: str | None, place: str | None, date: str | None
) -> None:
    match = DATELINE.match(text)
    found = (match["agency"], match["place"], match["date"]) if match else (None, None, None)
    assert found == (agency, place, date)


def test_the_reporters_of_a_dateline_are_named_in_brackets_behind_it() -> None:
    match = DATELINE.match("本报禾川3月4日电（记者 许禾 通讯员 方小满）老渠通水。")
    assert match
    assert match["reporters"] == "记者 许禾 通讯员 方小满"
    assert match.string[match.end() :] == "老渠通水。"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("来源：溪山日报", "溪山日报"),
        ("来源：溪山日报老渠于3月4日通水。", "溪山日报"),
        ("来 源：《禾川文史》", "《禾川文史》"),
        ("稿源: 溪山网", "溪山网"),
        ("信息来源：县水利局", "县水利局"),
    ],
)
def test_a_source_ends_with_its_name_even_where_the_text_runs_on(text: str, source: str) -> None:
    match = SOURCE.match(text)
    assert match
    assert match["source"] == source


def test_only_a_line_that_begins_with_a_dateline_or_source_opens_a_text() -> None:
    assert opens_text("溪山日报禾川3月4日电 老渠通水。")
    assert opens_text("本报讯 老渠通水。")
    assert opens_text("来源：溪山日报")
    assert not opens_text("据介绍，溪山日报禾川3月4日电曾报道此事。")
    assert not opens_text("许禾给溪山日报社发电")


@pytest.mark.parametrize(
    "text", ["各位代表：", "同志们：", "尊敬的各位来宾，女士们、先生们：", "各乡镇人民政府，县直各部门：", "乡亲们！"]
)
def test_salutations(text: str) -> None:
    assert SALUTATION.fullmatch(text)


@pytest.mark.parametrize("text", ["会议指出：", "许禾说：", "老渠通水了！", "各位代表，我向大会报告工作。"])
def test_other_lines_are_no_salutations(text: str) -> None:
    assert not SALUTATION.fullmatch(text)


@pytest.mark.parametrize(
    "text", ["（2031年3月4日）", "(二〇三一年三月四日)", "2031年3月4日", "（2031年3月）", "3 月 4 日", "（3月4日上午）"]
)
def test_a_day_in_a_line_of_its_own(text: str) -> None:
    assert DATE_LINE.fullmatch(text)


@pytest.mark.parametrize("text", ["2031年", "2031年3月", "3月4日，老渠通水", "（2031年3月4日通过）"])
def test_other_lines_are_no_date_lines(text: str) -> None:
    assert not DATE_LINE.fullmatch(text)


@pytest.mark.parametrize(
    "text",
    [
        "——2031年3月4日在禾川县水利工作会议上的讲话",
        "（2031年3月4日在全县春灌动员大会上）",
        "2031 年 3 月 4 日在全县干部会议上的报告",
    ],
)
def test_the_day_and_occasion_of_a_speech(text: str) -> None:
    assert DELIVERED.fullmatch(text)


@pytest.mark.parametrize("text", ["禾政发〔2031〕3号", "禾政办函 [2031] 12 号", "第八号", "第 12 号"])
def test_numbers_of_official_documents(text: str) -> None:
    assert NUMBER.fullmatch(text)


def test_what_the_last_line_of_a_print_says_of_its_source() -> None:
    provenance = PROVENANCE.fullmatch("（摘自《禾川文史》2031年第3期）")
    extract = EXTRACT_OF.fullmatch("这是许禾同志2031年3月4日在全县水利工作会议上讲话的一部分")
    author = WRITTEN_BY.match("本文是许禾在《溪山日报》上的发文")
    assert provenance
    assert provenance["source"] == "《禾川文史》2031年第3期"
    assert extract
    assert extract["source"] == "许禾同志2031年3月4日在全县水利工作会议上讲话的一部分"
    assert author
    assert author["author"] == "许禾"


def test_words_of_a_page_about_its_text() -> None:
    assert META.search("发布时间：2031-03-04 09:30")
    assert META.search("2031-03-04 来源：溪山网")
    assert not META.search("老渠通水的时间到了")
    assert LEAD_IN.match("核心提示：老渠通水")
    assert not LEAD_IN.match("提要求")


def test_a_stretch_of_months_below_a_title_names_the_year_once() -> None:
    match = DATE_LINE.fullmatch("（二〇三一年一月——五月）")
    assert match
    assert match["until"] == "五月"


def test_a_paper_and_its_day_in_brackets_tell_where_a_text_is_from() -> None:
    match = PROVENANCE.fullmatch("（《溪山日报》2031年3月4日）")
    assert match
    assert match["source"] == "《溪山日报》2031年3月4日"
    assert PROVENANCE.fullmatch("（《渠道管护办法》见附件）") is None
