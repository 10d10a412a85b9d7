"""Grouping: printings of one text become one work, whatever came first, and what people decided stays."""

from __future__ import annotations

import datetime
from itertools import permutations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.importing.grouping import Grouped, group_printings
from archive.importing.records import Dateline, DocumentRecord
from archive.importing.storing import store
from archive.models import Article, Document, Printing, Sketch, Work
from tests.builders import Cut, document
from tests.importing.test_likeness import words
from tests.importing.test_storing import versions

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2031, 3, 5, 12, tzinfo=datetime.UTC)
SPRING, CANAL, OTHER = words(600), words(600, 2), words(600, 3)
DATELINE = Dateline("青禾社", "柳镇", None)


def paper(name: str, *texts: str | tuple[str, str], dateline: Dateline | None = None) -> DocumentRecord:
    """A document with an article a text; one of headline and text prints its headline."""
    lines: list[str] = []
    cuts: list[Cut] = []
    for text in texts:
        printed = [text] if isinstance(text, str) else list(text)
        cuts.append(Cut(len(lines) + 1, len(lines) + len(printed), titled=len(printed) > 1, dateline=dateline))
        lines += printed
    lines.append(f"第{name}期")  # no two files are the same
    return document("\n".join(lines) + "\n", cuts, name=f"{name}.txt", pages=())


def put(*papers: DocumentRecord) -> Grouped:
    for each in papers:
        store(each, "one")
    return group_printings()


def works() -> dict[str, list[str]]:
    """By key, the printings of each work: the best with an asterisk, excerpts in brackets."""
    found: dict[str, list[str]] = {}
    for row in Printing.objects.standing().select_related("work", "article").order_by("work__key", "article__key"):
        words = f"({row.article.key})" if row.is_excerpt else row.article.key
        found.setdefault(row.work.key, []).append(words + "*" * row.is_best)
    return found


def test_printings_of_one_text_are_a_work() -> None:
    counts = put(paper("a", ("春灌", SPRING), OTHER), paper("b", CANAL, SPRING), paper("c", ("又是春灌", SPRING)))
    assert works() == {"a-l1": ["a-l1*", "b-l2", "c-l1"]}
    work = Work.objects.get()
    assert work.title == "春灌"
    assert {(row.rule, row.status) for row in work.printings.all()} == {("shingles", "suggested")}
    assert counts == Grouped(articles=5, works=1, printings=3)


def test_texts_that_are_printed_once_are_no_works() -> None:
    put(paper("a", SPRING, OTHER), paper("b", CANAL))
    assert not Work.objects.exists()
    assert Sketch.objects.count() == 3


def test_texts_that_are_too_short_are_looked_at_once() -> None:
    assert put(paper("a", "渠通了。"), paper("b", "渠通了。")) == Grouped(articles=2)
    assert put() == Grouped()


def test_an_excerpt_is_marked_and_not_the_best() -> None:
    put(paper("a", ("春灌摘登", SPRING[:300])), paper("b", SPRING))
    assert works() == {"b-l1": ["(a-l1)", "b-l1*"]}


def test_an_excerpt_of_an_excerpt_belongs_to_the_fullest_text() -> None:
    put(paper("a", SPRING[:180]), paper("b", SPRING[:350]), paper("c", SPRING))
    assert works() == {"c-l1": ["(a-l1)", "(b-l1)", "c-l1*"]}


def test_excerpts_that_are_printed_twice_are_a_work_of_their_own_too() -> None:
    put(paper("a", SPRING[:300]), paper("b", SPRING[:300]), paper("c", SPRING))
    assert works() == {"a-l1": ["a-l1*", "b-l1"], "c-l1": ["(a-l1)", "(b-l1)", "c-l1*"]}


def test_the_best_printing_has_headline_and_dateline_and_is_the_longest() -> None:
    put(
        paper("a", SPRING),
        paper("b", ("春灌", SPRING[:590])),
        paper("c", ("春灌", SPRING[:580]), dateline=DATELINE),
        paper("d", ("春灌", SPRING), dateline=DATELINE),
        paper("e", ("春灌", SPRING), dateline=DATELINE),
    )
    assert [key for key in works()["a-l1"] if key.endswith("*")] == ["d-l1*"]


def test_the_order_of_imports_does_not_matter() -> None:
    papers = [
        paper("a", SPRING[:300], CANAL),
        paper("b", ("春灌", SPRING), CANAL[:500]),
        paper("c", CANAL, OTHER[:200]),
        paper("d", OTHER, SPRING),
    ]
    outcomes = []
    for order in permutations(papers):
        Document.objects.all().delete()
        for each in order:
            put(each)
        outcomes.append((works(), sorted(Work.objects.values_list("key", "title"))))
        assert [outcome for outcome in outcomes if outcome != outcomes[0]] == []
    assert outcomes[0][0] == {
        "a-l2": ["a-l2*", "(b-l3)", "c-l1"],
        "b-l1": ["(a-l1)", "b-l1*", "d-l2"],
        "d-l1": ["(c-l2)", "d-l1*"],
    }


def test_a_second_run_writes_nothing() -> None:
    put(paper("a", SPRING, CANAL), paper("b", CANAL, SPRING[:300]))
    before = versions()
    assert group_printings() == Grouped()
    assert versions() == before
    Sketch.objects.forget(Article.objects.values_list("pk", flat=True))
    assert group_printings() == Grouped(articles=4)
    after = versions()
    assert {label for label in after if after[label] != before[label]} == {"archive.Sketch"}


def test_what_an_earlier_run_left_undone_is_done() -> None:
    store(paper("a", SPRING), "one")
    store(paper("b", SPRING), "one")
    store(paper("c", CANAL), "one")
    assert group_printings().articles == 3
    assert works() == {"a-l1": ["a-l1*", "b-l1"]}


def test_an_older_method_is_done_again() -> None:
    put(paper("a", SPRING), paper("b", SPRING))
    Sketch.objects.update(version=0, hashes=[])
    Work.objects.all().delete()
    assert group_printings().articles == 2
    assert works() == {"a-l1": ["a-l1*", "b-l1"]}


def test_a_changed_text_leaves_its_work() -> None:
    put(paper("a", SPRING), paper("b", SPRING), paper("c", SPRING))
    article = Article.objects.get(key="b-l1")
    article.paragraphs.update(text=OTHER)
    Sketch.objects.forget([article.pk])
    group_printings()
    assert works() == {"a-l1": ["a-l1*", "c-l1"]}
    article.paragraphs.update(text=SPRING)
    Sketch.objects.forget([article.pk])
    group_printings()
    assert works() == {"a-l1": ["a-l1*", "b-l1", "c-l1"]}


def test_deleted_articles_leave_a_work_in_order_or_none() -> None:
    put(paper("a", ("春灌", SPRING)), paper("b", SPRING), paper("c", SPRING[:350]), paper("d", SPRING[:200]))
    Article.objects.get(key="a-l1").delete()
    group_printings()
    assert works() == {"b-l1": ["b-l1*", "(c-l1)", "(d-l1)"]}
    Article.objects.get(key="b-l1").delete()
    group_printings()
    assert works() == {"c-l1": ["c-l1*", "(d-l1)"]}
    Article.objects.get(key="c-l1").delete()
    group_printings()
    assert not Work.objects.exists()


def decide(work: str, article: str, status: str, **values: object) -> None:
    rows = Printing.objects.filter(work__key=work, article__key=article)
    assert rows.update(status=status, decided_by="meng", decided_at=NOON, **values) == 1


def test_a_rejected_printing_stays_out_and_its_work_stays() -> None:
    put(paper("a", SPRING), paper("b", SPRING))
    decide("a-l1", "b-l1", "rejected")
    Sketch.objects.forget(Article.objects.values_list("pk", flat=True))
    group_printings()
    assert works() == {"a-l1": ["a-l1*"]}
    assert group_printings() == Grouped()
    put(paper("c", SPRING))
    assert works() == {"a-l1": ["a-l1*", "c-l1"]}
    assert Printing.objects.get(article__key="b-l1").status == "rejected"


def test_what_was_rejected_together_may_be_a_work_apart() -> None:
    put(paper("a", SPRING), paper("b", SPRING), paper("c", SPRING))
    decide("a-l1", "b-l1", "rejected")
    decide("a-l1", "c-l1", "rejected")
    Sketch.objects.forget(Article.objects.values_list("pk", flat=True))
    group_printings()
    assert works() == {"a-l1": ["a-l1*"], "b-l1": ["b-l1*", "c-l1"]}


def test_a_confirmed_printing_stays_whatever_its_text() -> None:
    put(paper("a", SPRING), paper("b", SPRING))
    decide("a-l1", "b-l1", "confirmed")
    article = Article.objects.get(key="b-l1")
    article.paragraphs.update(text=OTHER)
    Sketch.objects.forget([article.pk])
    group_printings()
    assert works()["a-l1"] == ["b-l1*"]
    decide("a-l1", "b-l1", "confirmed", is_best=True)
    put(paper("c", OTHER))
    assert works() == {"a-l1": ["b-l1*", "c-l1"]}


def test_two_works_that_people_settled_are_not_joined() -> None:
    put(paper("a", SPRING), paper("b", SPRING), paper("c", CANAL), paper("d", CANAL))
    decide("a-l1", "a-l1", "confirmed")
    decide("c-l1", "c-l1", "confirmed")
    for article in Article.objects.filter(key__in=["c-l1", "d-l1"]):
        article.paragraphs.update(text=SPRING)
        Sketch.objects.forget([article.pk])
    group_printings()
    assert works()["c-l1"][0] == "c-l1*"
    assert sorted(len(printings) for printings in works().values()) == [1, 3]


def test_a_locked_title_stays() -> None:
    put(paper("b", ("春灌", SPRING)), paper("c", SPRING))
    work = Work.objects.get()
    work.title = "柳镇春灌"
    work.lock(["title"], by="meng", at=NOON)
    work.save()
    put(paper("a", ("又是春灌", SPRING), dateline=DATELINE))
    assert works() == {"b-l1": ["a-l1*", "b-l1", "c-l1"]}
    assert Work.objects.get().title == "柳镇春灌"


def test_set_phrases_make_no_work() -> None:
    phrase = words(120, 9)
    papers = [paper(f"p{i}", words(200, 10 + i) + phrase + words(200, 40 + i)) for i in range(20)]
    put(*papers)
    assert not Work.objects.exists()


def test_the_queries_do_not_grow_with_the_archive() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            group_printings()
        return len(context)

    put(paper("a", SPRING))
    store(paper("b", SPRING), "one")
    few = queries()
    put(*(paper(f"c{i}", words(400, 100 + i), words(400, 200 + i)) for i in range(20)))
    store(paper("d", SPRING), "one")
    assert queries() <= few
