"""Storing: one document a transaction, only what differs is written, and what people have set stays."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import pairwise

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.checking import Code, findings
from archive.dates import PartialDate
from archive.importing.records import DocumentRecord, Kind
from archive.importing.storing import Outcome, Status, StoringError, store
from archive.models import Article, Document, Paragraph, Person, Suggestion
from archive.models.curation import RecordType
from tests.builders import CUTS, TEXT, Cut, document

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2031, 3, 5, 12, tzinfo=datetime.UTC)


def put(record: DocumentRecord, importer: str = "one") -> Outcome:
    """Store, and see that the archive is sound afterwards."""
    outcome = store(record, importer)
    # Articles are grouped at the end of an import, which is not tested here.
    assert [found for found in findings(Document.objects.all()) if found.code is not Code.WORK] == []
    return outcome


def versions() -> dict[str, set[tuple[str, str]]]:
    """Of each table the place and the transaction of each row: both change when a row is written."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("archive").get_models():
            cursor.execute(f"SELECT ctid::text, xmin::text FROM {model._meta.db_table}")
            found[model._meta.label] = set(cursor.fetchall())
    return found


def keys() -> list[str]:
    return list(Article.objects.order_by("ordinal").values_list("key", flat=True))


def curate(key: str, **values: object) -> None:
    """Set fields of an article as a person does, locked."""
    article = Article.objects.get(key=key)
    for field, value in values.items():
        setattr(article, field, value)
    article.lock(values, by="meng", at=NOON)
    article.save()


def test_a_new_document_becomes_rows() -> None:
    outcome = put(document())

    assert outcome == Outcome(Status.CREATED, "qing-he-tong-xun", articles=2, created=2)
    stored = Document.objects.get()
    assert (stored.title, stored.publisher, stored.kind, stored.period_start) == (
        "青禾通讯", None, "compilation", PartialDate.of(2031, 3),
    )  # fmt: skip
    assert (stored.text, stored.line_count, stored.importer) == (TEXT, 8, "one")
    assert [leftover.text for leftover in stored.leftovers.all()] == ["青禾通讯 第三期", "— 1 —"]
    news, feature = stored.articles.all()
    assert (news.key, news.ordinal, news.first_line, news.last_line) == ("qing-he-tong-xun-l2", 1, 2, 4)
    assert (news.dateline_agency, news.dateline_place) == ("青禾社", "柳镇")
    assert news.dateline_date == PartialDate.of(2031, 3, 4, printed="3月4日", inferred=True)
    assert (news.first_page and news.first_page.label, feature.first_page and feature.first_page.number) == ("1", 2)
    assert feature.opening == "柳镇的老渠修了三年。今年开春，水第一次流到了渠尾。"
    assert [byline.name for byline in feature.bylines.all()] == ["许桂兰", "吴明远"]
    assert [(p.number, p.role, p.first_line, p.spans) for p in news.paragraphs.all()] == [
        (1, "title", 2, [[2, 0, 10]]),
        (2, "text", 3, [[3, 0, 24]]),
        (3, "text", 4, [[4, 0, 18]]),
    ]


def test_a_second_import_writes_no_row() -> None:
    put(document())
    before = versions()

    assert put(document()) == Outcome(Status.UNCHANGED, "qing-he-tong-xun", articles=2)
    assert versions() == before


def test_another_importer_that_finds_the_same_only_leaves_its_mark() -> None:
    put(document())
    before = versions()

    assert put(document(), "two").status is Status.UNCHANGED
    changed = [label for label, rows in versions().items() if rows != before[label]]
    assert changed == ["archive.Document"]
    assert Document.objects.get().importer == "two"


def test_a_dry_run_tells_the_same_and_writes_nothing() -> None:
    assert store(document(), "one", dry_run=True) == Outcome(Status.CREATED, "qing-he-tong-xun", articles=2, created=2)
    assert not Document.objects.exists()

    put(document())
    before = versions()
    later = document(cuts=[replace(CUTS[0], kind=Kind.NOTICE), CUTS[1]])
    assert store(later, "two", dry_run=True) == Outcome(Status.UPDATED, "qing-he-tong-xun", articles=2, updated=1)
    assert versions() == before


def test_a_better_parse_changes_only_what_differs() -> None:
    put(document())
    before = versions()
    feature_rows = set(Paragraph.objects.filter(article__ordinal=2).values_list("pk", flat=True))

    outcome = put(document(cuts=[replace(CUTS[0], kind=Kind.NOTICE, source="青禾社"), CUTS[1]]), "two")

    assert outcome == Outcome(Status.UPDATED, "qing-he-tong-xun", articles=2, updated=1)
    after = versions()
    assert {label for label in after if after[label] != before[label]} == {"archive.Document", "archive.Article"}
    assert len(after["archive.Article"] & before["archive.Article"]) == 1
    assert set(Paragraph.objects.filter(article__ordinal=2).values_list("pk", flat=True)) == feature_rows


def test_articles_keep_their_keys_when_their_bounds_move() -> None:
    put(document(cuts=[Cut(1, 4), Cut(5, 8)]))
    assert keys() == ["qing-he-tong-xun-l1", "qing-he-tong-xun-l5"]

    put(document())
    assert keys() == ["qing-he-tong-xun-l1", "qing-he-tong-xun-l5"]
    assert [article.first_line for article in Article.objects.order_by("ordinal")] == [2, 6]


def test_an_article_that_is_cut_in_two_leaves_its_key_to_the_one_with_its_title() -> None:
    put(document(cuts=[Cut(2, 8)]))

    outcome = put(document())
    assert (outcome.created, outcome.updated, outcome.removed) == (1, 1, 0)
    assert keys() == ["qing-he-tong-xun-l2", "qing-he-tong-xun-l6"]


def test_articles_that_are_joined_keep_one_key_and_paragraphs_keep_their_rows() -> None:
    put(document())
    rows = dict(Paragraph.objects.values_list("text", "pk"))

    outcome = put(document(cuts=[Cut(2, 8)]))
    assert (outcome.created, outcome.updated, outcome.removed) == (0, 1, 1)
    assert keys() == ["qing-he-tong-xun-l2"]
    kept = dict(Paragraph.objects.values_list("text", "pk"))
    assert {text: kept[text] for text in rows} == rows


def test_a_key_is_never_given_twice() -> None:
    put(document(cuts=[Cut(2, 8)]))
    put(document(cuts=[Cut(3, 8, titled=False)]))  # the same article, one line shorter, keeps its key …
    put(document(cuts=[Cut(2, 2), Cut(3, 8, titled=False)]))  # … so that another on line 2 has to have another

    assert keys() == ["qing-he-tong-xun-l2-2", "qing-he-tong-xun-l2"]


def test_a_corrected_file_keeps_articles_whose_lines_have_moved() -> None:
    put(document())
    longer = "青禾县水利局编\n" + TEXT.replace("清明之前", "清明以前")

    outcome = put(document(longer, [replace(cut, first=cut.first + 1, last=cut.last + 1) for cut in CUTS], pages=()))
    assert (outcome.status, outcome.created, outcome.updated, outcome.removed) == (Status.UPDATED, 0, 2, 0)
    assert keys() == ["qing-he-tong-xun-l2", "qing-he-tong-xun-l6"]
    assert Document.objects.get().text == longer


def test_the_same_content_under_another_name_is_refused() -> None:
    put(document())
    with pytest.raises(StoringError, match=r"^抄本\.txt has the same content as 青禾通讯\.txt \(document qing-he"):
        store(document(name="抄本.txt"), "one")
    assert Document.objects.count() == 1


def test_another_text_under_the_same_name_is_refused() -> None:
    put(document())
    other = "柳镇邮讯\n桃花开了。\n邮差老贺今年退休，接班的是他的侄女。\n"
    with pytest.raises(StoringError, match="holds another text than the document qing-he-tong-xun"):
        store(document(other, [Cut(1, 3)], pages=()), "one")
    assert Document.objects.get().text == TEXT


def test_a_file_set_to_other_lines_is_the_same_text() -> None:
    put(document())
    rewrapped = TEXT.replace("。", "。\n").replace("，", "，\n")
    last = rewrapped.count("\n")
    assert put(document(rewrapped, [Cut(1, last)], pages=())).status is Status.UPDATED


# --- curation wins ----------------------------------------------------------------------------------------------------


def test_a_locked_field_stays_and_a_suggestion_is_filed_once() -> None:
    put(document())
    curate("qing-he-tong-xun-l2", title="全县春灌工作会议在柳镇召开", date=PartialDate.of(2031, 3, 3))
    later = document(cuts=[replace(CUTS[0], kind=Kind.NOTICE, date=PartialDate.of(2031, 3, 4)), CUTS[1]])

    assert put(later, "two").suggestions == 2
    article = Article.objects.get(ordinal=1)
    assert (article.title, article.date, article.kind) == (
        "全县春灌工作会议在柳镇召开", PartialDate.of(2031, 3, 3), "notice",
    )  # fmt: skip
    suggestion = Suggestion.objects.get(field="title")
    assert (suggestion.record_type, suggestion.record_key) == (RecordType.ARTICLE, "qing-he-tong-xun-l2")
    assert (suggestion.current, suggestion.proposed) == ("全县春灌工作会议在柳镇召开", "全县春灌工作会议召开")
    day = {"earliest": "2031-03-04", "latest": "2031-03-04", "precision": "day", "printed": "", "inferred": False}
    assert Suggestion.objects.get(field="date").proposed == day
    before = versions()
    assert put(later, "two").status is Status.UNCHANGED
    assert versions() == before


def test_a_rejected_suggestion_comes_back_only_with_another_value() -> None:
    put(document())
    curate("qing-he-tong-xun-l2", source="县志")
    put(document(cuts=[replace(CUTS[0], source="青禾社"), CUTS[1]]), "two")
    Suggestion.objects.update(status="rejected", decided_by="meng", decided_at=NOON)

    put(document(cuts=[replace(CUTS[0], source="青禾社"), CUTS[1]]), "three")
    assert Suggestion.objects.get().status == "rejected"
    put(document(cuts=[replace(CUTS[0], source="柳镇邮讯"), CUTS[1]]), "four")
    suggestion = Suggestion.objects.get()
    assert (suggestion.status, suggestion.proposed, suggestion.decided_by) == ("open", "柳镇邮讯", "")


def test_an_open_suggestion_goes_when_the_import_agrees() -> None:
    put(document())
    curate("qing-he-tong-xun-l2", source="县志")
    put(document(), "two")
    assert Suggestion.objects.open().count() == 1

    put(document(cuts=[replace(CUTS[0], source="县志"), CUTS[1]]), "three")
    assert not Suggestion.objects.exists()


def test_suggestions_go_with_an_article_that_was_unlocked_and_vanished() -> None:
    put(document(cuts=[Cut(2, 3), Cut(4, 4, titled=False), Cut(6, 8)]))
    curate("qing-he-tong-xun-l4", source="县志")
    put(document(cuts=[Cut(2, 3), Cut(4, 4, titled=False), Cut(6, 8)]), "two")
    assert Suggestion.objects.exists()
    Article.objects.update(locks={})

    put(document(), "three")
    assert keys() == ["qing-he-tong-xun-l2", "qing-he-tong-xun-l6"]
    assert not Suggestion.objects.exists()


def test_fields_of_a_document_are_locked_as_well() -> None:
    put(document())
    stored = Document.objects.get()
    stored.title = "青禾通讯（合订本）"
    stored.lock(["title"], by="meng", at=NOON)
    stored.save()

    put(document(title="青禾通讯 第三期"), "two")
    assert Document.objects.get().title == "青禾通讯（合订本）"
    assert Suggestion.objects.get().natural_key() == ("document", "qing-he-tong-xun", "title")


def test_a_supplied_title_stands_until_a_person_takes_the_printed_one() -> None:
    put(document(cuts=[replace(CUTS[0], titled=False), CUTS[1]]))
    Article.objects.filter(ordinal=1).update(supplied_title="春灌会议")

    put(document(), "two")
    article = Article.objects.get(ordinal=1)
    assert (article.title, article.supplied_title) == (None, "春灌会议")
    assert Suggestion.objects.get().proposed == "全县春灌工作会议召开"


def test_locked_bylines_stay_with_the_people_they_name() -> None:
    put(document())
    author = Person.objects.create(key="xu-guilan", name="许桂兰", pinyin="xu gui lan")
    feature = Article.objects.get(ordinal=2)
    feature.bylines.filter(number=1).update(person=author)
    put(document(cuts=[CUTS[0], replace(CUTS[1], bylines=("吴明远", "许桂兰"))]), "two")
    assert feature.bylines.get(name="许桂兰").person == author

    feature.refresh_from_db()
    feature.lock(["bylines"], by="meng", at=NOON)
    feature.save()
    put(document(cuts=[CUTS[0], replace(CUTS[1], bylines=("本刊记者",))]), "three")
    assert [byline.name for byline in feature.bylines.all()] == ["吴明远", "许桂兰"]
    assert Suggestion.objects.get().proposed == ["本刊记者"]


def test_a_reviewed_article_is_left_as_it_is() -> None:
    put(document())
    Article.objects.filter(ordinal=1).update(review="reviewed")

    put(document(cuts=[replace(CUTS[0], kind=Kind.NOTICE), replace(CUTS[1], kind=Kind.LETTER)]), "two")
    assert list(Article.objects.order_by("ordinal").values_list("kind", flat=True)) == ["news", "letter"]
    assert Suggestion.objects.get().field == "kind"


def test_the_cut_of_a_settled_article_and_of_its_neighbours_stays() -> None:
    put(document(cuts=[Cut(2, 3), Cut(4, 4, titled=False), Cut(6, 8)]))
    Article.objects.filter(ordinal=2).update(review="reviewed")

    put(document(cuts=[CUTS[0], replace(CUTS[1], kind=Kind.LETTER)]), "two")
    assert [(a.first_line, a.last_line, a.kind) for a in Article.objects.order_by("ordinal")] == [
        (2, 3, "news"), (4, 4, "news"), (6, 8, "letter"),
    ]  # fmt: skip
    suggestion = Suggestion.objects.get()
    assert (suggestion.field, suggestion.current, suggestion.proposed) == ("paragraphs", [[4, 4]], [[2, 4]])
    before = versions()
    assert put(document(cuts=[CUTS[0], replace(CUTS[1], kind=Kind.LETTER)]), "two").status is Status.UNCHANGED
    assert versions() == before


def test_an_article_with_curated_values_does_not_vanish_into_another() -> None:
    put(document(cuts=[Cut(2, 3), Cut(4, 4, titled=False), Cut(6, 8)]))
    curate("qing-he-tong-xun-l4", source="县志")

    put(document(), "two")
    assert Article.objects.get(key="qing-he-tong-xun-l4").source == "县志"


def test_an_article_that_became_a_leftover_stays_if_it_is_settled() -> None:
    put(document())
    article = Article.objects.get(ordinal=1)
    article.lock(["paragraphs"], by="meng", at=NOON)
    article.save()

    put(document(cuts=[CUTS[1]]), "two")
    assert keys() == ["qing-he-tong-xun-l2", "qing-he-tong-xun-l6"]
    assert Suggestion.objects.get().proposed == []


def test_a_file_that_changes_under_a_settled_article_is_refused() -> None:
    put(document())
    Article.objects.filter(ordinal=1).update(review="reviewed")
    before = versions()
    with pytest.raises(StoringError, match=r"settled its text, in the articles qing-he-tong-xun-l2: give"):
        store(document(TEXT.replace("清明之前", "清明以前")), "two")
    assert versions() == before

    elsewhere = TEXT.replace("半天没有说话", "好久没有说话")
    assert put(document(elsewhere), "two").status is Status.UPDATED


LINES = 12
SHEET = "".join(f"第{number}行，渠水到了第{number}块田。\n" for number in range(1, LINES + 1))


@st.composite
def cuts(draw: st.DrawFn) -> list[Cut]:
    """Articles anywhere on the sheet, some of them next to each other, with a leftover line here and there."""
    bounds = sorted(draw(st.sets(st.integers(1, LINES + 1), min_size=2, max_size=8)))
    found = []
    for first, after in pairwise(bounds):
        if draw(st.integers(0, 3)):
            found.append(Cut(first, after - 1, titled=draw(st.booleans())))
    return found


@settings(max_examples=25)
@given(old=cuts(), new=cuts(), settled=st.sets(st.integers(0, 7)), again=cuts())
def test_whatever_is_cut_and_settled_nothing_is_lost(
    old: list[Cut], new: list[Cut], settled: set[int], again: list[Cut]
) -> None:
    with transaction.atomic():
        put(document(SHEET, old, pages=()))
        Article.objects.filter(ordinal__in=settled).update(review="reviewed")
        chosen = Article.objects.filter(review="reviewed").order_by("key")
        before = [(article.key, article.first_line, article.last_line, article.title) for article in chosen]
        for importer, other in (("two", new), ("three", again)):
            put(document(SHEET, other, pages=()), importer)
            assert before == [(a.key, a.first_line, a.last_line, a.title) for a in chosen.all()]
            assert put(document(SHEET, other, pages=()), importer).status is Status.UNCHANGED
        transaction.set_rollback(True)
