"""Suggestions of imports: the present value beside the other, accepted or declined."""

from __future__ import annotations

from typing import Any

import pytest

from archive.admin.review.sources import Source
from archive.curating import correcting
from archive.curating.deciding import settle_suggestion
from archive.models import (
    Article,
    Document,
    Initiative,
    Instrument,
    Leftover,
    Meeting,
    MeetingMention,
    Office,
    OfficeHeld,
    OfficeMention,
    Participation,
    Person,
    Suggestion,
    Work,
)
from tests.admin.curators import logged_in
from tests.admin.review.samples import address, queries
from tests.builders import Cut, document
from tests.curating.people import fill, put, user

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
    # version; the raw lines, the paragraphs, leftovers and pages.
    assert len(many) == len(few) == 14, "\n".join(many)


def test_the_words_that_give_a_meeting_another_day_are_shown_in_their_article() -> None:
    meeting = Meeting.objects.get()
    made = suggested("start", "2031-03-03", "2031-03-05", record_type="meeting", record_key=meeting.key)
    words = MeetingMention.objects.filter(meeting=meeting).latest("pk")
    MeetingMention.objects.filter(pk=words.pk).update(told={"start": ["2031-03-05"]})
    page = logged_in("curator").get(address("review_suggestion", made.pk))
    assert page.context["source"].evidence.words == words
    html = page.content.decode()
    assert words.paragraph.article.get_absolute_url() in html
    assert f"<mark>{words.printed}</mark>" in html


def about(model: type[Any], key: str = "key") -> dict[str, str]:
    return {"record_type": model._meta.model_name, "record_key": getattr(model._default_manager.all()[0], key)}


def test_what_is_suggested_of_a_record_is_held_against_the_words_that_name_it() -> None:
    for model, field in ((Person, "name"), (Initiative, "level"), (Instrument, "issuer"), (Meeting, "place")):
        evidence = shown(suggested(field, None, "甲", **about(model)))["source"].evidence
        assert evidence.words.printed
        assert evidence.lines
    evidence = shown(suggested("title", "甲", "乙", **about(Office, "label")))["source"].evidence
    assert isinstance(evidence.words, OfficeMention)


def test_what_is_suggested_of_articles_documents_and_works_is_held_against_the_raw_lines() -> None:
    source = shown(suggested("source", None, "乙"))["source"]
    numbers = [line.number for rows in source.parts for row in rows for line in row.lines]
    assert numbers == list(range(news().first_line, news().last_line + 1))
    source = shown(suggested("paragraphs", [[2, 4]], [[2, 3], [4, 6]]))["source"]
    assert {line.number for rows in source.parts for row in rows for line in row.lines} >= {2, 3, 4}
    source = shown(suggested("title", "甲", "乙", **about(Document, "slug")))["source"]
    assert source.lines[0].number == 1
    assert shown(suggested("title", "甲", "乙", **about(Work)))["source"].article
    gone = suggested("name", "甲", "乙", record_type="person", record_key="nobody")
    assert shown(gone)["source"] == Source()


def test_of_a_long_article_begin_and_end_are_shown_and_of_a_cut_what_is_around_it() -> None:
    text = "".join(f"第{number}条水渠已经修好。\n" for number in range(1, 61))
    put(document(text, [Cut(1, 60)], name="long.txt", pages=()), "one")
    article = Article.objects.get(document__file_name="long.txt")
    here = {"record_type": "article", "record_key": article.key}

    def lines(made: Suggestion) -> list[list[int]]:
        parts = shown(made)["source"].parts
        return [[line.number for row in rows for line in row.lines] for rows in parts]

    assert lines(suggested("kind", "news", "speech", **here)) == [list(range(1, 13)), [58, 59, 60]]
    around = lines(suggested("paragraphs", [[1, 60]], [[1, 30], [31, 60]], **here))
    assert around == [list(range(1, 10)), list(range(22, 40)), list(range(52, 61))]


def test_what_hangs_on_a_record_is_named_shown_and_taken_over() -> None:
    held = OfficeHeld.objects.all()[0]
    day = MARCH | {"printed": "", "inferred": False}
    made = suggested(
        f"officeheld first_cited {held.office.label}"[:60], None, day, record_type="person", record_key=held.person.key
    )
    context = shown(made)
    assert (context["field"], context["proposed"]) == (f"{held}: first cited", "March 2031")
    assert isinstance(context["source"].evidence.words, OfficeMention)
    assert not context["only_tells"]
    answer(made, "accept")
    held.refresh_from_db()
    assert (str(held.first_cited), held.locks["first_cited"]["by"]) == ("2031-03", "curator")

    part, other = Participation.objects.all()[0], Person.objects.create(key="老许", name="老许", origin="authority")
    made = suggested(
        f"participation {part.role} person {part.name}",
        None,
        "老许",
        record_type="meeting",
        record_key=part.meeting.key,
    )
    assert str(part) in shown(made)["field"]
    answer(made, "accept")
    part.refresh_from_db()
    assert part.person == other

    rest = Leftover.objects.all()[0]
    made = suggested(
        f"leftover {rest.first_line}:{rest.start} reason", rest.reason, "notice", **about(Document, "slug")
    )
    made.record_key = rest.document.slug
    made.save()
    assert rest.first_line in [line.number for line in shown(made)["source"].lines if line.is_own]
    answer(made, "accept")
    rest.refresh_from_db()
    assert rest.reason == "notice"


def test_the_list_tells_fields_and_values_in_words() -> None:
    suggested("date", MARCH, None)
    held = OfficeHeld.objects.all()[0]
    suggested(f"officeheld first_cited {held.office.label}", None, MARCH | {"printed": ""}, **about(Person))
    html = logged_in("reader").get("/admin/archive/suggestion/").content.decode()
    assert "March 2031 (printed: 三月) (inferred)" in html
    assert "March 2031 (inferred)" in html
    assert f"office held: {held.office.label}" in html
