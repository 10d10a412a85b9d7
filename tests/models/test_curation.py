"""Locks, titles, claims: what the rest of the archive relies on."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Article, Document, Office, PersonMention, Suggestion
from tests.models.examples import NOON, fill


def test_a_lock_tells_who_and_when_and_locks_only_its_field() -> None:
    office = Office(label="青禾县县长", title="县长")
    office.lock(["title"], by="meng", at=NOON)
    office.lock(["label"], by="xu", at=NOON)
    assert office.locks == {
        "title": {"by": "meng", "at": "2031-03-05T12:00:00+00:00"},
        "label": {"by": "xu", "at": "2031-03-05T12:00:00+00:00"},
    }
    assert office.is_locked("title")
    assert not office.is_locked("note")


@pytest.mark.parametrize(
    ("article", "field", "locked"),
    [
        (Article(), "title", False),
        (Article(supplied_title="春灌"), "title", True),
        (Article(supplied_title="春灌"), "source", False),
        (Article(review="reviewed"), "source", True),
        (Article(review="doubtful"), "source", False),
        (Article(locks={"source": {}}), "source", True),
    ],
)
def test_a_reviewed_article_and_a_supplied_title_are_locks(article: Article, field: str, locked: bool) -> None:
    assert article.is_locked(field) is locked


@pytest.mark.parametrize(
    ("article", "shown"),
    [
        (Article(title="春灌会议召开", opening="昨日", key="a-l1"), "春灌会议召开"),
        (Article(supplied_title="春灌", opening="昨日", key="a-l1"), "春灌"),
        (Article(opening="昨日，青禾县……", key="a-l1"), "昨日，青禾县……"),
        (Article(key="a-l1"), "a-l1"),
    ],
)
def test_an_article_without_a_title_is_shown_by_its_first_words(article: Article, shown: str) -> None:
    assert article.display_title == str(article) == shown


@pytest.mark.django_db
def test_claims_stand_are_certain_or_decided() -> None:
    fill()
    mention = PersonMention.objects.get()  # suggested, with confidence 0.5
    expected = {
        ("suggested", 0.5): (True, False, False),
        ("suggested", 0.95): (True, True, False),
        ("confirmed", 0.5): (True, True, True),
        ("rejected", 0.95): (False, False, True),
    }
    for (mention.status, mention.confidence), found in expected.items():
        mention.save()
        claims = PersonMention.objects
        assert found == (claims.standing().exists(), claims.certain().exists(), claims.decided().exists())


@pytest.mark.django_db
def test_open_suggestions_are_found_by_record() -> None:
    fill()
    about = Suggestion.objects.about("article", ["qing-he-tong-xun-l2", "other"])
    assert about.count() == 1
    assert about.open().count() == 1
    Suggestion.objects.update(status="rejected")
    assert not about.open().exists()


@pytest.mark.django_db
def test_lists_leave_the_raw_text_in_the_database() -> None:
    fill()
    with CaptureQueriesContext(connection) as queries:
        for document in Document.objects.without_text():
            assert str(document)
        for article in Article.objects.with_document():
            assert article.document.file_name
    assert [query["sql"] for query in queries if '"text"' in query["sql"]] == []
    assert len(queries) == 2
