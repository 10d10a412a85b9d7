"""Records are chosen by typing what they are called, and namesakes are told apart."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.dates import PartialDate
from archive.models import (
    Article,
    Initiative,
    Instrument,
    Meeting,
    MeetingSeries,
    Office,
    OfficeHeld,
    Organization,
    Participation,
    Person,
    PersonMention,
    PersonName,
)
from tests.admin.test_admin import fill, url
from tests.pages.samples import full_article, shelf

pytestmark = pytest.mark.django_db


def choices(client: Client, model: Any, field: str, text: str = "") -> list[str]:
    """What is suggested in the field of a form when `text` is typed."""
    query = {"app_label": "archive", "model_name": model._meta.model_name, "field_name": field, "term": text}
    return [found["text"] for found in client.get(reverse("admin:autocomplete", query=query)).json()["results"]]


def person(key: str, name: str, office: str = "", year: int = 2031) -> Person:
    made = Person.objects.create(key=key, name=name, origin="authority")
    if office:
        held = OfficeHeld(person=made, office=Office.objects.create(label=office, title=office), rule="test")
        held.first_cited, held.last_cited = PartialDate.of(year), PartialDate.of(year + 2)
        held.save()
    return made


def test_namesakes_are_told_apart_by_office_years_and_key(admin_client: Client) -> None:
    person("许桂兰", "许桂兰", "柳镇水利站站长", 2031)
    person("许桂兰-2", "许桂兰", "青禾日报记者", 2003)
    assert choices(admin_client, Participation, "person", "许桂兰") == [
        "许桂兰 · 柳镇水利站站长 · 2031–2033",
        "许桂兰 · 青禾日报记者 · 2003–2005 · 许桂兰-2",
    ]


def test_who_holds_no_office_is_told_by_the_years_of_the_texts(admin_client: Client) -> None:
    article = full_article()
    paragraph = article.paragraphs.latest("number")
    PersonMention.objects.create(
        person=person("老渠", "老渠"), paragraph=paragraph, start=1, end=2, printed=paragraph.text[1], rule="test"
    )
    assert choices(admin_client, Participation, "person", "老渠") == ["老渠 · 2031"]


def test_the_chosen_record_is_told_apart_too(admin_client: Client) -> None:
    meeting = Meeting.objects.create(key="m", name="春灌会议", origin="authority")
    who = person("许桂兰-2", "许桂兰", "青禾日报记者", 2003)
    part = Participation.objects.create(meeting=meeting, person=who, name="许桂兰", role="chair", rule="test")
    html = admin_client.get(url(Participation, "change", part.pk)).content.decode()
    assert "许桂兰 · 青禾日报记者 · 2003–2005 · 许桂兰-2</option>" in html


def test_other_records_are_told_apart(admin_client: Client) -> None:
    article = full_article()
    for day in (4, 6):
        meeting = Meeting(key=f"春灌会议-{day}", name="春灌会议", place="柳镇", origin="authority")
        meeting.start = PartialDate.of(2031, 3, day)
        meeting.save()
    assert sorted(choices(admin_client, Participation, "meeting", "春灌")) == [
        "春灌会议 · 2031-03-04 · 柳镇",
        "春灌会议 · 2031-03-06 · 柳镇",
    ]
    assert choices(admin_client, Instrument, "article", "最后一亩田") == [
        f"{article.title} · 2031-03 · 青禾通讯",
    ]
    Organization.objects.create(name="柳镇水利站", kind="state")
    assert choices(admin_client, Office, "organization", "lzslz") == ["柳镇水利站 · 国家机关"]


@pytest.mark.parametrize("text", ["许桂兰", "桂兰", "xuguilan", "xgl", "guilan", "阿兰", "alan", "許桂蘭"])
def test_people_are_found_by_name_alias_pinyin_and_initials(admin_client: Client, text: str) -> None:
    found = person("许桂兰", "许桂兰")
    person("吴明远", "吴明远")
    PersonName.objects.create(person=found, name="阿兰")
    response = admin_client.get(url(Person, "changelist"), {"q": text})
    assert [each.pk for each in response.context["cl"].result_list] == [found.pk]
    assert [label[:3] for label in choices(admin_client, Participation, "person", text)] == ["许桂兰"]


@pytest.mark.parametrize(
    ("model", "text"),
    [(Meeting, "cghy"), (Initiative, "qq"), (Instrument, "qugui"), (Organization, "slz"), (Meeting, "m1")],
)
def test_records_are_found_by_pinyin_and_key(admin_client: Client, model: Any, text: str) -> None:
    shelf(1, 1)
    fill(1, 1)
    assert admin_client.get(url(model, "changelist"), {"q": text}).context["cl"].result_count >= 1


def test_mentions_are_found_by_the_pinyin_of_what_they_name(admin_client: Client) -> None:
    shelf(1, 2)
    fill(1, 2)
    for text, number in (("xuguilan", 2), ("wumingyuan", 0), (Article.objects.order_by("pk")[0].key, 1)):
        response = admin_client.get(url(PersonMention, "changelist"), {"q": text})
        assert response.context["cl"].result_count == number, text


def test_articles_are_found_as_in_the_public_search(admin_client: Client) -> None:
    article = full_article()
    address = url(Article, "changelist")
    for text in ("谁也不知道", "“县里决定把老渠”", "渠尾 归全体村民", "歸全體村民", article.key):
        response = admin_client.get(address, {"q": text})
        assert [each.pk for each in response.context["cl"].result_list] == [article.pk], text
    assert admin_client.get(address, {"q": "归全体村民 -渠道"}).context["cl"].result_count == 0
    public = Client().get("/articles/", {"q": "渠尾"})
    assert (
        admin_client.get(address, {"q": "渠尾"}).context["cl"].result_count
        == public.context["page_obj"].paginator.count
    )


def test_a_search_that_cannot_be_answered_says_why(admin_client: Client) -> None:
    full_article()
    response = admin_client.get(url(Article, "changelist"), {"q": "-渠"})
    assert response.context["cl"].result_count == 0
    assert len(response.context["messages"]) == 1
    assert admin_client.get(url(Person, "changelist"), {"q": "a\0b"}).status_code == 200


def test_suggestions_take_the_same_queries_however_many_there_are(admin_client: Client) -> None:
    def asked(model: Any, field: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            choices(admin_client, model, field)
        return len(captured)

    fields = [(Participation, "person"), (Participation, "meeting"), (Instrument, "article"), (Instrument, "issuer")]
    shelf(1, 15)
    fill(1, 2)
    few = [asked(*field) for field in fields]
    fill(3, 15)
    assert [asked(*field) for field in fields] == few


def test_a_form_that_names_a_record_cannot_delete_it(admin_client: Client) -> None:
    series = MeetingSeries.objects.create(name="春灌会议", origin="authority")
    meeting = Meeting.objects.create(key="m", name="春灌会议", series=series, origin="authority")
    html = admin_client.get(url(Meeting, "change", meeting.pk)).content.decode()
    assert "change_id_series" in html
    assert "delete_id_series" not in html
