"""Pages of the admin take the same queries however much is told, and read no more than they show."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin
from django.contrib.auth.models import User
from django.db import connection
from django.forms import ModelChoiceField
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin import lists
from archive.models import Article, Document, Person, PersonMention
from tests.admin.crowds import gather
from tests.admin.test_admin import MODELS, fill, url
from tests.pages.samples import full_article, shelf

pytestmark = pytest.mark.django_db


def request_of_admin() -> Any:
    request: Any = RequestFactory().get("/")
    request.user = User(username="admin", is_staff=True, is_superuser=True, is_active=True)
    return request


def test_records_are_never_chosen_from_a_list_of_all() -> None:
    request = request_of_admin()
    found = 0
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label not in ("archive", "curating"):
            continue
        forms: list[Any] = [model_admin.get_form(request)]
        forms += [inline.get_formset(request).form for inline in model_admin.get_inline_instances(request)]
        for form in forms:
            for name, field in form.base_fields.items():
                if isinstance(field, ModelChoiceField):
                    found += 1
                    widget = getattr(field.widget, "widget", field.widget)
                    assert isinstance(widget, AutocompleteMixin), (model, name)
    assert found > 10


def test_what_a_list_does_not_show_stays_in_the_database(admin_client: Client) -> None:
    full_article()
    long = ('"archive_document"."text"', '"archive_paragraph"."spans"', '"archive_sketch"."hashes"')
    for model in MODELS:
        if model._meta.model_name == "paragraph":
            continue
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(url(model, "changelist"))
        assert not [query["sql"] for query in captured if any(column in query["sql"] for column in long)], model


def test_a_long_list_says_that_there_is_more(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST", 120)
    Person.objects.bulk_create(Person(key=f"许{i}", name=f"许{i}", origin="authority") for i in range(130))
    html = admin_client.get(url(Person, "changelist")).content.decode()
    assert "超过 120" in html
    assert admin_client.get(url(Person, "changelist"), {"p": "3"}).status_code == 200
    assert "e=1" in admin_client.get(url(Person, "changelist"), {"p": "4"}).headers["Location"]
    Person.objects.filter(key__endswith="9").delete()
    assert "超过" not in admin_client.get(url(Person, "changelist")).content.decode()


def test_an_action_on_all_rows_needs_all_of_them_counted(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST", 60)
    people = [Person(key=f"许{i}", name=f"许{i}", origin="authority") for i in range(70)]
    Person.objects.bulk_create(people)
    chosen = Person.objects.order_by("pk").values_list("pk", flat=True)[:1]
    data = {"action": "delete_selected", "select_across": "1", "_selected_action": [str(chosen[0])], "post": "yes"}
    response = admin_client.post(url(Person, "changelist"), data, follow=True)
    assert "超过 60" in response.content.decode()
    assert Person.objects.count() == 70
    Person.objects.filter(key__startswith="许6").delete()
    admin_client.post(url(Person, "changelist"), data, follow=True)
    assert not Person.objects.exists()


def test_numbers_in_lists_are_those_of_the_list_they_lead_to(admin_client: Client) -> None:
    shelf(1, 5)
    fill(1, 5)
    gather()
    person = Person.objects.order_by("pk")[0]
    assert PersonMention.objects.filter(person=person).count() == 6
    address = reverse("admin:archive_personmention_changelist", query={"person": person.key})
    assert f'<a href="{address}">6</a>' in admin_client.get(url(Person, "changelist")).content.decode()
    assert admin_client.get(address).context["cl"].result_count == 6
    document = Document.objects.get()
    address = reverse("admin:archive_article_changelist", query={"document": document.slug})
    assert f'<a href="{address}">5</a>' in admin_client.get(url(Document, "changelist")).content.decode()
    assert admin_client.get(address).context["cl"].result_count == 5


def test_articles_of_a_document_are_found_by_a_part_of_its_name(admin_client: Client) -> None:
    shelf(2, 3)
    for text, number in (("册000", 3), ("册", 6), ("没有", 0)):
        response = admin_client.get(url(Article, "changelist"), {"document": text, "review__exact": "unreviewed"})
        assert response.context["cl"].result_count == number, text
        assert f'value="{text}"' in response.content.decode()
        assert 'name="review__exact"' in response.content.decode()  # the other filter is kept
