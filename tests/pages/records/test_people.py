"""The page of a person."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.dates import PartialDate
from archive.importing.storing import store
from archive.models import Article, Office, OfficeHeld, Participation, Person, PersonMention, PersonName, evidence
from tests.importing import naming
from tests.pages.conftest import Words
from tests.pages.lists.samples import count
from tests.pages.test_overviews import meetings, table

pytestmark = pytest.mark.django_db


def person(name: str = "许桂兰") -> Person:
    return Person.objects.get(name=name)


def test_an_office_has_the_days_it_was_cited_and_the_words_that_prove_it(client: Client, words: Words) -> None:
    meetings(2)
    address = person().get_absolute_url()
    assert "青禾县水利局局长 2031年11月4日 2031年12月4日" in words(address)
    first = Article.objects.get(document__file_name="1.txt")  # of November
    html = client.get(address).content.decode()
    assert f'href="{first.get_absolute_url()}#p2"' in html
    assert "<b>县水利局局长</b>" in html
    assert 'href="/organizations/' in html


def test_an_office_that_no_print_tells_of_stands_apart(words: Words) -> None:
    meetings(1)
    office = Office.objects.create(label="青禾县县长", title="县长", origin="authority")
    held = OfficeHeld(person=person(), office=office, decided_by="meng")
    held.start = PartialDate.of(2029)
    held.save()
    text = words(person().get_absolute_url())
    assert text.index("青禾县水利局局长") < text.index("尚未见于文献") < text.index("青禾县县长 2029年")


def test_meetings_tell_the_part_taken_and_the_words(client: Client, words: Words) -> None:
    meetings(2)
    address = person().get_absolute_url()
    assert "2031年12月4日 全县春灌工作会议 主持" in words(address)
    html = client.get(address).content.decode()
    assert html.count('<circle class="dot"') == 2 + 1  # the meetings of the timeline, the other one of the network
    assert html.count('<circle class="dot centre"') == 1
    rows = table(client, f"{address}meetings.csv")
    assert [(row["date"], row["role"]) for row in rows] == [("2031-12-04", "chair"), ("2031-11-04", "chair")]


def test_company_is_counted_by_meetings_and_by_paragraphs(client: Client, words: Words) -> None:
    meetings(3)
    address = person().get_absolute_url()
    assert "同会者 吴明远 3" in words(address)
    both = f"/meetings/?participant={quote('许桂兰')}&participant={quote('吴明远')}"
    assert f'href="{both.replace("&", "&amp;")}"' in client.get(address).content.decode()
    assert count(client, both) == 3
    assert "同段出现者 吴明远 3" in words(address)
    assert table(client, f"{address}company.csv") == [
        {"name": "吴明远", "meetings": "3", "last": "2031-12-04", "key": "吴明远"}
    ]


def test_of_a_person_with_many_places_the_company_in_the_latest_is_counted_and_the_page_says_so(
    words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    meetings(3)
    assert "最近入档" not in words(person().get_absolute_url())
    monkeypatch.setattr(evidence, "BESIDE_COUNTED", 1)
    assert "同段出现者 据最近入档的 1 处统计。 吴明远 1" in words(person().get_absolute_url())


def test_what_was_rejected_counts_for_nothing(words: Words) -> None:
    meetings(2)
    rejected = {"status": "rejected", "decided_by": "meng"}
    Participation.objects.filter(name="吴明远", meeting__key__endswith="11-04").update(**rejected)
    PersonMention.objects.filter(printed="吴明远").update(**rejected)
    text = words(person().get_absolute_url())
    assert "同会者 吴明远 1" in text
    assert "同段出现者" not in text


def test_other_names_tell_what_they_are(words: Words) -> None:
    meetings(1)
    PersonName.objects.create(person=person(), name="桂兰", kind="pen")
    assert "别称 桂兰 笔名" in words(person().get_absolute_url())


def test_someone_who_is_only_named_has_no_empty_sections(words: Words) -> None:
    Person.objects.create(key="孟", name="孟", origin="authority")
    text = words("/people/孟/")
    assert "职务" not in text
    assert "共同出现" not in text


@pytest.mark.parametrize("copies", [1, 12])
def test_queries(copies: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    meetings(copies)
    for n in range(copies):
        store(naming.named(naming.TEXT.replace("柳镇", f"渠头{n}"), f"又{n}.txt"), "one")
    address = person().get_absolute_url()
    # The person; offices and the words that prove them; parts and the words that prove them; who else took part, who
    # of them met whom; how many places, the places of the page; names; who stands in the same paragraphs; names again
    # for linked data.
    with django_assert_num_queries(12) as queries:
        client.get(address)
    assert not any('"archive_document"."text"' in query["sql"] for query in queries.captured_queries)
    for name in ("meetings", "company"):
        with django_assert_num_queries(2):  # the person, the rows
            client.get(f"{address}{name}.csv").getvalue()
