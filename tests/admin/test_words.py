"""Lists and forms say what they are for and what each field is, in Chinese and in English; locked fields are marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import override

from archive.curating import correcting
from archive.models import Article, Meeting, Person
from tests.admin.test_admin import MODELS, posted, url
from tests.admin.test_scale import request_of_admin
from tests.curating.people import user
from tests.pages.samples import full_article

pytestmark = pytest.mark.django_db


def texts(model: Any) -> Iterator[tuple[str, Any]]:
    """What the list and the form of a table say to curators, with where they say it."""
    model_admin: Any = admin.site.get_model_admin(model)
    yield "purpose", model_admin.purpose
    yield "search", model_admin.search_help_text
    for heading, options in model_admin.get_fieldsets(request_of_admin(), model()):
        yield f"part {heading}", options["description"]
    for field in model._meta.fields:
        if not field.primary_key:
            yield field.name, field.help_text


@pytest.mark.parametrize("model", MODELS)
def test_everything_is_told_in_both_languages(model: Any) -> None:
    for where, text in texts(model):
        assert isinstance(text, Promise), where
        with override("en"):
            english = str(text)
        with override("zh-hans"):
            chinese = str(text)
        assert english.endswith("."), (where, english)
        assert chinese.endswith(("。", "）")), (where, chinese)
        assert english != chinese


@pytest.mark.parametrize("model", MODELS)
def test_a_form_shows_every_field_that_can_be_changed(model: Any) -> None:
    model_admin: Any = admin.site.get_model_admin(model)
    request = request_of_admin()
    shown = set(model_admin.get_form(request, model()).base_fields)
    assert shown <= {*_flat(model_admin.get_fieldsets(request, model()))}


def _flat(fieldsets: Any) -> Iterator[str]:
    for _heading, options in fieldsets:
        for row in options["fields"]:
            yield from [row] if isinstance(row, str) else row


def test_a_list_says_what_it_is_for(admin_client: Client) -> None:
    html = admin_client.get(url(Person, "changelist")).content.decode()
    assert "在此订正姓名" in html
    assert "拼音首字母" in html
    html = admin_client.get(url(Person, "changelist"), headers={"Accept-Language": "en"}).content.decode()
    assert "here names are put right" in html


def test_locked_fields_are_marked_with_who_set_them_and_when(admin_client: Client) -> None:
    article = full_article()
    correcting.correct(article, {"title": "渠尾", "date": None}, user=user("curator", "wu"))
    correcting.correct_bylines(article, ["吴明远"], user=user("curator", "wu"))
    response = admin_client.get(url(Article, "change", article.pk))
    assert {lock.field for lock in response.context["locks"]} == {"title", "date", "bylines"}
    assert {lock.by for lock in response.context["locks"]} == {"wu"}
    assert {lock.label for lock in response.context["locks"]} == {"标题", "日期", "署名"}
    assert all(lock.at <= timezone.now() for lock in response.context["locks"])
    fields = response.context["adminform"].form.fields
    marked = {name for name, field in fields.items() if "locked" in str(field.help_text)}
    assert marked == {"title", "date"}


def test_names_of_a_record_are_typed_one_a_line(admin_client: Client, admin_user: User) -> None:
    meeting = Meeting.objects.create(key="m", name="春灌会议", aliases=["春灌会"], origin="authority")
    address = url(Meeting, "change", meeting.pk)
    data = posted(admin_client, address)
    assert data["aliases"] == "春灌会"
    assert admin_client.post(address, data).status_code == 302
    meeting.refresh_from_db()
    assert meeting.locks == {}
    assert admin_client.post(address, data | {"aliases": " 春灌会 \r\n\r\n灌溉会\r\n春灌会"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.aliases, list(meeting.locks)) == (["春灌会", "灌溉会"], ["aliases"])
    assert admin_client.post(address, posted(admin_client, address, aliases="")).status_code == 302
    meeting.refresh_from_db()
    assert meeting.aliases == []
