"""The queue: doubtful things first, and counts of what is done."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from archive.curating.deciding import decide
from archive.curating.queue import (
    CLAIMS,
    articles_by_doubt,
    claim_progress,
    people_who_may_be_two,
    records_that_may_be_one,
)
from archive.dates import PartialDate
from archive.models import (
    Article,
    Meeting,
    Office,
    OfficeHeld,
    Organization,
    Person,
    PersonMention,
    Suggestion,
)
from archive.models.claims import Claim
from archive.models.dates import columns_of
from tests.curating.people import fill, user
from tests.models.examples import mention

pytestmark = pytest.mark.django_db


def test_articles_come_by_doubt() -> None:
    fill()
    Suggestion.objects.all().delete()
    news, feature, news4, feature4 = Article.objects.order_by("document", "ordinal")
    Article.objects.filter(pk=news.pk).update(review="reviewed")
    Article.objects.filter(pk=feature4.pk).update(title=None)
    Suggestion.objects.create(record_type="article", record_key=news4.key, field="source", current=None, proposed="甲")
    found = list(articles_by_doubt())
    assert [(article.key, article.doubt) for article in found] == [
        (news4.key, 8 + 3), (feature4.key, 4 + 1), (feature.key, 1),
    ]  # fmt: skip


def test_claims_come_by_doubt_and_are_counted() -> None:
    fill()
    text = Article.objects.order_by("pk")[0].paragraphs.get(number=3)
    for words, confidence in (("会议", 0.3), ("渠道", 0.95)):
        mention(PersonMention, text, words, person=Person.objects.get())
        PersonMention.objects.filter(printed=words).update(confidence=confidence)
    assert list(PersonMention.objects.by_doubt().values_list("printed", flat=True)) == ["会议", "青禾社"]
    assert claim_progress(PersonMention.objects.get_queryset()) == (0, 2)
    decide(PersonMention.objects.by_doubt()[0], Claim.Status.REJECTED, user=user("curator"))
    assert claim_progress(PersonMention.objects.get_queryset()) == (1, 1)


def test_what_authority_data_confirm_nobody_has_done() -> None:
    fill()
    OfficeHeld.objects.update(status="confirmed", rule="authority", decided_by="", confidence=1)
    before = OfficeHeld.objects.decided().count()
    assert before > 0
    assert claim_progress(OfficeHeld.objects.get_queryset()) == (0, 0)
    OfficeHeld.objects.update(decided_by="wu")
    assert claim_progress(OfficeHeld.objects.get_queryset()) == (before, 0)


@pytest.mark.parametrize("model", CLAIMS, ids=lambda model: model.__name__)
def test_counts_read_nothing_but_their_indexes(model: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for claims, index in (
        (model.objects.doubtful().order_by().values("pk"), "doubtful"),
        (model.objects.decided().order_by().values("pk"), "decided"),
        (model.objects.by_doubt()[:50], "doubtful"),
    ):
        assert f"{model._meta.model_name}_{index}" in claims.explain()


def test_a_name_in_offices_of_several_bodies_may_be_two_people() -> None:
    fill()
    person = Person.objects.get()
    assert list(people_who_may_be_two()) == []
    mill = Organization.objects.create(name="柳镇粮站")
    held = OfficeHeld.objects.create(
        person=person,
        office=Office.objects.create(label="柳镇粮站站长", title="站长", organization=mill),
        rule="example",
    )
    assert list(people_who_may_be_two()) == [person]
    decide(held, Claim.Status.REJECTED, user=user("curator"))
    assert list(people_who_may_be_two()) == []


def test_records_of_one_name_may_be_one() -> None:
    fill()
    meeting, person = Meeting.objects.get(), Person.objects.get()
    Meeting.objects.create(key="另日", name=meeting.name, **columns_of("start", PartialDate.of(2030, 3, 3)))
    assert list(records_that_may_be_one(Meeting)) == []
    undated = Meeting.objects.create(key="无日", name=meeting.name)
    assert {meeting, undated} <= set(records_that_may_be_one(Meeting))
    undated.delete()
    twin = Person.objects.create(key="许桂兰", name="许桂兰")
    assert set(records_that_may_be_one(Person)) == {person, twin}
    Person.objects.update(origin="curator", curator="meng")
    assert list(records_that_may_be_one(Person)) == []  # somebody has told them apart
