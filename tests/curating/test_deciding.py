"""Deciding: claims one by one and in bulk, with a count before and an undo after; suggestions accepted and rejected."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.checking import findings
from archive.curating import versions
from archive.curating.deciding import decide, decide_all, settle_suggestion, undecided
from archive.curating.errors import CurationError, StaleRecordError
from archive.curating.undoing import undo
from archive.dates import PartialDate
from archive.models import Article, Document, Meeting, Participation, Person, PersonMention, Suggestion
from archive.models.claims import Claim
from tests.curating.people import put, rows, user
from tests.importing.naming import TEXT, named
from tests.models.examples import NOON

pytestmark = pytest.mark.django_db

CONFIRMED, REJECTED, SUGGESTED = Claim.Status.CONFIRMED, Claim.Status.REJECTED, Claim.Status.SUGGESTED


@pytest.fixture(autouse=True)
def archive() -> None:
    put(named(), "one")
    put(named(TEXT.replace("柳镇", "杨镇", 1), "二.txt"), "one")


def test_a_claim_is_decided_and_left_open_again() -> None:
    part = Participation.objects.all()[0]
    decide(part, CONFIRMED, user=user("curator"))
    part.refresh_from_db()
    assert (part.status, part.decided_by) == ("confirmed", "curator")
    assert part.decided_at is not None
    decide(part, SUGGESTED, user=user("curator"))
    undecided_part = Participation.objects.get(pk=part.pk)
    assert (undecided_part.status, undecided_part.decided_by) == ("suggested", "")
    assert undecided_part.decided_at is None


def test_all_mentions_of_a_name_are_rejected_and_stay_so() -> None:
    claims = PersonMention.objects.filter(person__key="许桂兰")
    before, number = rows(), undecided(claims, REJECTED).count()

    done = decide_all(claims, REJECTED, user=user("curator"), expected=number)

    assert (number, undecided(claims, REJECTED).count()) == (2, 0)
    assert done.summary == "personmention: 2 → rejected"
    put(named(), "two")
    assert not claims.exclude(status="rejected").exists()
    put(named(), "one")
    undo(done, user=user("curator"))
    assert rows()["archive.PersonMention"] == before["archive.PersonMention"]
    assert list(findings(Document.objects.all())) == []


def test_the_count_of_a_bulk_decision_is_a_promise() -> None:
    with pytest.raises(StaleRecordError, match="were 7 of them, now there are 2"):
        decide_all(PersonMention.objects.filter(person__key="许桂兰"), REJECTED, user=user("curator"), expected=7)
    assert PersonMention.objects.decided().count() == 0


def test_many_decisions_are_as_many_statements_as_one() -> None:
    curator = user("curator")
    first, second, *_rest = PersonMention.objects.values_list("pk", flat=True)
    decide_all(PersonMention.objects.filter(pk=first), CONFIRMED, user=curator)  # permissions are asked for once
    with CaptureQueriesContext(connection) as one:
        decide_all(PersonMention.objects.filter(pk=second), CONFIRMED, user=curator)
    with CaptureQueriesContext(connection) as all_:
        decide_all(PersonMention.objects.all(), CONFIRMED, user=curator)
    assert len(one) == len(all_)


def test_the_second_to_decide_is_told_who_came_first() -> None:
    mention = PersonMention.objects.all()[0]
    seen = versions.version(mention)
    decide(mention, CONFIRMED, user=user("curator", "meng"), seen=seen)
    with pytest.raises(StaleRecordError, match="meng has changed"):
        decide(mention, REJECTED, user=user("curator", "xu"), seen=seen)
    mention.refresh_from_db()
    assert mention.status == "confirmed"


def test_what_a_person_entered_has_nothing_to_fall_back_to() -> None:
    part = Participation.objects.create(
        meeting=Meeting.objects.get(), name="老贺", role="chair", decided_by="meng", status="confirmed"
    )
    with pytest.raises(CurationError, match="reject it instead"):
        decide(part, SUGGESTED, user=user("curator"))


def suggestion(field: str, proposed: object, record: str = "article", key: str = "") -> Suggestion:
    made: Suggestion = Suggestion.objects.create(
        record_type=record, record_key=key or Article.objects.all()[0].key, field=field, current=None, proposed=proposed
    )
    return made


@pytest.mark.parametrize(
    ("field", "proposed", "value"),
    [
        ("source", "柳镇邮讯", "柳镇邮讯"),
        (
            "date",
            {
                "earliest": "2031-03-01",
                "latest": "2031-03-31",
                "precision": "month",
                "printed": "三月",
                "inferred": True,
            },
            PartialDate.of(2031, 3, printed="三月", inferred=True),
        ),
        ("date", None, None),
    ],
)
def test_an_accepted_value_is_set_and_locked(field: str, proposed: object, value: object) -> None:
    before = rows()
    made = suggestion(field, proposed)
    done = settle_suggestion(made, accept=True, user=user("curator"))
    article = Article.objects.get(key=made.record_key)
    assert getattr(article, field) == value
    assert article.locks[field]["by"] == "curator"
    made.refresh_from_db()
    assert (made.status, made.decided_by) == ("accepted", "curator")
    undo(done, user=user("curator"))
    made.delete()
    assert rows() == before


def test_another_day_of_a_meeting_is_accepted() -> None:
    meeting = Meeting.objects.get()
    settle_suggestion(suggestion("start", "2031-03-02", "meeting", meeting.key), accept=True, user=user("curator"))
    meeting.refresh_from_db()
    assert meeting.start == PartialDate.of(2031, 3, 2)


def test_authors_and_the_cut_are_accepted_too() -> None:
    article = Article.objects.all()[0]
    settle_suggestion(suggestion("bylines", ["老贺", "许桂兰"]), accept=True, user=user("curator"))
    assert list(article.bylines.values_list("name", flat=True)) == ["老贺", "许桂兰"]
    article.refresh_from_db()
    article.lock(["paragraphs"], "meng", NOON)
    article.save()
    settle_suggestion(suggestion("paragraphs", [[1, 2]]), accept=True, user=user("curator"))
    article.refresh_from_db()
    assert set(article.locks) == {"bylines"}


def test_a_rejected_suggestion_changes_nothing_and_is_settled() -> None:
    made = suggestion("source", "柳镇邮讯")
    settle_suggestion(made, accept=False, user=user("curator", "meng"))
    assert Article.objects.get(key=made.record_key).source is None
    with pytest.raises(CurationError, match="meng has settled"):
        settle_suggestion(made, accept=True, user=user("curator"))


def test_a_value_that_does_not_fit_is_refused() -> None:
    made = suggestion("kind", "poem")
    with pytest.raises(CurationError):
        settle_suggestion(made, accept=True, user=user("curator"))
    made.refresh_from_db()
    assert made.status == "open"
    gone = suggestion("name", "甲", "person", "nobody")
    with pytest.raises(CurationError, match="gone"):
        settle_suggestion(gone, accept=True, user=user("curator"))
    assert Person.objects.exists()
