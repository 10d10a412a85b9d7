"""What is done in the admin is kept in the history, asked permission for, and told to who comes second."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.curating import correcting
from archive.curating.models import Operation
from archive.curating.undoing import undo
from archive.models import Article, Document, Person, PersonMention
from tests.admin.test_admin import fill, posted, url
from tests.curating.people import user
from tests.pages.samples import full_article, shelf

pytestmark = pytest.mark.django_db


def logged_in(role: str, *, is_staff: bool = True) -> Client:
    person = user(role)
    person.is_staff = is_staff
    person.save()
    client = Client()
    client.force_login(person)
    return client


def last() -> Operation:
    return Operation.objects.recent()[0]


def save(client: Client, row: Any, **changes: str) -> int:
    address = url(type(row), "change", row.pk)
    return client.post(address, posted(client, address, **changes)).status_code


def test_who_saved_what_is_kept_and_can_be_undone(admin_client: Client, admin_user: User) -> None:
    article = full_article()
    old = article.title
    assert save(admin_client, article, title="渠尾") == 302
    done = last()
    article.refresh_from_db()
    assert (done.kind, done.by, done.summary) == ("correct", "admin", str(article))
    changes = done.changes.filter(table="archive_article").values_list("before__title", "after__title")
    assert (old, "渠尾") in changes
    undo(done, user=admin_user)
    article.refresh_from_db()
    assert (article.title, article.locks) == (old, {})


def test_saving_without_a_change_is_no_operation(admin_client: Client) -> None:
    article = full_article()
    before = last()
    assert save(admin_client, article) == 302
    assert last() == before


def test_what_is_decided_on_a_mention_is_a_decision(admin_client: Client) -> None:
    shelf(1, 1)
    fill(1, 1)
    mention = PersonMention.objects.get()
    assert save(admin_client, mention, status="rejected") == 302
    assert (last().kind, last().by) == ("decide", "admin")


def test_what_is_deleted_comes_back(admin_client: Client, admin_user: User) -> None:
    document = full_article().document
    assert admin_client.post(url(Document, "delete", document.pk), {"post": "yes"}).status_code == 302
    assert (last().kind, last().by) == ("delete", "admin")
    undo(last(), user=admin_user)
    assert Document.objects.get().file_name == document.file_name


def test_selected_rows_are_deleted_in_one_operation(admin_client: Client) -> None:
    people = [Person.objects.create(key=key, name=key, origin="authority") for key in ("甲", "乙")]
    chosen = [str(person.pk) for person in people]
    data = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    assert admin_client.post(url(Person, "changelist"), data).status_code == 302
    assert not Person.objects.exists()
    assert (last().kind, last().changes.filter(table="archive_person").count()) == ("delete", 2)


@pytest.mark.parametrize(("role", "answer"), [("", 403), ("reader", 403), ("curator", 302), ("administrator", 302)])
def test_saving_is_for_curators_whatever_the_address(role: str, answer: int) -> None:
    person = Person.objects.create(key="老许", name="老许", origin="authority")
    data = {"name": "许桂兰", "names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0"}
    assert logged_in(role).post(url(Person, "change", person.pk), data).status_code == answer
    person.refresh_from_db()
    assert person.name == ("许桂兰" if answer == 302 else "老许")


@pytest.mark.parametrize(("role", "answer"), [("reader", 403), ("editor", 403), ("administrator", 302)])
def test_documents_are_deleted_by_administrators(role: str, answer: int) -> None:
    document = full_article().document
    address = url(Document, "delete", document.pk)
    assert logged_in(role).post(address, {"post": "yes"}).status_code == answer
    assert Document.objects.exists() == (answer == 403)


def test_who_may_change_a_table_but_not_correct_changes_nothing() -> None:
    person = Person.objects.create(key="老许", name="老许", origin="authority")
    client = logged_in("reader")
    User.objects.get(username="reader").user_permissions.add(Permission.objects.get(codename="change_person"))
    assert client.post(url(Person, "change", person.pk), {"name": "许桂兰"}).status_code == 403
    person.refresh_from_db()
    assert person.name == "老许"


def test_who_comes_second_is_told_and_keeps_what_they_typed(admin_client: Client, admin_user: User) -> None:
    article = full_article()
    address = url(Article, "change", article.pk)
    shown = admin_client.get(address)
    data = posted(admin_client, address, title="我的渠尾") | {"seen": str(shown.context["seen"])}
    correcting.correct(article, {"title": "许的渠尾"}, user=user("curator", "xu"))
    response = admin_client.post(address, data)
    html = response.content.decode()
    assert response.status_code == 200
    assert "xu" in html
    assert "我的渠尾" in html
    article.refresh_from_db()
    assert article.title == "许的渠尾"
    data["seen"] = str(admin_client.get(address).context["seen"])
    assert admin_client.post(address, data).status_code == 302


def test_what_curation_refuses_is_told_on_the_page(admin_client: Client) -> None:
    shelf(1, 1)
    fill(1, 1)
    mention = PersonMention.objects.get()
    PersonMention.objects.update(rule="")
    address = url(PersonMention, "change", mention.pk)
    response = admin_client.post(address, {"status": "suggested"})
    assert response.status_code == 200
    assert response.context["errors"]
    assert PersonMention.objects.get().status == "confirmed"


def test_the_history_shows_what_changed_by_whom(admin_client: Client) -> None:
    person, meng = Person.objects.create(key="老许", name="老许", origin="authority"), user("curator", "meng")
    correcting.correct(person, {"note": "<b>支书</b>"}, user=meng)
    address = url(Person, "history", person.pk)
    html = admin_client.get(address).content.decode()
    assert "meng" in html
    assert "&lt;b&gt;支书&lt;/b&gt;" in html
    with CaptureQueriesContext(connection) as few:
        admin_client.get(address)
    for number in range(9):
        correcting.correct(person, {"note": str(number)}, user=meng)
    with CaptureQueriesContext(connection) as many:
        admin_client.get(address)
    # The session, the user, the person for us and for Django, the changes with their operations, the rows they are of,
    # entries of Django's own log.
    assert len(many) == len(few) == 7


def test_a_name_that_is_added_beside_a_person_is_part_of_the_operation(admin_client: Client) -> None:
    person = Person.objects.create(key="老许", name="老许", origin="authority")
    address = url(Person, "change", person.pk)
    data = posted(admin_client, address, **{"names-TOTAL_FORMS": "1", "names-0-name": "桂兰"})
    data |= {"names-0-kind": "full", "names-0-script": "hans", "names-0-person": str(person.pk)}
    assert admin_client.post(address, data).status_code == 302
    assert person.names.get().name == "桂兰"
    assert list(last().changes.filter(table="archive_personname").values_list("after__name", flat=True)) == ["桂兰"]
