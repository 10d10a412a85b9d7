"""Assembling: head, digest, source, dateline, paragraphs and day of one article."""

from __future__ import annotations

import pytest

from archive.importing.records import ArticleRecord, Kind, Role
from tests.importing import prints
from tests.importing.prints import PROSE, parsed, texts

TITLE = "把水送到最后一块田"
LEAD = "溪山通讯社禾川3月4日电 全县春灌工作会议4日在禾川召开，十二个乡镇的负责人参加了会议。"
EXTRACT = "这是许禾同志2031年3月4日在全县干部会议上讲话的一部分"
YEAR = "从2031年起，这条渠由用水户自己来管。2031年的账已经贴在墙上，2031年的水也已经放到了田里。"


def _article(*lines: str) -> ArticleRecord:
    (article,) = parsed(lines).articles
    return article


def _roles(article: ArticleRecord, *roles: Role) -> list[str]:
    return texts([article], *roles)


# --- head -------------------------------------------------------------------------------------------------------------


def test_kicker_title_and_subtitle_are_fields_and_paragraphs() -> None:
    article = _article("许禾在全县春灌工作会议上强调", TITLE, "方小满主持 江一舟出席", LEAD, *PROSE)
    assert (article.kicker, article.title, article.subtitle) == (
        "许禾在全县春灌工作会议上强调",
        TITLE,
        "方小满主持 江一舟出席",
    )
    assert [p.role for p in article.paragraphs[:4]] == [Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.TEXT]
    assert (article.start_line, article.end_line) == (1, 14)


@pytest.mark.parametrize(
    ("byline", "names"),
    [("本报记者 许禾 方小满", ("许禾", "方小满")), ("许 禾", ("许禾",)), ("■江一舟", ("江一舟",)), ("本报评论员", ())],
)
def test_a_byline_stands_below_the_title(byline: str, names: tuple[str, ...]) -> None:
    article = _article(TITLE, byline, *PROSE)
    assert (article.title, article.bylines) == (TITLE, names)
    assert _roles(article, Role.BYLINE) == [byline]


@pytest.mark.parametrize("credit", ["（方小满）", "（方 小 满）", "（记者 方小满）", "（本报记者：方小满）"])
def test_a_short_report_is_signed_in_brackets_behind_its_last_sentence(credit: str) -> None:
    assert _article(TITLE, LEAD, PROSE[0] + credit).bylines == ("方小满",)
    assert _article(TITLE, PROSE[1], PROSE[0] + credit).bylines == ()
    assert _article(TITLE, LEAD, PROSE[0] + "（节水）").bylines == ()


@pytest.mark.parametrize(
    ("signature", "names"),
    [("柳坪村村民 禾小满", ("禾小满",)), ("柳坪村村民　许 禾", ("许禾",)), ("你们的老朋友　老许", ())],
)
def test_a_letter_is_signed_behind_who_its_writer_is(signature: str, names: tuple[str, ...]) -> None:
    assert _article(TITLE, "编辑同志：", *PROSE, signature).bylines == names


def test_a_name_that_stands_twice_signs_once() -> None:
    article = _article(TITLE, "本报记者 许禾", "本报禾川3月4日电（记者 许禾）老渠通水了，两岸都是人。", *PROSE)
    assert article.bylines == ("许禾",)


def test_a_damaged_name_is_restored_from_the_document() -> None:
    article = _article(TITLE, "县长 \ue000小满", PROSE[0], "会后，方小满又到渠上看了一遍。", *PROSE[1:])
    assert article.bylines == ("方小满",)


def test_a_body_writes_a_text_or_issues_it_where_its_day_stands_behind() -> None:
    assert _article("怎样管好一条渠", "禾川县水利局", *PROSE).bylines == ("禾川县水利局",)
    article = _article("禾川县春灌公报", "禾川县统计局 2031年3月4日", *PROSE)
    assert (article.bylines, article.date and article.date.isoformat()) == ((), "2031-03-04")
    assert _roles(article, Role.BYLINE) == ["禾川县统计局2031年3月4日"]


def test_day_and_number_below_the_title() -> None:
    article = _article("关于做好春灌工作的通知", "禾政发〔2031〕3号", "（2031年3月4日）", "各乡镇人民政府：", *PROSE)
    assert _roles(article, Role.NUMBER) == ["禾政发〔2031〕3号"]
    assert _roles(article, Role.DATE_LINE) == ["（2031年3月4日）"]
    assert article.date
    assert article.date.isoformat() == "2031-03-04"
    assert article.kind is Kind.NOTICE


@pytest.mark.parametrize("mark", ["■", "·", "◆"])
def test_bullets_above_the_text_are_its_digest(mark: str) -> None:
    bullets = [f"{mark} {PROSE[0][:24]}", f"{mark} {PROSE[3][:24]}"]
    article = _article(TITLE, *bullets, *PROSE)
    assert _roles(article, Role.DIGEST) == bullets
    assert texts([article]) == list(PROSE)


def test_a_bullet_printed_behind_the_text_belongs_to_the_digest() -> None:
    bullets = [f"■{text[:24]}" for text in PROSE[:3]]
    article = _article(TITLE, *bullets[:2], *PROSE, bullets[2])
    assert _roles(article, Role.DIGEST) == bullets


def test_a_core_hint_is_digest() -> None:
    hint = "核心提示：老渠通水，比往年早了二十天。"
    assert _roles(_article(TITLE, hint, *PROSE), Role.DIGEST) == [hint]


@pytest.mark.xfail(reason="without a full stop it passes for a line of the headline")
def test_a_core_hint_without_a_full_stop_is_digest() -> None:
    hint = "核心提示：老渠通水，比往年早了二十天"
    assert _roles(_article(TITLE, hint, *PROSE), Role.DIGEST) == [hint]


# --- source and dateline ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["来源：溪山日报", "来 源: 溪山日报"])
def test_a_source_in_a_line_of_its_own(line: str) -> None:
    article = _article(TITLE, line, *PROSE)
    assert article.source == "溪山日报"
    assert _roles(article, Role.SOURCE) == [line]


def test_a_source_that_runs_into_the_first_sentence_is_parted_from_it() -> None:
    article = _article(TITLE, "来源：溪山日报" + PROSE[0], *PROSE[1:])
    assert article.source == "溪山日报"
    assert texts([article]) == list(PROSE)
    source, text = article.paragraphs[1], article.paragraphs[2]
    assert source.spans[0].end == text.spans[0].start == 7


def test_a_line_of_a_web_page_tells_source_author_and_day() -> None:
    article = _article(TITLE, "2031-03-04 09:30  来源：溪山日报  作者：许禾 方小满", *PROSE)
    assert (article.source, article.bylines) == ("溪山日报", ("许禾", "方小满"))


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("（摘自《禾川文史》2031年第3期）", "《禾川文史》2031年第3期"),
        ("（原载《溪山日报》）", "《溪山日报》"),
        (EXTRACT, EXTRACT[2:]),
    ],
)
def test_where_a_text_is_from_stands_below_it(line: str, source: str) -> None:
    article = _article(TITLE, *PROSE, line)
    assert article.source == source
    assert _roles(article, Role.SOURCE) == [line]


def test_the_dateline_opens_the_text_and_stays_in_it() -> None:
    article = _article(TITLE, LEAD, YEAR, *PROSE)
    assert article.dateline
    assert (article.dateline.agency, article.dateline.place) == ("溪山通讯社", "禾川")
    assert article.dateline.date
    assert article.dateline.date.isoformat() == "2031-03-04"
    assert article.dateline.date.inferred
    assert texts([article])[0] == LEAD
    assert article.kind is Kind.NEWS


def test_a_dateline_without_place_and_day_is_none() -> None:
    article = _article(TITLE, "本报讯 老渠通水了，两岸都是人。", *PROSE)
    assert article.dateline is None
    assert article.kind is Kind.NEWS


# --- text -------------------------------------------------------------------------------------------------------------


def test_headings_have_levels_without_gaps() -> None:
    article = _article(
        *("禾川县渠道管护条例", "第一章　总则", "第一条　为了管护渠道，制定本条例。", "第二条　每年清淤一次。"),
        *("第二章　罚则", "第三条　堵渠的，要疏通。", "（一）堵一寸的，疏一尺。"),
    )
    assert [(p.role, p.level) for p in article.paragraphs[1:]] == [
        (Role.HEADING, 1),
        (Role.TEXT, 3),
        (Role.TEXT, 3),
        (Role.HEADING, 1),
        (Role.TEXT, 3),
        (Role.TEXT, 2),
    ]


def test_subheads_with_and_without_numbers() -> None:
    article = _article(TITLE, *PROSE[:2], "一、把渠修好", *PROSE[2:4], "树也跟着沾光", *PROSE[4:])
    assert [(p.text, p.level) for p in article.paragraphs if p.role is Role.HEADING] == [
        ("一、把渠修好", 1),
        ("树也跟着沾光", 2),
    ]


def test_a_subhead_of_two_lines_is_one() -> None:
    column = prints.column(PROSE, 18)
    end = next(k for k, line in enumerate(column, 1) if k > 12 and line.endswith("。") and len(line) < 14)
    lines = [TITLE, "■许 禾", *column[:end], "● 护林人一天要走", "三十里山路", *column[end:]]
    assert [p.text for p in _article(*lines).paragraphs if p.role is Role.HEADING] == ["● 护林人一天要走三十里山路"]


def test_signature_and_day_at_the_end_are_text() -> None:
    article = _article("关于做好春灌工作的通知", "各乡镇人民政府：", *PROSE, "禾川县人民政府办公室", "2031年3月4日")
    assert texts([article])[-2:] == ["禾川县人民政府办公室", "2031年3月4日"]
    assert not any(p.role is Role.HEADING for p in article.paragraphs)


def test_a_text_without_a_headline_has_no_title() -> None:
    article = _article(*PROSE)
    assert (article.kicker, article.title, article.subtitle) == (None, None, None)


# --- day --------------------------------------------------------------------------------------------------------------


def _day(*lines: str) -> str | None:
    date = _article(*lines).date
    return date.isoformat() if date else None


def test_a_report_is_of_the_day_of_its_event() -> None:
    assert _day(TITLE, "溪山通讯社禾川3月5日电 春灌工作会议4日在禾川召开。", YEAR, *PROSE) == "2031-03-04"
    assert _day(TITLE, "溪山通讯社禾川3月5日电 春灌工作会议在禾川召开。", YEAR, *PROSE) == "2031-03-05"


@pytest.mark.parametrize("hour", ["清晨", "夜里", "傍晚", "从早上起"])
def test_a_day_without_its_month_is_known_by_the_hour_behind_it(hour: str) -> None:
    assert _day(TITLE, f"溪山通讯社禾川3月5日电 4日{hour}，老渠的水到了柳坪村。", YEAR, *PROSE) == "2031-03-04"


def test_a_date_long_before_the_dateline_is_not_the_event() -> None:
    lead = "溪山通讯社禾川3月5日电 自2029年11月8日开工的渠道今天完工，春灌工作会议同时召开。"
    assert _day(TITLE, lead, YEAR, *PROSE) == "2031-03-05"


def test_a_speech_is_of_the_day_it_was_given() -> None:
    assert _day("在全县春灌工作会议上的讲话", "（2031年3月4日）", "许 禾", "同志们：", *PROSE) == "2031-03-04"
    assert _day("把渠修好", "许 禾", *PROSE, EXTRACT) == "2031-03-04"


def test_a_notice_is_of_the_day_it_is_signed() -> None:
    body = ["关于做好春灌工作的通知", "各乡镇人民政府：", *PROSE]
    assert _day(*body, "禾川县人民政府办公室", "2031年3月4日") == "2031-03-04"


def test_a_regulation_is_of_the_last_day_its_note_names() -> None:
    note = "（2029年11月8日县人民代表大会通过 2031年3月4日修订）"
    assert _day("禾川县渠道管护条例", note, "第一条　要清淤。", "第二条　要量水。", "第三条　要栽树。") == "2031-03-04"


def test_a_chronicle_is_of_the_month_it_names() -> None:
    assert _day("2031年3月大事记", *PROSE) == "2031-03"


def test_a_text_that_names_no_day_has_none() -> None:
    assert _day(TITLE, "■许 禾", *PROSE) is None


def test_the_author_in_a_line_of_a_web_page_ends_with_the_next_label() -> None:
    line = "2031年03月05日 08:30　来源：溪山日报　作者：许禾　编辑：小满"
    article = _article("老渠新水润禾川", line, *PROSE)
    assert (article.bylines, article.source) == (("许禾",), "溪山日报")


def test_a_day_without_its_year_is_of_the_year_in_which_the_page_was_published() -> None:
    meta = "发布时间：2029-03-05　来源：溪山日报"
    assert _day("老渠新水润禾川", meta, "3月4日，老渠通水。", "2031年，2031年，渠道要再修一次。") == "2029-03-04"
    assert _day("老渠新水润禾川", meta, "12月30日，老渠通水。") == "2028-12-30"


def test_a_line_of_a_web_page_may_end_with_an_empty_label() -> None:
    article = _article("老渠新水润禾川", "日期：2031-03-05　来源：县人力社会保障局　视力保护色：", *PROSE)
    assert article.source == "县人力社会保障局"
