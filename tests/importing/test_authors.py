"""Authors are linked with the persons whom the headline names so, and with nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive.checking import findings as wrong
from archive.importing.grouping import group_printings
from archive.importing.recognising.findings import Findings, PersonFound
from archive.importing.records import DocumentRecord
from archive.importing.settling import settle_decided
from archive.importing.storing import store
from archive.models import Article, Byline, Document, Person, PersonMention
from tests.builders import Cut, document
from tests.importing.naming import place

pytestmark = pytest.mark.django_db

SIGNED = "一渠清水进村来 许 桂兰\n许桂兰在柳镇住了三年。\n"
REPORTED = "一渠清水进村来\n许桂兰在柳镇住了三年。\n"


def signed(text: str = SIGNED) -> DocumentRecord:
    """An article by 许桂兰 that names her in each paragraph where the name stands."""
    record = document(text, [Cut(1, 2, bylines=("许桂兰",))], pages=())
    (article,) = record.articles
    people = tuple(
        PersonFound(**place(article, words), name="许桂兰", key="许桂兰")
        for words in ("许 桂兰", "许桂兰")
        if words in text
    )
    return replace(record, articles=(replace(article, findings=Findings(people=people)),))


def sound() -> bool:
    group_printings()
    return list(wrong(Document.objects.all())) == []


def test_an_author_is_whom_the_headline_names_so() -> None:
    store(signed(), "one")
    assert Byline.objects.get().person == Person.objects.get()
    assert sound()


def test_a_name_in_the_text_makes_no_author() -> None:
    store(signed(REPORTED), "one")
    assert Person.objects.get().mentions.exists()
    assert Byline.objects.get().person is None


def test_the_link_goes_with_the_words_that_proved_it() -> None:
    store(signed(), "one")
    mention = PersonMention.objects.get(printed="许 桂兰")
    mention.status, mention.decided_by, mention.decided_at = "rejected", "meng", timezone.now()
    mention.save()
    assert [finding.code for finding in wrong(Document.objects.all())][:1] == ["evidence"]
    settle_decided([mention])
    assert Byline.objects.get().person is None
    assert sound()


def test_of_two_persons_of_the_name_neither_is_taken() -> None:
    store(signed(), "one")
    other = Person.objects.create(key="许桂兰（柳镇）", name="许桂兰", origin="curator", curator="meng")
    mention = PersonMention.objects.get(printed="许 桂兰")
    mention.pk, mention.person = None, other
    mention.save()
    settle_decided([mention])
    assert Byline.objects.get().person is None


def test_a_link_that_a_person_has_set_stays(admin_client: Client) -> None:
    store(signed(), "one")
    other = Person.objects.create(key="许桂兰（柳镇）", name="许桂兰", origin="curator", curator="meng")
    admin_client.post(reverse("admin:archive_byline_change", args=[Byline.objects.get().pk]), {"person": other.pk})
    assert list(Article.objects.get().locks) == ["bylines"]
    store(signed(), "two")
    assert Byline.objects.get().person == other
    assert sound()
