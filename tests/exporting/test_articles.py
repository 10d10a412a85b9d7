"""The research export: one article a line, as its description says."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.dates import PartialDate
from archive.exporting.articles import article_rows, words_around
from archive.importing.storing import store
from archive.models import Article, Document, Meeting, Paragraph, Printing, Work
from tests.builders import CUTS, TEXT, Cut, document
from tests.importing.naming import TEXT as TEXT_OF_MEETING
from tests.importing.naming import named, told_otherwise

pytestmark = pytest.mark.django_db


def exported(*args: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("export_articles", *args, stdout=out, stderr=io.StringIO())
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_has_all_fields_of_an_article() -> None:
    store(document(), "one")
    news, feature = exported()
    assert news == {
        "file": "青禾通讯.txt",
        "document": "qing-he-tong-xun",
        "ordinal": 1,
        "start_line": 2,
        "end_line": 4,
        "kicker": None,
        "title": "全县春灌工作会议召开",
        "subtitle": None,
        "kind": "news",
        "dateline": {"agency": "青禾社", "place": "柳镇", "date": "2031-03-04"},
        "source": None,
        "byline": [],
        "date": None,
        "digest_text": None,
        "furniture_text": None,
        "body": "青禾社柳镇3月4日电 全县春灌工作会议昨日召开。\n会议要求，渠道清淤要在清明之前完成。",
        "people": [],
        "meetings": [],
        "initiatives": [],
        "instruments": [],
        "work": "qing-he-tong-xun-l2",
    }
    assert (feature["byline"], feature["date"], feature["dateline"]) == (["许桂兰", "吴明远"], "2031-03", None)


def test_headings_are_body_and_the_digest_is_not() -> None:
    store(document(), "one")
    Paragraph.objects.filter(article__ordinal=2, number=2).update(role="heading", level=1)
    Paragraph.objects.filter(article__ordinal=2, number=3).update(role="digest")
    Paragraph.objects.filter(article__ordinal=1, number=2).update(role="digest")
    Paragraph.objects.filter(article__ordinal=1, number=3).update(role="digest")
    news, feature = exported()
    assert feature["body"] == "柳镇的老渠修了三年。今年开春，水第一次流到了渠尾。"
    assert feature["digest_text"] == "老支书把手伸进水里，半天没有说话。"
    assert news["digest_text"].count("\n") == 1
    assert news["body"] == ""


def test_furniture_is_what_stands_inside_of_the_article() -> None:
    whole, outside = document(TEXT, [Cut(2, 8)]), document(TEXT, [Cut(2, 4), Cut(6, 8)])
    (article,) = whole.articles
    text = tuple(paragraph for paragraph in article.paragraphs if paragraph.spans[0].line != 5)
    store(replace(whole, articles=(replace(article, paragraphs=text),), leftovers=outside.leftovers), "one")

    (row,) = exported()
    assert row["furniture_text"] == "— 1 —"
    assert "— 1 —" not in row["body"]


def test_what_stands_around_authors_and_source_is_shown_in_the_order_of_print() -> None:
    lines = ["本刊记者 许 桂 兰 通讯员 许桂", "来源：青禾网　时间：2031-03-04", "许桂兰"]
    around = words_around(lines, ["许桂", "许桂兰", "青禾网"])
    assert list(around) == ["本刊记者 通讯员", "来源： 时间：2031-03-04", "许桂兰"]


def test_printings_of_one_text_have_one_work_and_excerpts_their_own() -> None:
    store(document(), "one")
    other = TEXT.replace("第三期", "第四期")
    store(document(other, name="青禾通讯4.txt"), "one")
    work = Work.objects.create(key="qing-he-tong-xun-l2", title="全县春灌工作会议召开")
    for article in Article.objects.filter(ordinal=1):
        Printing.objects.create(work=work, article=article, rule="test")
    feature = Article.objects.get(ordinal=2, document__file_name="青禾通讯4.txt")
    Printing.objects.create(work=work, article=feature, rule="test", is_excerpt=True)
    assert [row["work"] for row in exported()] == [
        "qing-he-tong-xun-l2", "qing-he-tong-xun-l6", "qing-he-tong-xun-l2", "qing-he-tong-xun-4-l6",
    ]  # fmt: skip

    Printing.objects.filter(article__document__file_name="青禾通讯4.txt").update(status="rejected")
    assert exported()[2]["work"] == "qing-he-tong-xun-4-l2"


def days_of_meetings() -> list[tuple[str, str | None]]:
    return [(meeting["date"], meeting["end_date"]) for row in exported() for meeting in row["meetings"]]


def test_a_meeting_has_the_day_that_its_article_prints_unless_a_person_has_set_it() -> None:
    closing = told_otherwise(named(TEXT_OF_MEETING, "闭幕.txt"), meetings={"date": PartialDate.of(2031, 3, 6)})
    vague = told_otherwise(named(TEXT_OF_MEETING + "会后。\n", "综述.txt"), meetings={"date": PartialDate.of(2031, 3)})
    for record in (named(TEXT_OF_MEETING + "会上。\n", "报告.txt"), closing, vague):
        store(record, "one")
    assert str(Meeting.objects.get().start) == "2031-03-04"
    assert days_of_meetings() == [("2031-03-04", None), ("2031-03-04", None), ("2031-03-06", None)]

    meeting = Meeting.objects.get()
    meeting.lock(["start"], by="许桂兰", at=timezone.now())
    meeting.save()
    assert days_of_meetings() == [("2031-03-04", None)] * 3


@pytest.mark.parametrize(
    ("date", "printed"),
    [(PartialDate.of(2031), "2031"), (PartialDate.of(2031, 3), "2031-03"), (PartialDate.of(2031, 3, 4), "2031-03-04")],
)
def test_a_date_goes_as_far_as_it_is_known(date: PartialDate, printed: str) -> None:
    store(document(cuts=[replace(CUTS[0], date=date)]), "one")
    assert exported()[0]["date"] == printed


def test_an_article_without_a_headline_has_no_title() -> None:
    store(document(cuts=[Cut(2, 4, titled=False)]), "one")
    Article.objects.update(supplied_title="春灌会议")
    assert exported()[0]["title"] is None


def test_documents_come_by_name_and_can_be_chosen() -> None:
    for number in (3, 1, 2):
        text = TEXT.replace("第三期", f"第{number}期")
        store(document(text, name=f"{number}.txt"), "one")
    assert [(row["file"], row["ordinal"]) for row in exported()] == [
        (f"{number}.txt", ordinal) for number in (1, 2, 3) for ordinal in (1, 2)
    ]
    assert {row["document"] for row in exported("--document", "1", "3")} == {"1", "3"}
    with pytest.raises(CommandError, match="There is no document with the slug 4, 5"):
        exported("--document", "1", "5", "4")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    store(document(), "one")
    output = tmp_path / "articles.jsonl"
    exported("--output", str(output))
    first = output.read_bytes()
    assert first.count(b"\n") == 2
    assert "全县春灌工作会议召开" in first.decode()
    exported("--output", str(output))
    assert output.read_bytes() == first

    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        exported("--output", str(tmp_path / "nowhere" / "articles.jsonl"))
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(CommandError, match="cannot be written"):
        exported("--output", str(folder))
    assert {path.name for path in tmp_path.iterdir()} == {"articles.jsonl", "folder"}


def test_two_imports_of_the_same_bytes_export_the_same() -> None:
    store(document(), "one")
    first = exported()
    Document.objects.all().delete()
    store(document(), "two")
    assert exported() == first


def test_a_document_costs_twelve_queries() -> None:
    for number in range(3):
        store(document(TEXT.replace("第三期", f"第{number}期"), name=f"{number}.txt"), "one")
    with CaptureQueriesContext(connection) as queries:
        rows = list(article_rows(Document.objects.without_text()))
    assert len(rows) == 6
    # The documents, and of each its leftovers, bylines, paragraphs, six kinds of mentions, names of people, printings
    # and articles.
    assert len(queries) == 1 + 3 * 12
