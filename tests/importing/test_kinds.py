"""Kinds: what a text is, told from its title, how it opens, and who signs it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from archive.importing.kinds import classify
from archive.importing.records import Kind
from tests.importing.prints import PROSE

ARGUMENT = (
    "我们必须把渠修好。只有把渠修好，才能谈得上丰收。",
    "修渠不能靠人情，应当靠规矩。不可等，不可靠，务必动手。",
)


def _kind(
    title: str | None,
    paragraphs: Sequence[str] = PROSE[:3],
    *,
    subtitle: str = "",
    dateline: bool = False,
    byline: str = "",
    delivered: bool = False,
    dated: bool = False,
    extract_of: str = "",
) -> Kind:
    return classify(
        title,
        subtitle,
        paragraphs[0],
        paragraphs,
        dateline=dateline,
        byline=byline,
        delivered=delivered,
        dated=dated,
        extract_of=extract_of,
    )


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
    assert _kind(title) is kind


@pytest.mark.parametrize(
    "title", ["我县出台《禾川县渠道管护条例》", "全县春灌工作会议召开", "禾川县政府工作会议强调节水"]
)
def test_a_report_with_a_dateline_is_news(title: str) -> None:
    assert _kind(title, dateline=True) is Kind.NEWS


@pytest.mark.xfail(reason="a title that says what is issued passes for a report of it")
def test_a_notice_that_issues_something_is_a_notice() -> None:
    assert _kind("关于印发《禾川县渠道管护条例》的通知", ["各乡镇人民政府：", *PROSE[:2]]) is Kind.NOTICE


def test_an_event_with_its_day_is_news_but_not_where_an_author_signs_with_a_mark() -> None:
    assert _kind("全县春灌工作会议召开", dated=True) is Kind.NEWS
    assert _kind("全县春灌工作会议召开", dated=True, byline="■许 禾") is not Kind.NEWS


def test_articles_of_a_law_make_a_regulation_whatever_its_title() -> None:
    articles = ["第一条　修渠。", "第二条　清淤。", "第三条　栽树。"]
    assert _kind("禾川县渠道公约", articles) is Kind.REGULATION
    assert _kind(None, articles) is Kind.REGULATION
    assert _kind("禾川县渠道公约", articles, dateline=True) is Kind.NEWS


def test_extracts_that_each_name_their_occasion_are_speech_excerpts() -> None:
    extracts = [f"渠要修好。（2031年{month}月4日在全县干部会议上的讲话）" for month in (1, 2, 3)]
    assert _kind("论修渠", extracts) is Kind.SPEECH_EXCERPTS


def test_a_text_delivered_to_deputies_is_a_work_report() -> None:
    assert _kind("把渠修好", ["各位代表：", *PROSE[:2]], delivered=True) is Kind.WORK_REPORT


def test_a_text_with_day_and_salutation_is_a_speech() -> None:
    assert _kind("把渠修好", ["同志们：", *PROSE[:2]], delivered=True) is Kind.SPEECH


def test_a_part_of_a_speech_is_one_where_its_author_signs() -> None:
    of = "许禾同志2031年3月4日在全县干部会议上讲话的一部分"
    assert _kind("把渠修好", byline="许 禾", extract_of=of) is Kind.SPEECH
    assert _kind("把渠修好", extract_of=of) is Kind.SPEECH_EXCERPTS


def test_staff_commentators_write_commentaries() -> None:
    assert _kind("把渠修好", byline="本报评论员") is Kind.COMMENTARY


def test_a_signed_text_that_argues_without_figures_is_a_commentary() -> None:
    assert _kind("把渠修好", ARGUMENT, byline="许 禾") is Kind.COMMENTARY


def test_a_long_one_is_an_article_and_one_with_figures_a_feature() -> None:
    assert _kind("把渠修好", ARGUMENT * 80, byline="许 禾") is Kind.ARTICLE
    figures = [text + "今年清淤12000方，栽树3600棵，换渡槽3座，添量水堰100个。" for text in PROSE[:3]]
    assert _kind("老渠新水", figures, byline="许 禾") is Kind.FEATURE


def test_what_reporters_write_that_is_no_news_is_a_feature() -> None:
    assert _kind("老渠新水", ARGUMENT, byline="本报记者 许禾") is Kind.FEATURE


def test_a_text_signed_with_an_office_is_an_article() -> None:
    assert _kind("把渠修好", ARGUMENT, byline="县水利局局长 许禾") is Kind.ARTICLE
