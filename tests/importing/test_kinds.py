"""Kinds: what a text is, told from its title, how it opens, and who signs it."""

from __future__ import annotations

import pytest

from archive.importing.records import Kind
from tests.importing.prints import PROSE, parsed

ARGUMENT = (
    "我们必须把渠修好。只有把渠修好，才能谈得上丰收。",
    "修渠不能靠人情，应当靠规矩。不可等，不可靠，务必动手。",
)
YEAR = "2031年的账已经贴在墙上，2031年的水也已经放到了田里。"
DATELINE = "溪山通讯社禾川2031年3月4日电 "


def _kind(*lines: str) -> Kind:
    (article,) = parsed(lines).articles
    return article.kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("禾川县渠道管护条例", Kind.REGULATION),
        ("禾川县用水收费办法（试行）", Kind.REGULATION),
        ("关于做好春灌工作的通知", Kind.NOTICE),
        ("关于加快修渠的意见", Kind.OPINION),
        ("在全县春灌工作会议上的讲话", Kind.SPEECH),
        ("在全县春灌工作会议上的讲话（摘要）", Kind.SPEECH_EXCERPTS),
        ("禾川县人民政府工作报告", Kind.WORK_REPORT),
        ("致全县用水户的一封信", Kind.LETTER),
        ("节约用水倡议书", Kind.LETTER),
        ("关于换掉渡槽的批复", Kind.OTHER),
        ("2031年水利大事记", Kind.OTHER),
    ],
)
def test_the_last_word_of_a_title_names_the_kind(title: str, kind: Kind) -> None:
    assert _kind(title, *PROSE) is kind


@pytest.mark.xfail(reason="a title that says what is issued passes for a report of it")
def test_a_notice_that_issues_something_is_a_notice() -> None:
    assert _kind("关于印发《禾川县渠道管护条例》的通知", "各乡镇人民政府：", *PROSE) is Kind.NOTICE


@pytest.mark.parametrize(
    "title", ["我县出台《禾川县渠道管护条例》", "全县春灌工作会议召开", "禾川县政府工作会议强调节水"]
)
def test_a_report_with_a_dateline_is_news(title: str) -> None:
    assert _kind(title, DATELINE + PROSE[0], *PROSE[1:]) is Kind.NEWS


def test_an_event_with_its_day_is_news_but_not_where_an_author_signs_with_a_mark() -> None:
    lead = "3月4日，全县春灌工作会议召开，各村都派了人来。"
    assert _kind("全县春灌工作会议召开", lead, *PROSE, YEAR) is Kind.NEWS
    assert _kind("全县春灌工作会议召开", "■许 禾", lead, *PROSE, YEAR) is not Kind.NEWS


ARTICLES = ("第一条　渠要年年修。", "第二条　淤要年年清。", "第三条　树要年年栽。")


def test_articles_of_a_law_make_a_regulation_whatever_its_title() -> None:
    assert _kind("禾川县渠道公约", *ARTICLES) is Kind.REGULATION
    assert _kind(*ARTICLES) is Kind.REGULATION
    assert _kind("禾川县渠道公约出台", DATELINE + "公约的要点如下。", *ARTICLES) is Kind.NEWS


def test_extracts_that_each_name_their_occasion_are_speech_excerpts() -> None:
    occasion = "（2031年{}月4日在全县干部会议上的讲话）"
    extracts = [line for k in (1, 2, 3) for line in ("一二三"[k - 1], PROSE[k], occasion.format(k))]
    assert _kind("论修渠", *extracts) is Kind.SPEECH_EXCERPTS


def test_a_text_delivered_to_deputies_is_a_work_report() -> None:
    assert _kind("把渠修好", "（2031年3月4日）", "各位代表：", *PROSE) is Kind.WORK_REPORT


def test_a_text_with_day_and_salutation_is_a_speech() -> None:
    assert _kind("把渠修好", "（2031年3月4日）", "同志们：", *PROSE) is Kind.SPEECH


def test_a_part_of_a_speech_is_one_where_its_author_signs() -> None:
    of = "这是许禾同志2031年3月4日在全县干部会议上讲话的一部分"
    assert _kind("把渠修好", "县长 许 禾", *PROSE, of) is Kind.SPEECH
    assert _kind("把渠修好", *PROSE, of) is Kind.SPEECH_EXCERPTS


def test_staff_commentators_write_commentaries() -> None:
    assert _kind("把渠修好", "本报评论员", *PROSE) is Kind.COMMENTARY


def test_a_signed_text_that_argues_without_figures_is_a_commentary() -> None:
    assert _kind("把渠修好", "■许 禾", *ARGUMENT) is Kind.COMMENTARY


def test_a_long_one_is_an_article_and_one_with_figures_a_feature() -> None:
    assert _kind("把渠修好", "许 禾", "", *ARGUMENT * 80) is Kind.ARTICLE
    figures = [text + "今年清淤12000方，栽树3600棵，换渡槽3座，添量水堰100个。" for text in PROSE]
    assert _kind("老渠新水", "■许 禾", *figures) is Kind.FEATURE


def test_what_reporters_write_that_is_no_news_is_a_feature() -> None:
    assert _kind("老渠新水", "本报记者 许禾", *ARGUMENT) is Kind.FEATURE


def test_a_text_signed_with_an_office_is_an_article() -> None:
    assert _kind("把渠修好", "县水利局局长 许禾", *ARGUMENT) is Kind.ARTICLE


@pytest.mark.parametrize("note", ["（作者系县水利局局长）", "（作者许禾为县水利局总工程师）"])
def test_a_text_by_somebody_in_office_is_an_article(note: str) -> None:
    assert _kind("把渠修好", "许 禾", *ARGUMENT, note) is Kind.ARTICLE
    assert _kind("把渠修好", "许 禾", *ARGUMENT) is Kind.COMMENTARY


def test_a_text_addressed_to_the_editors_is_a_letter() -> None:
    assert _kind("请把渠修完", "编辑同志：", *PROSE, "柳坪村村民 许禾") is Kind.LETTER
    assert _kind("請把渠修完", "編輯同志：", *PROSE) is Kind.LETTER


@pytest.mark.parametrize(
    ("column", "kind"), [("身边的老水工", Kind.FEATURE), ("本台短评", Kind.COMMENTARY), ("禾川快讯", Kind.NEWS)]
)
def test_a_column_in_brackets_tells_the_kind_of_what_names_no_day(column: str, kind: Kind) -> None:
    assert _kind(f"【{column}】把水送到最后一块田", "溪山通讯社消息：" + PROSE[0], *PROSE[1:]) is kind


def test_a_report_below_a_column_is_news() -> None:
    assert _kind("【春灌进行时】老渠通水", "溪山通讯社消息：3月4日，老渠通水。", *PROSE, YEAR) is Kind.NEWS


def test_a_short_kicker_may_be_a_column_of_comments() -> None:
    assert _kind("禾川时评", "把水送到最后一块田里去", *PROSE) is Kind.COMMENTARY


def test_what_an_agency_sends_out_under_a_title_is_a_feature_and_so_is_what_its_deck_calls_one() -> None:
    assert _kind("老渠新水", "溪山通讯社禾川3月4日电题：老渠新水", *PROSE) is Kind.FEATURE
    assert _kind("老渠新水", "——禾川县修渠纪实", DATELINE + PROSE[0], *PROSE[1:]) is Kind.FEATURE


def test_answers_to_reporters_are_an_article() -> None:
    kicker = "县水利局负责人就《禾川县渠道管护条例》答记者问"
    assert _kind(kicker, "让每一方水都有去处", DATELINE + PROSE[0], *PROSE[1:]) is Kind.ARTICLE


def test_an_unsigned_text_that_opens_with_its_day_is_news_whatever_it_tells() -> None:
    assert _kind("老渠来了水", "3月4日清晨，老渠的水到了柳坪村。", *PROSE, YEAR) is Kind.NEWS


def test_what_argues_from_a_report_is_a_commentary() -> None:
    report = "近日，县里印发《禾川县渠道管护条例》。"
    assert _kind("把渠管好用好", report, *ARGUMENT) is Kind.COMMENTARY
    assert _kind("把渠管好用好", report, *PROSE) is Kind.NEWS
    assert _kind("老渠添了新人", "县水利局日前请来十二位老水工。", "他们说，渠不能没有人管。") is Kind.NEWS


def test_a_commentary_may_quote_less_than_it_argues() -> None:
    quoting = "老话说：“水往低处流。”"
    assert _kind("把渠修好", "■许 禾", *ARGUMENT, quoting) is Kind.COMMENTARY
    assert _kind("把渠修好", "■许 禾", ARGUMENT[1], *[quoting] * 4) is Kind.FEATURE


def test_what_a_newspaper_prints_unsigned_reports_unless_it_argues_or_says_that_it_comments() -> None:
    masthead = "溪山日报 2031年3月4日 星期二"
    texts = [
        "老渠清淤见成效",
        PROSE[1],
        PROSE[4],
        "短评：修渠要靠规矩",
        PROSE[2],
    ]
    kinds = {article.title: article.kind for article in parsed([masthead, *texts]).articles}
    assert kinds["老渠清淤见成效"] is Kind.NEWS
    assert _kind("更正", PROSE[1]) is Kind.OTHER
    assert kinds["短评：修渠要靠规矩"] is Kind.COMMENTARY


@pytest.mark.parametrize("title", ["序《禾川水利志》", "《禾川水利志》序言", "后记"])
def test_a_preface_with_a_day_below_its_title_is_no_speech(title: str) -> None:
    assert _kind(title, "（二〇三一年三月）", *PROSE) is Kind.ARTICLE
