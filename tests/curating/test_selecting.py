"""What is looked at of a queue, and that it is found by indexes however long the queue is."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from archive.curating.deciding import decide
from archive.curating.queue import CLAIMS
from archive.curating.selecting import Place, Selection
from archive.models import Article, OfficeHeld, Participation, Person, PersonMention
from archive.models.claims import Claim
from tests.curating.people import fill, user
from tests.models.examples import mention

pytestmark = pytest.mark.django_db

CONFIDENCES = (0.3, 0.3, 0.3, 0.6, 0.95)


@pytest.fixture(autouse=True)
def archive() -> None:
    fill()


def doubtful() -> list[PersonMention]:
    """Mentions of one person, two of them by the rule 甲; the last one nobody doubts."""
    PersonMention.objects.all().delete()
    person = Person.objects.get()
    text = Article.objects.order_by("pk")[0].paragraphs.get(number=3)
    for word in ("会", "议", "要", "求", "渠"):
        mention(PersonMention, text, word, person=person)
    rows = list(PersonMention.objects.order_by("pk"))
    for row, confidence in zip(rows, CONFIDENCES, strict=True):
        row.confidence = confidence
        row.rule = "甲" if row.printed in "会要" else "乙"
        row.save()
    return rows


def test_the_queue_is_walked_by_doubt_and_ends() -> None:
    rows = doubtful()
    walked, place = [], None
    while claim := Selection(PersonMention).waiting(place).first():
        walked.append(claim.pk)
        place = Place.read(str(Place.of(claim)))
    assert walked == [row.pk for row in rows[:4]]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"rule": "甲"}, "会要"),
        ({"below": "0.5"}, "会议要"),
        ({"below": "0.5", "rule": "乙"}, "议"),
        ({"below": "so"}, ""),
        ({"document": "qing-he-tong-xun"}, "会议要求"),
        ({"document": "qing-he-tong-xun-4"}, ""),
        ({"document": "nothing"}, ""),
        ({"name": "许桂兰"}, "会议要求"),
        ({"name": "许"}, ""),
        ({"record": "0"}, ""),
        ({"record": "no number"}, ""),
        ({"record": "9" * 30}, ""),
        ({"rule": "\0甲"}, "会要"),
    ],
)
def test_filters_narrow_the_queue_down(values: dict[str, str], words: str) -> None:
    doubtful()
    selection = Selection.of("personmention", values)
    assert [claim.printed for claim in selection.waiting()] == list(words)
    assert selection.progress() == (0, len(words))


def test_the_claims_of_a_record_are_those_of_nobody_else() -> None:
    rows = doubtful()
    other = Person.objects.create(key="老许", name="许桂兰")
    PersonMention.objects.filter(pk=rows[0].pk).update(person=other)
    assert [claim.pk for claim in Selection.of("personmention", {"record": str(other.pk)}).waiting()] == [rows[0].pk]


def test_progress_counts_what_is_decided_under_the_same_filters() -> None:
    rows = doubtful()
    decide(rows[0], Claim.Status.REJECTED, user=user("curator"))
    decide(rows[1], Claim.Status.CONFIRMED, user=user("curator"))
    assert Selection(PersonMention).progress() == (2, 2)
    assert Selection(PersonMention, rule="甲").progress() == (1, 1)


def test_parts_taken_and_offices_held_are_found_by_the_document_that_tells_of_them() -> None:
    Participation.objects.update(confidence=0.5)
    OfficeHeld.objects.update(confidence=0.5)
    part, held = Participation.objects.get(role="speaker"), OfficeHeld.objects.get()
    assert list(Selection(Participation, document="qing-he-tong-xun").waiting()) == [part]
    assert list(Selection(Participation, document="qing-he-tong-xun-4").waiting()) == []
    assert list(Selection(OfficeHeld, document="qing-he-tong-xun").waiting()) == [held]
    assert list(Selection(OfficeHeld, document="qing-he-tong-xun-4").waiting()) == []


@pytest.mark.parametrize("model", CLAIMS, ids=lambda model: model.__name__)
def test_what_follows_a_place_is_entered_by_the_index(model: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    plan = Selection(model).waiting(Place(0.4, 7))[:1].explain()
    condition = next(line for line in plan.splitlines() if "Index Cond" in line)
    assert f"{model._meta.model_name}_doubtful" in plan
    assert "ROW(confidence, id) >" in condition
    assert "Sort" not in plan


@pytest.mark.parametrize("text", ["", "x", "0.3", "0.3-x", "nan-", f"0.3-{'9' * 30}"])
def test_a_place_that_is_none_is_none(text: str) -> None:
    assert Place.read(text) is None
