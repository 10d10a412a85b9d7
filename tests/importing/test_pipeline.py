"""The whole parser: nothing lost, the same records every time, and what it says of the document."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from archive.importing.records import DocumentKind, Kind, Reason
from tests.builders import raw
from tests.importing import prints
from tests.importing.accounting import assert_nothing_lost
from tests.importing.prints import HEADLINES, PROSE, left, parsed, texts
from tests.importing.strategies import anything, files

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "tests" / "genre").glob("*.txt"))
MANY = 10_000


# --- nothing lost -----------------------------------------------------------------------------------------------------


@settings(max_examples=300)
@given(files())
def test_nothing_of_a_print_is_lost(lines: list[str]) -> None:
    assert_nothing_lost(parsed(lines))


@settings(max_examples=150)
@given(anything)
@example("")
@example("12\n13")
@example("[bookmark: 清淤]\n[bookmark: 修渠]")
@example("清淤\r\n\r\n修渠。\u2028栽树\x0b。")
def test_nothing_of_any_text_at_all_is_lost(text: str) -> None:
    assert_nothing_lost(parsed([text]))


COLUMN = prints.column(PROSE, 20)


def test_a_page_of_one_line_wider_than_the_column_is_not_lost() -> None:
    column = prints.column(PROSE, 18)
    assert_nothing_lost(parsed(["老渠修好以后，水又往东流了二十多里地才停下来。", "\f" + column[0], *column[1:]]))


def test_articles_do_not_overlap_where_one_begins_above_the_foot_of_a_page() -> None:
    lead = prints.wrapped("溪山通讯社禾川3月4日电 全县春灌工作会议4日在禾川召开，十二个乡镇的负责人参加了会议。", 18)
    column = prints.column(PROSE, 18)
    head = [*column[:4], "", "", "", "禾川县召开春灌大会", "", *lead, *column[9:12]]
    document = parsed([*head, "渠首工地上的年轻人" * 2 + " 许禾摄", "\f" + column[12], *column[13:]])
    assert len(document.articles) == 2
    assert_nothing_lost(document)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_nothing_of_a_sample_is_lost(path: Path) -> None:
    assert_nothing_lost(parsed([path.read_text(encoding="utf-8")]))


@pytest.mark.parametrize(
    "lines",
    [
        ["把水送到最后一块田，" * 35_000],  # a megabyte in one line
        ["把水送到最后一块田。" * 35_000],
        [*COLUMN, "完。" + "".join(chr(0x4E00 + k * 7919 % 20_000) for k in range(MANY)), *COLUMN],
        ["把水送到田"] * 2 * MANY,
        [f"把水送到第{k}块田" for k in range(2 * MANY)],
        [f"\fㄅ{k}" for k in range(MANY // 4)],
        [str(k % 1000) for k in range(MANY)],
        ["《" * MANY],
        ["（" * MANY],
        ["“"] * MANY,
        ["[bookmark:" * MANY],
        ["[bookmark:清淤]" * (MANY // 10)],
        [" " * 10 * MANY],
        ["水" + " " * 10 * MANY + "田"],
        ["——" + "　" * 10 * MANY + "田"],
        ["记者" + "\t" * 10 * MANY + "许禾"],
        [*COLUMN, "水 " + "　" * 10 * MANY + "田", *COLUMN],
        ["把水送到" * 5_000],
        ["把水送到"] * 5_000,
        prints.wrapped("把水送到" * 5_000, 28),
        ["许禾、" * MANY],
        ["1" * MANY],
        ["—" * MANY],
        ["· 把水送到最后一块田"] * 3_000,
        ["一、把水送到最后一块田"] * 3_000,
    ],
    ids=lambda lines: f"{len(lines)}x{lines[len(lines) // 2][:6].strip()}",
)
def test_what_no_press_prints_is_parsed_too(lines: list[str]) -> None:
    assert_nothing_lost(parsed(lines))


# --- the same every time ----------------------------------------------------------------------------------------------


@settings(max_examples=50)
@given(files())
def test_the_same_text_gives_the_same_records(lines: list[str]) -> None:
    assert parsed(lines) == parsed(lines)


def test_other_processes_give_the_same_records() -> None:
    script = """
import hashlib, json, sys
from tests.importing.prints import parsed
print([hashlib.sha256(repr(parsed([text])).encode()).hexdigest() for text in json.load(sys.stdin)])
"""
    samples = [path.read_text(encoding="utf-8") for path in SAMPLES]
    samples += ["\n".join(prints.paged(COLUMN, 12, numbered=True)), "\n".join(prints.broken(PROSE))]
    here = [hashlib.sha256(repr(parsed([text])).encode()).hexdigest() for text in samples]
    for seed in ("0", "1", "4711"):
        there = subprocess.run(
            [sys.executable, "-c", script],
            input=json.dumps(samples),
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert there.stdout.strip() == str(here)


def test_line_ends_of_another_system_change_nothing() -> None:
    lines = ["许禾在全县春灌工作会议上强调", "把水送到最后一块田", "", *prints.paged(COLUMN, 12, numbered=True)]
    unix, windows = parsed(lines), parsed([line + "\r" for line in lines])
    assert texts(unix.articles) == texts(windows.articles)
    assert [article.title for article in unix.articles] == [article.title for article in windows.articles]


# --- the document -----------------------------------------------------------------------------------------------------


def _reports(days: tuple[int, ...]) -> list[str]:
    return [
        line
        for k, day in enumerate(days)
        for line in (HEADLINES[k], f"溪山通讯社禾川2031年3月{day}日电 全县修渠现场会{day}日在禾川召开。", PROSE[k])
    ]


def test_a_file_without_text_is_a_document_without_articles() -> None:
    for text in ("", "\n \n　", "12\n\n13"):
        document = parsed([text])
        assert document.articles == ()
        assert document.kind is DocumentKind.OTHER
        assert document.raw == raw(text)


def test_several_reports_are_a_compilation_of_the_days_of_their_events() -> None:
    document = parsed(_reports((4, 9, 6)))
    assert [article.kind for article in document.articles] == [Kind.NEWS] * 3
    assert document.kind is DocumentKind.COMPILATION
    assert document.period_start
    assert document.period_end
    assert (document.period_start.isoformat(), document.period_end.isoformat()) == ("2031-03-04", "2031-03-09")


def test_a_masthead_makes_a_newspaper_of_its_day() -> None:
    document = parsed(
        ["溪山日报", "2031年3月5日 星期三", "第01版 要闻", HEADLINES[0], "本报讯 全县春灌昨日开始。", *PROSE]
    )
    assert document.kind is DocumentKind.NEWSPAPER
    assert [(a.title, a.date.isoformat() if a.date else None) for a in document.articles] == [
        (HEADLINES[0], "2031-03-04")
    ]


def test_features_of_their_own_pages_make_a_magazine() -> None:
    pages = [
        line
        for k in range(5)
        for line in ("\f" + HEADLINES[k], "■本刊记者 许禾", *prints.column([*PROSE[k:], *PROSE[:k]], 18))
    ]
    document = parsed(pages)
    assert [article.title for article in document.articles] == list(HEADLINES)
    assert document.kind is DocumentKind.MAGAZINE


def test_a_work_report_makes_a_report() -> None:
    lines = ["禾川县人民政府工作报告", "（2031年3月4日）", "县长 许 禾", "各位代表：", *PROSE]
    document = parsed(lines)
    assert document.kind is DocumentKind.REPORT
    assert [article.kind for article in document.articles] == [Kind.WORK_REPORT]


def test_a_note_to_the_readers_names_the_document() -> None:
    document = parsed([*PROSE, "（请将《春灌学习参考》传阅，用后交回资料室）"])
    assert document.title == "春灌学习参考"
    document = parsed([*PROSE, "本刊地址：禾川县柳坪路1号《溪山水利》杂志社"])
    assert (document.title, document.publisher) == ("溪山水利", "《溪山水利》杂志社")


def test_a_section_of_the_contents_page_is_the_column_of_its_article() -> None:
    contents = [
        "目 录",
        "【人物】",
        f"4 {HEADLINES[0]}/许 禾",
        "【水利】",
        f"8 {HEADLINES[1]}/孟 晚",
        "12 渡槽往事/方小满",
    ]
    pages = [line for k in range(2) for line in ("\f" + HEADLINES[k], "■许 禾", *prints.column(PROSE[4 * k :], 18))]
    document = parsed([*contents, *pages])
    assert [(article.title, article.column) for article in document.articles] == [
        (HEADLINES[0], "人物"),
        (HEADLINES[1], "水利"),
    ]
    assert left(document, Reason.CONTENTS) == ["\n".join(contents)]


def test_a_caption_below_the_last_line_of_an_article_is_within_its_range() -> None:
    caption = "渠首工地上的年轻人渠首工地上的年轻人 许禾摄"
    page = [HEADLINES[0], "■许 禾", *prints.column(PROSE, 18), caption]
    document = parsed([*page, "\f" + HEADLINES[1], "■孟 晚", *prints.column(PROSE, 18)])
    assert document.articles[0].end_line == len(page)
