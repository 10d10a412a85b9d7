"""Mentions that imports have missed are added on a page of the article."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from archive.models import Article, InstrumentMention, Office, OfficeMention, Person, PersonMention
from archive.searching import index
from tests.admin.curators import hidden, logged_in, statements, text, undo_address
from tests.admin.test_admin import url
from tests.curating.people import fill, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    fill()


def article() -> Article:
    found: Article = Article.objects.get(key="qing-he-tong-xun-l2")
    return found


def screen() -> str:
    return reverse("admin:mention", args=[article().pk])


def asked(client: Client, **what: Any) -> Any:
    return client.get(screen(), {"kind": "person", "find": "许桂兰"} | what)


def sent(client: Client, record: Any, page: Any, **more: Any) -> Any:
    place = page.context["places"][0].value
    data = hidden(page) | {"place": place, "record": record} | more
    return client.post(f"{screen()}?{page.wsgi_request.GET.urlencode()}", data, follow=True)


def test_words_are_shown_where_they_stand_and_name_who_is_chosen_until_it_is_undone() -> None:
    before, client = rows(), logged_in("curator")
    page = asked(client, words="渠道")
    assert [place.paragraph.number for place in page.context["places"]] == [3]
    assert rows() == before
    page = sent(client, Person.objects.get().pk, page)
    assert "“渠道” names 许桂兰 now." in text(page)
    added = PersonMention.objects.get(printed="渠道")
    assert (added.status, added.decided_by, added.start) == ("confirmed", "curator", 5)
    client.post(undo_address(page))
    assert rows() == before


def test_an_office_is_named_with_who_holds_it_there() -> None:
    client = logged_in("curator")
    office, person = Office.objects.all()[0], Person.objects.get()
    page = asked(client, words="渠道", kind="office", find=office.label)
    assert list(page.context["people"]) == [person]
    sent(client, office.pk, page, person=person.pk)
    added = OfficeMention.objects.get(printed="渠道")
    assert (added.office, added.person) == (office, person)


def test_a_record_that_the_archive_lacks_is_made_of_the_words() -> None:
    client = logged_in("curator")
    page = asked(client, words="渠道", kind="instrument")
    assert page.context["new_name"] == "渠道"
    data = hidden(page) | {"place": page.context["places"][0].value, "new": "1"}
    address = f"{screen()}?words=渠道&kind=instrument"
    told = client.post(address, data | {"name": " ", "new_kind": "plan"}, follow=True)
    assert "A new record needs a name" in text(told)
    assert told.context["new_kind"] == "plan"
    told = client.post(address, data | {"name": "渠道规划", "new_kind": "plan"}, follow=True)
    assert "“渠道” names 渠道规划 now." in text(told)
    added = InstrumentMention.objects.get(printed="渠道")
    assert (added.instrument.title, added.instrument.kind, added.instrument.origin) == ("渠道规划", "plan", "curator")


def test_the_text_stands_there_to_be_selected_and_the_place_selected_is_chosen() -> None:
    article().paragraphs.filter(number=3).update(text="渠道连渠道。")
    client = logged_in("curator")
    html = client.get(screen()).content.decode()
    assert '<li value="3" data-paragraph="3">渠道连渠道。</li>' in html
    page = asked(client, words="渠道", paragraph="3", start="3")
    assert page.context["checked"] == page.context["places"][1].value
    assert asked(client, words="渠道", start="99").context["checked"] == page.context["places"][0].value


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ({"words": "不在此处"}, "do not stand in the article"),
        ({"words": "渠道", "paragraph": "1"}, "do not stand in the article"),
        ({"words": ""}, "This field is required."),
        ({"words": "渠" * 10_000}, "at most 200 characters"),
        ({"words": "渠道\0"}, "Null characters are not allowed."),
        ({"words": "渠道", "kind": "nothing"}, "Select a valid choice."),
        ({"words": "渠道", "find": "无此人"}, "No record is called “无此人”"),
    ],
)
def test_what_cannot_be_found_is_told(what: dict[str, str], sentence: str) -> None:
    assert sentence in text(asked(logged_in("curator"), **what))


@pytest.mark.parametrize(
    "data",
    [{}, {"place": "x-y"}, {"place": "987654-5"}, {"place": "²-5", "record": "٣"}, {"record": "987654"},
     {"place": "-", "record": "-1"}],
)  # fmt: skip
def test_what_was_not_chosen_is_not_added(data: dict[str, str]) -> None:
    before, client = rows(), logged_in("curator")
    page = client.post(f"{screen()}?words=渠道&kind=person", data)
    assert "Choose a place and a record" in text(page)
    assert rows() == before


def test_what_was_cut_meanwhile_is_not_named() -> None:
    client = logged_in("curator")
    page = asked(client, words="渠道")
    article().paragraphs.filter(number=3).update(text="会议结束。")
    told = sent(client, Person.objects.get().pk, page)
    assert "Choose a place and a record" in text(told)


@pytest.mark.parametrize(("role", "answer"), [("", 403), ("reader", 403), ("curator", 200), ("editor", 200)])
def test_adding_is_for_curators(role: str, answer: int) -> None:
    client = logged_in(role)
    assert client.get(screen()).status_code == answer
    assert client.post(screen()).status_code == answer
    offered = screen() in client.get(article().get_absolute_url()).content.decode()
    assert offered == (answer == 200)


def test_the_form_and_the_review_of_an_article_lead_there() -> None:
    client = logged_in("curator")
    for address in (url(Article, "change", article().pk), reverse("admin:review_article", args=[article().pk])):
        assert screen() in client.get(address).content.decode()


def test_the_page_takes_the_same_queries_however_often_the_words_stand() -> None:
    client, address = logged_in("curator"), screen()
    few = statements(client, address, words="渠道", kind="person", find="许桂兰")
    article().paragraphs.filter(number=3).update(text="渠道" * 30)
    index.refresh()
    # The session, the user, their permissions twice; the article, the places, the version, the people, names in search.
    assert statements(client, address, words="渠道", kind="person", find="许桂兰") == few <= 12
