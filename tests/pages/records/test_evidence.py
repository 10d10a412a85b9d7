"""Pages of people, meetings, initiatives and instruments, and what an article names."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

from archive.importing.storing import store
from archive.models import Article, Initiative, Instrument, Meeting, Person, PersonMention, Redirect
from archive.pages.named import Segment, named_in, segments
from archive.searching.highlight import Piece
from tests.importing.naming import named

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_names_in_a_text_lead_to_their_records(client: Client) -> None:
    store(named(), "one")
    article = Article.objects.get()
    shown = page(client, article.get_absolute_url())
    person = Person.objects.get(name="许桂兰")
    assert f'<a class="named person" href="{person.get_absolute_url()}">许桂兰</a>' in shown
    assert "县水利局局长" in shown
    assert f'href="{Meeting.objects.get().get_absolute_url()}"' in shown


@pytest.mark.parametrize(
    ("model", "told"),
    [(Person, "县水利局局长"), (Meeting, "柳镇"), (Initiative, "要求落实"), (Instrument, "执行")],
)
def test_a_record_shows_the_words_that_prove_it(
    client: Client, model: type[Person | Meeting | Initiative | Instrument], told: str
) -> None:
    store(named(), "one")
    record = model._default_manager.order_by("pk").first()
    assert record
    shown = page(client, record.get_absolute_url())
    assert told in shown
    assert "<mark>" in shown


def test_a_meeting_shows_who_took_part(client: Client) -> None:
    store(named(), "one")
    shown = page(client, Meeting.objects.get().get_absolute_url())
    assert "许桂兰" in shown
    assert "吴明远" in shown


def test_a_rejected_mention_is_not_shown(client: Client) -> None:
    store(named(), "one")
    PersonMention.objects.filter(printed="吴明远").update(status="rejected", decided_by="meng")
    assert 'class="named person"' in page(client, Article.objects.get().get_absolute_url())
    assert ">吴明远</a>" not in page(client, Article.objects.get().get_absolute_url()).split("claims")[0]


def test_a_merged_record_leads_on(client: Client) -> None:
    store(named(), "one")
    Redirect.objects.create(record_type="person", old_key="老许", new_key="许桂兰")
    response = client.get("/people/老许/")
    assert response.status_code == 301
    assert response["Location"] == f"/people/{quote('许桂兰')}/"


def test_of_names_within_each_other_the_longer_is_marked() -> None:
    store(named(), "one")
    named_here = named_in(Article.objects.get())
    mentions = [mark for marks in named_here.marks.values() for mark in marks]
    person = next(mark for mark in mentions if mark[2].printed == "许桂兰")
    outer = PersonMention(
        paragraph=person[2].paragraph, start=person[2].start - 1, end=person[2].end, printed="长许桂兰"
    )
    cut = segments(person[2].paragraph, [person, ("person", "outer", outer)])
    assert Segment("长许桂兰", "person", "outer", False, (Piece("长许桂兰", False),)) in cut
    assert "".join(part.text for part in cut) == person[2].paragraph.text


def test_an_address_that_can_be_no_key_is_not_found(client: Client) -> None:
    assert client.get("/people/a%00b/").status_code == 404


def test_searched_phrases_are_marked_within_names_and_around_them(client: Client) -> None:
    store(named(), "one")
    address = Article.objects.get().get_absolute_url()
    shown = page(client, f"{address}?q=局长许桂 渠")
    assert "局</mark>" not in shown
    assert "<mark>许桂</mark>兰</a>" in shown
    assert "清<mark>渠</mark>" in shown
    assert "<h1>全县<mark>春灌</mark>工作会议召开</h1>" in page(client, f"{address}?q=春灌")
    assert "<mark>" not in page(client, address)


@pytest.mark.parametrize("query", ["", "-渠", "，", "渠" * 300])
def test_a_search_that_cannot_be_answered_marks_nothing(client: Client, query: str) -> None:
    store(named(), "one")
    assert "<mark>" not in client.get(Article.objects.get().get_absolute_url(), {"q": query}).content.decode()
