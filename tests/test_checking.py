"""check_archive finds what is wrong, each kind of it, and nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.checking import findings
from archive.checking.finding import Code, Finding
from archive.dates import PartialDate
from archive.importing.grouping import group_printings
from archive.importing.records import DocumentRecord
from archive.importing.storing import store
from archive.models import (
    Article,
    Document,
    Leftover,
    OfficeHeld,
    Page,
    Paragraph,
    Printing,
    Redirect,
    Sketch,
    Suggestion,
    Work,
)
from tests.builders import TEXT, Cut, document
from tests.importing.naming import named
from tests.importing.test_likeness import words

SLUG = "qing-he-tong-xun"


def put(*records: DocumentRecord) -> None:
    for record in records:
        store(record, "one")
    group_printings()


def found() -> list[tuple[str, int | None]]:
    return [(finding.code.value, finding.line) for finding in findings(Document.objects.all())]


def queries() -> int:
    """How many it takes to find nothing."""
    with CaptureQueriesContext(connection) as counted:
        assert found() == []
    return len(counted)


def _paragraph(article: int, place: int, /, **values: Any) -> Callable[[], object]:
    return lambda: Paragraph.objects.filter(article__ordinal=article, number=place).update(**values)


def _document(**values: Any) -> Callable[[], object]:
    return lambda: Document.objects.update(**values)


def _article(place: int, /, **values: Any) -> Callable[[], object]:
    return lambda: Article.objects.filter(ordinal=place).update(**values)


def _leftover(line: int, /, **values: Any) -> Callable[[], object]:
    return lambda: Leftover.objects.filter(first_line=line).update(**values)


def _page(place: int, /, **values: Any) -> Callable[[], object]:
    return lambda: Page.objects.filter(number=place).update(**values)


DAMAGE: dict[str, tuple[Callable[[], object], list[tuple[str, int | None]]]] = {
    "nothing": (lambda: None, []),
    "another text": (_document(text=TEXT.replace("清明", "谷雨")), [("file", None), ("text", 4)]),
    "another digest": (_document(sha256="0" * 64), [("file", None)]),
    "another encoding": (_document(encoding="gb18030"), [("file", None)]),
    "other counts": (_document(line_count=7, character_count=1), [("file", None), ("file", None)]),
    "a leftover is gone": (lambda: Leftover.objects.filter(first_line=5).delete(), [("lost", 5)]),
    "a paragraph is gone": (
        lambda: Paragraph.objects.filter(article__ordinal=1, number=2).delete(), [("order", 4), ("lost", 3)],
    ),
    "an article is gone": (
        lambda: Article.objects.filter(ordinal=1).delete(), [("order", 6), ("lost", 2), ("lost", 3), ("lost", 4)],
    ),
    "an article without paragraphs": (
        lambda: Paragraph.objects.filter(article__ordinal=2).delete(),
        [("order", 6), ("order", 6), ("lost", 6), ("lost", 7), ("lost", 8)],
    ),
    "a shorter span": (_paragraph(1, 1, spans=[[2, 0, 8]]), [("text", 2), ("lost", 2)]),
    "another text of a paragraph": (_paragraph(1, 1, text="会议召开"), [("text", 2)]),
    "a paragraph that is printed elsewhere": (
        _paragraph(1, 3, spans=[[3, 0, 24]], first_line=3, last_line=3), [("twice", 3), ("lost", 4)],
    ),
    "a span outside of the file": (
        _paragraph(2, 3, spans=[[9, 0, 5]], first_line=8, last_line=9),
        [("span", 9), ("span", 8), ("order", 8), ("lost", 8)],
    ),
    "spans out of order": (_paragraph(1, 3, spans=[[4, 9, 18], [4, 0, 9]]), [("span", 4)]),
    "lines that are not the spans'": (_paragraph(1, 2, last_line=4), [("span", 3)]),
    "no spans": (_leftover(5, spans=[]), [("span", 5), ("lost", 5)]),
    "another text of a leftover": (_leftover(5, text="— 2 —"), [("text", 5)]),
    "a leftover that starts elsewhere": (_leftover(5, start=2), [("span", 5)]),
    "a gap between numbers": (_paragraph(1, 3, number=4), [("order", 4)]),
    "articles in another order": (
        lambda: [_article(1, ordinal=3)(), _article(2, ordinal=1)()], [("order", 2), ("order", 2)],
    ),
    "an article that is too long": (_article(1, last_line=7), [("order", 7), ("order", 6)]),
    "an article that is too short": (_article(1, last_line=3), [("order", 4)]),
    "pages that overlap": (_page(1, last_line=6), [("order", 6)]),
    "a page after the end": (_page(2, last_line=9), [("order", 9)]),
    "a page of another place": (
        lambda: _article(1, first_page=Page.objects.get(number=2))(), [("order", 2)],
    ),
    "a redirect that leads nowhere": (
        lambda: Redirect.objects.create(record_type="article", old_key="a", new_key="b"), [("key", None)],
    ),
    "a suggestion about nothing": (
        lambda: Suggestion.objects.create(record_type="document", record_key="gone", field="title"), [("key", None)],
    ),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("case", DAMAGE)
def test_damage_is_found_where_it_is(case: str) -> None:
    put(document())
    damage, expected = DAMAGE[case]
    damage()
    assert found() == expected


def _printing(**values: Any) -> Callable[[], object]:
    return lambda: Printing.objects.update(**values)


WORKS: dict[str, tuple[Callable[[], object], list[str]]] = {
    "nothing": (lambda: None, []),
    "no printing": (lambda: Printing.objects.all().delete(), ["the work a-l1 has no printing"]),
    "no best printing": (_printing(is_best=False), ["the work a-l1 has no best printing"]),
    "another key": (
        lambda: Work.objects.update(key="c-l1"),
        ["the work c-l1 has the key of none of its printings"],
    ),
    "another key of a settled work": (lambda: Work.objects.update(key="c-l1", locks={"title": {}}), []),
    "no best printing, but texts have yet to be compared": (
        lambda: (Printing.objects.update(is_best=False), Sketch.objects.filter(article__key="a-l1").delete()),
        [],
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", WORKS)
def test_works_that_are_not_in_order_are_found(case: str) -> None:
    text = "\n".join(words(600)[i : i + 30] for i in range(0, 600, 30)) + "\n"
    put(*(document(text + end, [Cut(1, 20)], name=name, pages=()) for name, end in (("a", ""), ("b", "完\n"))))
    damage, expected = WORKS[case]
    damage()
    assert [finding.sentence for finding in findings(Document.objects.all())] == expected


@pytest.mark.django_db
@pytest.mark.parametrize("locked", [False, True])
def test_days_on_which_no_article_cites_an_office_are_found(locked: bool) -> None:
    put(named())
    held = OfficeHeld.objects.get()
    held.last_cited = PartialDate.of(2032, 1, 9)
    held.locks = {"last_cited": {}} if locked else {}
    held.save()
    expected = ["the office held 许桂兰, 青禾县水利局局长 is last cited on 2031-03-04, not on 2032-01-09"]
    assert [finding.sentence for finding in findings(Document.objects.all())] == ([] if locked else expected)


@pytest.mark.django_db(transaction=True)
def test_rows_whose_constraints_were_switched_off_are_found() -> None:
    put(document())
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # as a careless restore of a dump does
        cursor.execute("UPDATE archive_paragraph SET article_id = 0 WHERE number = 3")
        cursor.execute("SET session_replication_role = DEFAULT")
        sentences = {finding.code: finding.sentence for finding in findings(Document.objects.all())}
        cursor.execute("TRUNCATE archive_document CASCADE")
    assert sentences[Code.KEY] == "2 rows of Paragraph name no existing article"


@pytest.mark.django_db
def test_the_command_prints_findings_and_says_so_by_its_status() -> None:
    put(document())
    out = io.StringIO()
    call_command("check_archive", stdout=out)
    assert out.getvalue() == "documents checked: 1; findings: 0\n"

    Leftover.objects.filter(first_line=5).delete()
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("check_archive", "--document", SLUG, stdout=out)
    assert end.value.code == 1
    assert out.getvalue() == f"{SLUG}:5: — is in no text and no leftover\ndocuments checked: 1; findings: 1\n"


@pytest.mark.django_db
def test_a_document_that_is_not_there_is_told() -> None:
    with pytest.raises(CommandError, match="There is no document with the slug nowhere"):
        call_command("check_archive", "--document", "nowhere")


@pytest.mark.django_db
def test_documents_cost_the_same_queries_each() -> None:
    put(document())
    one = queries()
    for number in range(2, 5):
        put(document(TEXT.replace("三期", f"{number}期"), name=f"青禾通讯{number}.txt"))
    # Of each document: its articles, its paragraphs, its pages, its leftovers, and its mentions of six kinds.
    assert queries() == one + 3 * 10


@pytest.mark.django_db
def test_redirects_and_suggestions_cost_no_queries_each() -> None:
    put(document())
    none = queries()
    key = Article.objects.earliest("ordinal").key
    Redirect.objects.bulk_create(Redirect(record_type="article", old_key=f"{n}", new_key=key) for n in range(3))
    Suggestion.objects.bulk_create(Suggestion(record_type="document", record_key=SLUG, field=f"{n}") for n in range(3))
    assert queries() == none


def test_a_finding_reads_as_place_and_sentence() -> None:
    assert str(Finding(Code.LOST, "a", 3, "it is gone")) == "a:3: it is gone"
    assert str(Finding(Code.FILE, "a", None, "it is gone")) == "a: it is gone"
    assert str(Finding(Code.KEY, "", None, "it is gone")) == "it is gone"
