"""The numbers that triggers keep are those that counting gives, whoever writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.models import Count, F, Sum

from archive.counting import numbers
from archive.counting.models import DayCount, FacetCount, PlaceCount
from archive.dates import PartialDate
from archive.importing.storing import store
from archive.models import (
    Article,
    Document,
    Initiative,
    InitiativeMention,
    Instrument,
    Meeting,
    Paragraph,
    Person,
    PersonMention,
)
from archive.models.dates import columns_of
from archive.pages.lists.facets import cells_of
from archive.pages.lists.nouns import LISTS
from tests.builders import TEXT, document
from tests.models.examples import fill

NAMED = (Person, Meeting, Initiative, Instrument)


def kept_cells(model: Any) -> Counter[tuple[str | None, ...]]:
    found: Counter[tuple[str | None, ...]] = Counter()
    for *values, number in FacetCount.objects.cells(model):
        found[tuple(values)] += number
    return +found


def counted_cells(listing: Any) -> Counter[tuple[str | None, ...]]:
    found: Counter[tuple[str | None, ...]] = Counter()
    for *values, number in cells_of(listing.rows(), listing.choices):
        found[tuple(None if value is None else str(value) for value in values)] += number
    return found


def kept_places(model: Any) -> dict[int, int]:
    return {row["record_id"]: row["places"] for row in PlaceCount.objects.of(model) if row["places"]}


def counted_places(model: Any) -> dict[int, int]:
    name = model._meta.model_name
    mentions: Any = model._meta.get_field("mentions").related_model
    return dict(mentions.objects.standing().order_by().values_list(name).annotate(number=Count("*")))


def kept_days() -> dict[tuple[Any, ...], int]:
    rows = DayCount.objects.values_list("initiative_id", "earliest", "latest", "precision")
    return {tuple(key): number for *key, number in rows.annotate(places=Sum("number")) if number}


def counted_days() -> dict[tuple[Any, ...], int]:
    article = "paragraph__article__date"
    dated = InitiativeMention.objects.standing().exclude(paragraph__article__date_earliest=None).order_by()
    rows = dated.values_list("initiative_id", f"{article}_earliest", f"{article}_latest", f"{article}_precision")
    return {tuple(key): number for *key, number in rows.annotate(number=Count("*"))}


def assert_right() -> None:
    assert kept_days() == counted_days()
    for listing in LISTS:
        assert kept_cells(listing.model) == counted_cells(listing), listing.name
    for model in NAMED:
        assert kept_places(model) == counted_places(model), model


def statement(sql: str) -> Callable[[], object]:
    def execute() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    return execute


@pytest.mark.django_db
@pytest.mark.parametrize(
    "write",
    [
        lambda: None,
        lambda: Article.objects.update(kind="speech", review="reviewed"),
        lambda: Article.objects.update(**columns_of("date", PartialDate.of(1999, 2))),
        lambda: Document.objects.update(kind="magazine"),
        lambda: Document.objects.all().delete(),
        lambda: PersonMention.objects.update(status="rejected", decided_by="meng"),
        lambda: PersonMention.objects.all()[0].delete(),
        lambda: InitiativeMention.objects.update(status="rejected", decided_by="meng"),
        lambda: InitiativeMention.objects.all().delete(),
        lambda: Paragraph.objects.update(number=F("number") + 1000, article=Article.objects.latest("pk")),
        lambda: PersonMention.objects.exclude(person=Person.objects.all()[0]).update(person=Person.objects.all()[0]),
        lambda: Person.objects.bulk_create([Person(key=name, name=name) for name in "甲乙丙"]),
        statement("UPDATE archive_meeting SET place = place, start_earliest = start_earliest"),
        statement("DELETE FROM archive_article; DELETE FROM archive_paragraph; DELETE FROM archive_initiativemention"),
        statement("DELETE FROM archive_paragraph; DELETE FROM archive_initiativemention"),
    ],
)
def test_whatever_is_written_the_numbers_are_those_counted(write: Callable[[], object]) -> None:
    fill()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    with transaction.atomic():
        write()
        assert_right()
        transaction.set_rollback(True)  # what deletes a text leaves rows that speak of it
    assert_right()


@pytest.mark.django_db
def test_emptied_tables_have_no_numbers() -> None:
    fill()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE archive_person, archive_article CASCADE")
    assert_right()
    assert not PlaceCount.objects.of(Person)
    assert not DayCount.objects.exists()


@pytest.mark.django_db
def test_a_number_is_one_row_however_often_it_changes() -> None:
    fill()
    for kind in ("speech", "news") * 5:
        Article.objects.update(kind=kind)
    assert FacetCount.objects.filter(record_type="article").count() == len(kept_cells(Article))


@pytest.mark.django_db(transaction=True)
def test_two_transactions_count_the_same_at_the_same_time_and_neither_waits() -> None:
    fill()
    other = connections.create_connection("default")
    try:
        with transaction.atomic():
            Person.objects.create(key="甲", name="甲")
            with other.cursor() as cursor:
                cursor.execute("SET statement_timeout = '20s'")
                cursor.execute("UPDATE archive_person SET note = '' WHERE key = '乙'")
                cursor.execute(
                    "INSERT INTO archive_person (key, name, pinyin, origin, curator, note, locks)"
                    " SELECT '乙', '乙', '', origin, curator, note, locks FROM archive_person LIMIT 1"
                )
            assert sum(kept_cells(Person).values()) == Person.objects.count()
        assert_right()
        with transaction.atomic():
            Person.objects.create(key="丙", name="丙")
            transaction.set_rollback(True)
        assert_right()
    finally:
        other.close()


@pytest.mark.django_db
def test_numbers_that_were_not_kept_are_found_and_made_anew() -> None:
    fill()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert list(numbers.wrong()) == []
    person = PlaceCount.objects.filter(record_type="person").earliest("pk")
    FacetCount.objects.filter(record_type="article").delete()
    PlaceCount.objects.create(record_type="person", record_id=person.record_id, number=2)
    DayCount.objects.update(number=F("number") + 1)

    wrong = {number.key: (number.kept, number.counted) for number in numbers.wrong()}
    assert wrong.pop(f"places of person {person.record_id}") == (person.number + 2, person.number)
    articles = {key: both for key, both in wrong.items() if key.startswith("article rows with")}
    assert sum(counted for _kept, counted in articles.values()) == Article.objects.count()
    assert all(kept == 0 for kept, _counted in articles.values())
    days = {key: both for key, both in wrong.items() if key.startswith("places of initiative")}
    assert len(days) == len(counted_days()) > 0
    assert all(kept == counted + 1 for kept, counted in days.values())
    assert len(wrong) == len(articles) + len(days)

    numbers.rebuild()
    assert list(numbers.wrong()) == []
    assert_right()


def write_and_delete(number: int) -> None:
    """Imports a document, others of the same facets and records at the same time, and removes every other one."""
    try:
        store(document(text=TEXT + f"\n第{number}号", name=f"d{number}.txt"), "one")
        if number % 2:
            Document.objects.get(file_name=f"d{number}.txt").delete()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_imports_and_deletions_at_the_same_time_leave_the_numbers_right() -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write_and_delete, range(12)))
    assert Document.objects.count() == 6
    assert_right()
    assert list(numbers.wrong()) == []
