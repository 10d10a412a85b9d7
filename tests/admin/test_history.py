"""The history as people read it: operations, what each changed in words, and taking it back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from archive.curating import correcting, deciding
from archive.curating.models import Operation
from archive.curating.recording import recording
from archive.dates import PartialDate
from archive.models import Article, Document, Person, PersonMention, Suggestion
from archive.models.claims import Claim
from tests.admin.curators import logged_in
from tests.admin.review.samples import ROLES, address, queries
from tests.curating.people import fill, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    fill()


def meng() -> User:
    return user("curator", "meng")


def news() -> Article:
    return Article.objects.get(key="qing-he-tong-xun-l2")


def corrected() -> Operation:
    return correcting.correct(news(), {"source": "柳镇邮讯", "date": PartialDate.of(2031, 4)}, user=meng())


def listed(**filters: str) -> list[Operation]:
    found = logged_in("editor").get(address("history", **filters)).context["operations"]
    assert all(isinstance(operation, Operation) for operation in found)
    return list(found)


def changes(done: Operation, **query: str) -> dict[str, dict[str, tuple[str, str]]]:
    """By row, what the page of an operation tells: field, before, after."""
    context = logged_in("reader").get(address("operation", done.pk, **query)).context
    return {f"{e.sort}: {e.name}": {field: (old, new) for field, old, new in e.fields} for e in context["changes"]}


def test_recent_changes_are_listed_and_filtered() -> None:
    first = corrected()
    second = deciding.decide(PersonMention.objects.all()[0], Claim.Status.REJECTED, user=user("curator", "xu"))
    with recording(Operation.Kind.CORRECT, "xu", "另一篇") as third:
        Article.objects.filter(document__file_name="青禾通讯4.txt").update(source="甲")
    assert listed()[:3] == [third, second, first]
    assert listed(by="meng") == [first]
    assert listed(kind="decide") == [second]
    assert listed(kind="correct", by="xu") == [third]
    assert {first, second, third} <= set(listed(day=timezone.localdate().isoformat()))
    assert listed(day="2001-01-01") == []
    document = news().document
    assert set(listed(document=document.slug)) & {first, second, third} == {first, second}
    assert Operation.objects.get(kind="import", summary=document.file_name) in listed(document=document.slug)


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        ({"day": "yesterday"}, "A day is written as in 2026-03-04."),
        ({"day": "9999-12-31"}, "A day is written as in 2026-03-04."),
        ({"document": "nothing"}, "There is no document of this name."),
        ({"kind": "x"}, ""),
    ],
)
def test_filters_that_mean_nothing_are_told_or_find_nothing(filters: dict[str, str], sentence: str) -> None:
    response = logged_in("reader").get(address("history", **filters))
    assert response.context["operations"] == []
    assert response.context["refusal"] == sentence
    assert sentence in response.content.decode()


def test_what_no_browser_sends_is_as_if_it_were_not_there() -> None:
    done = corrected()
    reader = logged_in("reader")
    assert done in reader.get(address("history", by="\0", before="9" * 5000)).context["operations"]
    changes = reader.get(address("operation", done.pk, table="\0", after="9" * 5000)).context["changes"]
    assert len(changes) == done.changes.count()


def test_older_operations_follow_page_by_page() -> None:
    for number in range(120):
        with recording(Operation.Kind.CORRECT, "meng", str(number)):
            Person.objects.update(note=str(number))
    client, url, seen = logged_in("reader"), address("history", by="meng"), []
    while url:
        context = client.get(url).context
        seen += [operation.summary for operation in context["operations"]]
        url = context["older"]
    assert seen == [str(number) for number in range(119, -1, -1)]


def test_an_operation_tells_its_changes_in_words() -> None:
    done = corrected()
    told = changes(done)
    assert told[f"Article: {news()}"] == {
        "Date": ("March 4, 2031", "April 2031"),
        "Locks": ("", "date (meng); source (meng)"),
        "Source": ("", "柳镇邮讯"),
    }
    done = deciding.decide(PersonMention.objects.all()[0], Claim.Status.REJECTED, user=meng())
    assert changes(done)["Mention of a person: 青禾社"]["Status"] == ("Suggested", "Rejected")
    html = logged_in("reader").get(address("operation", done.pk)).content.decode()
    assert "decided_by" not in html


def test_keys_are_shown_as_the_records_they_lead_to_even_where_these_are_gone() -> None:
    person = Person.objects.create(key="老许", name="老许", origin="authority")
    with recording(Operation.Kind.CORRECT, "meng") as moved:
        PersonMention.objects.update(person=person)
    told = changes(moved)["Mention of a person: 青禾社"]
    assert told == {"Person": ("许桂兰", "老许")}
    with recording(Operation.Kind.CORRECT, "meng"):
        PersonMention.objects.all().delete()
        person.delete()
    assert changes(moved)["Mention of a person: 青禾社"] == {"Person": ("许桂兰", "老许 (gone)")}


def test_suggestions_are_told_by_the_field_they_are_about() -> None:
    with recording(Operation.Kind.IMPORT, "", "一.txt") as done:
        Suggestion.objects.create(
            record_type="article", record_key=news().key, field="date", current="2031-03-04", proposed="2031-03-05"
        )
    (told,) = changes(done).values()
    assert (told["Field"], told["Current value"], told["Proposed value"]) == (
        ("", "date"), ("", "March 4, 2031"), ("", "March 5, 2031"),
    )  # fmt: skip


def test_bulk_operations_are_summarised_and_their_changes_come_by_the_page() -> None:
    article = news()
    with recording(Operation.Kind.CORRECT, "meng") as done:
        Person.objects.bulk_create(Person(key=f"p{n}", name=f"甲{n}", origin="authority") for n in range(120))
        Article.objects.update(source="乙")
    client = logged_in("reader")
    context = client.get(address("operation", done.pk)).context
    sorts = {each.sort: (each.new, each.changed, each.removed) for each in context["sorts"]}
    assert sorts == {"People": (120, 0, 0), "Articles": (0, 4, 0)}
    assert len(context["changes"]) == 50
    url, names = address("operation", done.pk, table="archive_person"), []
    while url:
        context = client.get(url).context
        names += [each.name for each in context["changes"]]
        url = context["further"]
    assert names == [f"甲{n}" for n in range(120)]
    assert str(article) in [each.name for each in client.get(
        address("operation", done.pk, table="archive_article")).context["changes"]]  # fmt: skip


def test_the_list_counts_no_further_than_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.curating.models.COUNTED", 3)
    with recording(Operation.Kind.CORRECT, "meng") as done:
        Article.objects.update(source="乙")
        Person.objects.update(note="乙")
    counted: Any = Operation.objects.filter(pk=done.pk).with_counts().get()
    assert counted.change_count == 4  # that is: more than 3


def test_an_operation_is_taken_back_after_a_question_and_done_again() -> None:
    done, client = corrected(), logged_in("editor")
    page = client.get(address("revert", done.pk))
    assert page.context["refusal"] == ""
    assert news().source == "柳镇邮讯"
    response = client.post(address("revert", done.pk), follow=True)
    assert news().source is None
    assert "Taken back by editor" in response.content.decode()
    again = Operation.objects.get(kind="undo")
    client.post(address("revert", again.pk))
    assert news().source == "柳镇邮讯"


def test_what_hinders_is_told_before_and_nothing_changes() -> None:
    done, client = corrected(), logged_in("editor")
    correcting.correct(news(), {"source": "丙"}, user=user("curator", "xu"))
    page = client.get(address("revert", done.pk))
    assert "the same rows were changed since" in page.context["refusal"]
    assert "xu" in page.context["refusal"]
    assert "Yes, take it back" not in page.content.decode()
    response = client.post(address("revert", done.pk))
    assert "xu" in response.context["refusal"]
    assert news().source == "丙"
    done.refresh_from_db()
    assert done.undone_by is None


def test_trying_out_whether_it_can_be_taken_back_leaves_no_trace() -> None:
    done = corrected()
    before = list(Operation.objects.values())
    logged_in("editor").get(address("revert", done.pk))
    assert list(Operation.objects.values()) == before


def test_a_first_import_is_taken_back_with_its_document() -> None:
    done = Operation.objects.filter(kind="import", is_whole=False)[0]
    assert "delete the document" in logged_in("editor").get(address("revert", done.pk)).context["refusal"]
    assert Document.objects.count() == 2


@pytest.mark.parametrize("role", ROLES)
def test_the_history_is_read_by_readers_and_taken_back_by_editors(role: str) -> None:
    done, client = corrected(), logged_in(role)
    may_read, may_undo = bool(role), role in ("editor", "administrator")
    for page in (address("history"), address("operation", done.pk)):
        assert client.get(page).status_code == (200 if may_read else 403)
    assert client.get(address("revert", done.pk)).status_code == (200 if may_undo else 403)
    assert client.post(address("revert", done.pk)).status_code == (302 if may_undo else 403)
    assert (news().source is None) == may_undo


def test_curators_take_back_what_they_did_themselves() -> None:
    done = corrected()
    client = logged_in("curator", "meng")
    assert address("revert", done.pk) in client.get(address("history")).content.decode()
    assert client.post(address("revert", done.pk)).status_code == 302
    assert news().source is None
    assert address("revert", done.pk) not in logged_in("curator", "xu").get(address("history")).content.decode()


def test_the_history_of_a_record_has_what_hangs_on_it_and_takes_back() -> None:
    decided = deciding.decide(PersonMention.objects.all()[0], Claim.Status.REJECTED, user=meng())
    person = Person.objects.get()
    client = logged_in("editor")
    url = address("archive_person_history", person.pk)
    html = client.get(url).content.decode()
    assert "Mention of a person" in html
    assert address("revert", decided.pk) in html
    assert "Rejected" in html


def test_pages_take_the_same_queries_whatever_was_done(admin_user: Any) -> None:
    def done(number: int) -> Operation:
        with recording(Operation.Kind.CORRECT, "admin") as operation:
            for n in range(number):
                Person.objects.create(key=f"{number}-{n}", name=f"甲{n}", origin="authority")
        return operation

    client, few, many = logged_in("editor"), done(1), done(40)
    for page in ("operation", "revert"):
        one, more = (queries(client, address(page, each.pk)) for each in (few, many))
        assert len(one) == len(more) or page == "revert", "\n".join(more)
    one = queries(client, address("history"))
    for number in range(2, 30):
        done(number)
    # The session, the user, permissions of user and groups; operations with their counts, people, documents.
    assert len(queries(client, address("history"))) == len(one) == 7, "\n".join(one)


def test_one_change_is_taken_back_by_itself() -> None:
    with recording(Operation.Kind.CORRECT, "meng") as done:
        Article.objects.filter(pk=news().pk).update(source="乙")
        Person.objects.update(note="乙")
    client = logged_in("editor")
    change = done.changes.get(table="archive_article")
    revert = address("revert_change", change.pk)
    assert revert in client.get(address("operation", done.pk)).content.decode()
    assert "乙" in client.get(revert).content.decode()
    assert client.post(revert).status_code == 302
    assert (news().source, Person.objects.get().note) == (None, "乙")
    assert "same rows were changed since" in client.post(revert, follow=True).content.decode()
    for role in ("", "reader", "curator"):
        assert logged_in(role).post(revert).status_code == 403
