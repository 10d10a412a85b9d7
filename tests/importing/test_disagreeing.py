"""Suggestions against what people have set: filed, changed, withdrawn, however many there are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.dates import PartialDate
from archive.importing.disagreeing import Disagreements
from archive.importing.storing import store
from archive.models import Article, Suggestion
from tests.builders import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles() -> list[Article]:
    store(document(), "one")
    return list(Article.objects.order_by("ordinal"))


def said(articles: list[Article], fields: list[str], *, proposed: object) -> int:
    """How many suggestions an import files or withdraws that reads `proposed` in fields where people have 甲."""
    opinions = Disagreements()
    for article in articles:
        for field in fields:
            opinions.compare(article, field, "甲", proposed)
    return opinions.save()


def test_what_is_said_is_filed_once_and_withdrawn_when_it_is_said_no_more(articles: list[Article]) -> None:
    day = PartialDate.of(2031, 3, printed="三月")
    assert said(articles, ["title"], proposed=day) == 2
    assert [PartialDate.from_json(row.proposed) for row in Suggestion.objects.all()] == [day, day]
    assert said(articles, ["title"], proposed=day) == 0

    Suggestion.objects.update(status=Suggestion.Status.REJECTED, decided_by="meng")
    assert said(articles, ["title"], proposed=day) == 0
    assert said(articles, ["title"], proposed="乙") == 2  # another value is asked for again
    assert {(row.proposed, row.status, row.decided_by) for row in Suggestion.objects.all()} == {("乙", "open", "")}
    assert said(articles, ["title"], proposed="甲") == 2
    assert not Suggestion.objects.exists()


def test_many_take_as_many_queries_as_one(articles: list[Article]) -> None:
    def queries(fields: list[str], proposed: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert said(articles, fields, proposed=proposed) == len(fields) * len(articles)
        return len(captured)

    few, many = ["title"], ["kicker", "subtitle", "source", "column"]
    assert queries(few, "乙") == queries(many, "乙")
    assert queries(few, "丙") == queries(many, "丙")
    assert queries(few, "甲") == queries(many, "甲")
