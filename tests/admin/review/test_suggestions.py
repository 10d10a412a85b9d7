"""Suggestions of imports: the present value beside the other, accepted or declined."""

from __future__ import annotations

from typing import Any

import pytest

from archive.curating import correcting
from archive.curating.deciding import settle_suggestion
from archive.models import Article, Meeting, MeetingMention, Suggestion
from tests.admin.review.samples import address, logged_in, queries
from tests.curating.people import fill, user

pytestmark = pytest.mark.django_db

MARCH = {
    "earliest": "2031-03-01", "latest": "2031-03-31", "precision": "month", "printed": "三月", "inferred": True,
}  # fmt: skip


@pytest.fixture(autouse=True)
def archive() -> None:
    fill()
    Suggestion.objects.all().delete()


def news() -> Article:
    return Article.objects.get(key="qing-he-tong-xun-l2")


def suggested(field: str, current: object, proposed: object, **record: str) -> Suggestion:
    about = {"record_type": "article", "record_key": news().key} | record
    made: Suggestion = Suggestion.objects.create(
        field=field, current=current, proposed=proposed, reason="import", **about
    )
    return made


def shown(made: Suggestion) -> Any:
    response = logged_in("curator").get(address("review_suggestion", made.pk))
    assert response.status_code == 200
    return response.context


def answer(made: Suggestion, answer: str, **seen: str) -> Any:
    client = logged_in("curator")
    return client.post(address("review_settle", made.pk), {"answer": answer} | seen, follow=True)


@pytest.mark.parametrize(
    ("field", "current", "proposed", "words"),
    [
        ("source", "甲", "乙", ("source", "甲", "乙")),
        ("source", None, "乙", ("source", "", "乙")),
        ("date", MARCH, None, ("date", "March 2031 (printed: 三月) (inferred)", "")),
        ("bylines", ["许桂兰"], ["许桂芳", "老贺"], ("bylines", "许桂兰", "许桂芳、老贺")),
        ("kind", "news", "speech", ("kind", "News", "Speech")),
        ("paragraphs", [[2, 4]], [[2, 3], [4, 4]], ("paragraphs", "lines 2–4", "lines 2–3; lines 4–4")),
        ("personmention 3 许桂兰", "许桂兰", None, ("mention of a person: 许桂兰", "许桂兰", "")),
    ],
)
def test_both_values_are_shown_in_words(field: str, current: object, proposed: object, words: object) -> None:
    context = shown(suggested(field, current, proposed))
    assert (context["field"], context["current"], context["proposed"]) == words


def test_what_the_field_holds_by_now_is_told_where_it_differs() -> None:
    made = suggested("source", "甲", "乙")
    Article.objects.filter(pk=news().pk).update(source="甲")
    assert shown(made)["now"] == ""
    correcting.correct(news(), {"source": "丙"}, user=user("curator", "meng"))
    assert (shown(made)["now"], shown(made)["lock"]["by"]) == ("丙", "meng")
    meeting = Meeting.objects.get()
    made = suggested("start", "2031-03-03", "2031-03-05", record_type="meeting", record_key=meeting.key)
    assert (shown(made)["current"], shown(made)["now"]) == ("March 3, 2031", "")


def test_it_is_accepted_and_the_next_one_comes() -> None:
    first, second = suggested("source", None, "乙"), suggested("column", None, "丙")
    response = answer(first, "accept")
    assert (news().source, news().locks["source"]["by"]) == ("乙", "curator")
    assert response.context["suggestion"] == second
    assert response.context["progress"] == (1, 1)
    response = logged_in("curator").post(address("review_undo", response.context["last"].pk), follow=True)
    assert news().source is None
    assert response.context["suggestion"] == first


def test_it_is_declined_and_nothing_changes() -> None:
    made = suggested("source", None, "乙")
    response = answer(made, "decline")
    made.refresh_from_db()
    assert (news().source, made.status, made.decided_by) == (None, "rejected", "curator")
    assert "Nothing waits here any more" in response.content.decode()


def test_who_comes_second_is_told_and_sees_what_was_decided() -> None:
    made = suggested("source", None, "乙")
    settle_suggestion(made, accept=False, user=user("curator", "meng"))
    response = answer(made, "accept")
    assert "meng has settled" in str(*response.context["messages"])
    assert "Settled already: rejected by meng" in response.content.decode()
    assert news().source is None


def test_a_value_that_does_not_fit_is_told_and_stays_open() -> None:
    made = suggested("kind", "news", "poem")
    response = answer(made, "accept")
    assert len(list(response.context["messages"])) == 1
    assert response.context["suggestion"] == made
    gone = suggested("name", "甲", "乙", record_type="person", record_key="nobody")
    assert "gone" in logged_in("curator").get(address("review_suggestion", gone.pk)).content.decode()


def test_an_answer_that_is_none_changes_nothing() -> None:
    made = suggested("source", None, "乙")
    assert answer(made, "perhaps").status_code == 404
    made.refresh_from_db()
    assert made.status == "open"


def test_the_page_takes_the_same_queries_however_many_wait() -> None:
    suggested("source", None, "乙")
    client = logged_in("curator")
    few = queries(client, address("review_suggestions"))
    for number in range(20):
        suggested(f"personmention {number} 甲", "甲", None)
    many = queries(client, address("review_suggestions"))
    # The session, the user, permissions of user and groups; the first; open and all; the last decision; the record, the
    # version.
    assert len(many) == len(few) == 10, "\n".join(many)


def test_the_words_that_give_a_meeting_another_day_are_shown_with_their_article() -> None:
    meeting = Meeting.objects.get()
    made = suggested("start", "2031-03-03", "2031-03-05", record_type="meeting", record_key=meeting.key)
    assert shown(made)["words"] is None
    words = MeetingMention.objects.filter(meeting=meeting)[0]
    MeetingMention.objects.filter(pk=words.pk).update(told={"start": ["2031-03-05"]})
    page = logged_in("curator").get(address("review_suggestion", made.pk))
    assert page.context["words"].mention == words
    assert words.paragraph.article.get_absolute_url() in page.content.decode()
