"""History of a record: its own changes and those of all that hangs or hung on it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from archive.curating import correcting, cutting, deciding, merging, parting
from archive.curating.hanging import changes_about
from archive.curating.models import Change, Operation
from archive.curating.recording import recording
from archive.importing.records import Reason
from archive.models import Article, Byline, Instrument, Meeting, Participation, Person, PersonMention, Suggestion, Work
from archive.models.claims import Claim
from archive.models.natural import NaturalKeyModel
from tests.curating.people import fill, user
from tests.models.examples import mention

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    fill()


def about(record: models.Model) -> set[int]:
    return set(Change.objects.about(record).values_list("operation", flat=True))


def news() -> Article:
    return Article.objects.get(key="qing-he-tong-xun-l2")


def test_a_person_has_names_mentions_bylines_and_parts() -> None:
    xu = Person.objects.get()
    confirmed = deciding.decide(xu.mentions.get(), Claim.Status.CONFIRMED, user=user("curator"))
    with recording(Operation.Kind.CORRECT, "meng") as named:
        xu.names.all().delete()
    with recording(Operation.Kind.CORRECT, "meng") as signed:
        Byline.objects.filter(person=xu).update(name="许")
    with recording(Operation.Kind.CORRECT, "meng") as took_part:
        Participation.objects.filter(person=xu).update(office="支书")
    with recording(Operation.Kind.CORRECT, "meng") as noted:
        Person.objects.update(note="支书")
    with recording(Operation.Kind.CORRECT, "meng"):
        Person.objects.create(key="甲", name="甲")
    done = {operation.pk for operation in (confirmed, named, signed, took_part, noted)}
    assert done <= about(xu)
    assert about(xu) & about(Person.objects.get(key="甲")) == set()


def test_what_was_given_to_another_is_told_of_both() -> None:
    xu = Person.objects.get()
    other = Person.objects.create(key="老许", name="老许", origin="authority")
    given = parting.reassign(xu.mentions.all(), other, user=user("editor"))
    merged = merging.merge(other, xu, user=user("editor"))
    assert {given.pk, merged.pk} <= about(other)
    gone = Person(pk=xu.pk, key=xu.key)
    assert {given.pk, merged.pk} <= about(gone)


def test_an_article_has_its_text_its_authors_and_who_is_named_in_it() -> None:
    article = news()
    signed = correcting.correct_bylines(article, ["甲"], user=user("curator"))
    aside = cutting.set_aside(article, 4, 4, Reason.OTHER, user=user("editor"))
    settled = deciding.settle_suggestion(Suggestion.objects.get(), accept=False, user=user("curator"))
    decided = deciding.decide_all(PersonMention.objects.all(), Claim.Status.REJECTED, user=user("curator"))
    feature = correcting.correct_bylines(Article.objects.get(key="qing-he-tong-xun-l6"), ["乙"], user=user("curator"))
    assert {signed.pk, aside.pk, settled.pk, decided.pk} <= about(article)
    assert feature.pk not in about(article)
    gone = Change.objects.about(article).filter(table="archive_initiativemention", operation=aside)
    assert [change.after for change in gone] == [None]


def test_a_meeting_has_the_words_that_tell_of_parts_in_it() -> None:
    part = Participation.objects.get(name="许桂兰")
    decided = deciding.decide(part.mentions.get(), Claim.Status.REJECTED, user=user("curator"))
    assert decided.pk in about(part.meeting)


def test_what_has_a_page_of_its_own_is_told_there() -> None:
    work = Work.objects.get()
    before = about(work)
    with recording(Operation.Kind.CORRECT, "meng") as noted:
        Instrument.objects.update(note="一")
        Meeting.objects.update(note="一")
    assert about(work) == before
    assert noted.pk not in about(news())


@pytest.mark.parametrize("record", [Person, Article, Meeting, Work])
def test_history_is_found_by_indexes_alone(record: Any) -> None:
    paragraph = news().paragraphs.get(number=3)
    with recording(Operation.Kind.CORRECT, "meng"):
        for number in range(50):
            person = Person.objects.create(key=f"k{number}", name="甲")
            for words in ("会议", "渠道", "清明", "清淤", "之前"):
                mention(PersonMention, paragraph, words, person=person)
        PersonMention.objects.filter(person__key__startswith="k").delete()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE curating_change")
        cursor.execute("SET LOCAL enable_seqscan = off")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        list(Change.objects.about(record.objects.order_by("pk")[0]).newest_first()[:50])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {queries[-1]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Seq Scan on curating_change" not in plan, plan


def test_there_is_an_index_for_every_link() -> None:
    """Of each table whose rows hang on others, so that a new one is not forgotten."""
    asked: set[str] = set()
    for model in apps.get_app_config("archive").get_models():
        if issubclass(model, NaturalKeyModel) and (row := model.objects.first()):
            asked |= set(re.findall(r"coalesce\(before, after\) ->> '(\w+_id)'\)", changes_about(row)[0]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'curating_change'")
        indexes = {name for (name,) in cursor.fetchall()}
    assert asked
    assert {f"change_of_{column}" for column in asked} <= indexes
