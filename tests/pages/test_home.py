"""The home page."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.pages.conftest import Words
from tests.pages.samples import full_article, shelf

pytestmark = pytest.mark.django_db


def test_it_counts_the_holdings_and_shows_the_newest_document_first(words: Words) -> None:
    shelf(2, 3)
    full_article()
    text = words("/")
    assert "文献 3 文章 9 字数" in text
    assert "2031年3月" in text
    assert text.index("青禾通讯") < text.index("册001.txt") < text.index("册000.txt")


def test_kinds_lead_to_the_list_of_that_kind(client: Client) -> None:
    full_article()
    assert b'href="/articles/?kind=feature">\xe7\x89\xb9\xe5\x86\x99 <span>1</span>' in client.get("/").content


def test_an_empty_archive_says_how_to_start(words: Words) -> None:
    text = words("/")
    assert "馆藏" not in text
    assert "manage.py import_corpus" in text


@pytest.mark.parametrize("documents", [1, 12])
def test_queries(documents: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    shelf(documents, documents)
    # Articles by kind, totals of the documents, the newest documents with their number of articles.
    with django_assert_num_queries(3) as queries:
        client.get("/")
    assert not any('"archive_document"."text"' in query["sql"] for query in queries.captured_queries)
