"""The home page."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.models import Participation, Person
from archive.pages import home
from tests.pages.conftest import Words
from tests.pages.samples import full_article, shelf
from tests.pages.test_overviews import meetings

pytestmark = pytest.mark.django_db


def test_it_counts_the_holdings_and_shows_the_newest_document_first(words: Words) -> None:
    shelf(2, 3)
    full_article()
    text = words("/")
    assert "文献 3 文章 9 人物 0 会议 0 举措与提法 0 文件 0 字数" in text
    assert "2031年3月" in text
    assert text.index("青禾通讯") < text.index("册001.txt") < text.index("册000.txt")


def test_records_that_no_text_names_are_not_counted(words: Words, client: Client) -> None:
    meetings(1)
    Person.objects.create(key="安", name="安", origin="curator", curator="meng")
    named = Person.objects.in_texts().count()
    assert 0 < named < Person.objects.count()
    assert f"人物 {named} 会议 1" in words("/")
    assert f'href="/people/?named=yes">{named}<' in client.get("/").content.decode()


def test_kinds_lead_to_the_list_of_that_kind(client: Client) -> None:
    full_article()
    assert b'href="/articles/?kind=feature">\xe7\x89\xb9\xe5\x86\x99 <span>1</span>' in client.get("/").content


def test_it_shows_the_latest_meetings_and_who_took_part_in_most_of_them(words: Words) -> None:
    meetings(3)
    Participation.objects.filter(name="吴明远", meeting__key__endswith="10-04").delete()
    text = words("/")
    assert "人物 2 会议 3" in text
    assert text.index("2031年12月4日 全县春灌工作会议") < text.index("2031年10月4日 全县春灌工作会议")
    assert "许桂兰 3 吴明远 2" in text


def test_the_busiest_are_those_of_the_latest_meetings(words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    meetings(3)
    monkeypatch.setattr(home, "LATEST", 1)
    assert "许桂兰 1" in words("/")


def test_the_search_leads_to_the_articles(client: Client) -> None:
    assert (
        '<form class="quick home" role="search" action="/articles/" method="get">' in client.get("/").content.decode()
    )


def test_an_empty_archive_says_how_to_start(words: Words) -> None:
    text = words("/")
    assert "馆藏" not in text
    assert "manage.py import_corpus" in text


@pytest.mark.parametrize("documents", [1, 12])
def test_queries(documents: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    shelf(documents, documents)
    meetings(documents)
    # Articles by kind, totals of the documents; how many people, meetings, initiatives and instruments; the newest
    # documents with their number of articles; the latest meetings; the people of the latest meetings.
    with django_assert_num_queries(9) as queries:
        client.get("/")
    assert not any('"archive_document"."text"' in query["sql"] for query in queries.captured_queries)
