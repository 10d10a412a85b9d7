"""The raw text of a document."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.importing.storing import store
from archive.models import Document, Redirect
from archive.pages.raw_text import LINES
from tests.builders import Cut, document, raw
from tests.pages.conftest import Words
from tests.pages.samples import TEXT, full_article, shelf

pytestmark = pytest.mark.django_db


def long_document(lines: int = LINES + 20) -> Document:
    store(document("".join(f"第{n}行的字\n" for n in range(1, lines + 1)), [Cut(1, 2)], pages=()), "test")
    return Document.objects.get()


def test_lines_can_be_linked_to_and_tell_where_articles_and_pages_begin(client: Client, words: Words) -> None:
    article = full_article()
    address = f"{article.document.get_absolute_url()}raw/"
    html = client.get(address).content.decode()
    assert '<li id="L10">' in html
    assert f'<a class="opens" href="{article.get_absolute_url()}">' in html
    assert "第 7 页" in words(address)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_line_is_shown_on_the_page_it_stands_on(words: Words) -> None:
    address = f"{long_document().get_absolute_url()}raw/"
    assert f"第{LINES}行的字" in words(address)
    assert f"第{LINES + 1}行的字" not in words(address)
    assert f"第{LINES + 1}行的字" in words(f"{address}?page=2")
    assert words(f"{address}?line={LINES + 1}") == words(f"{address}?page=2")


@pytest.mark.parametrize("query", ["page=nix", "page=0", "line=-3", "line=³", "line=99999999999999999999"])
def test_what_is_no_line_is_not_found(query: str, client: Client) -> None:
    assert client.get(f"{long_document(5).get_absolute_url()}raw/?{query}").status_code == 404


def test_an_article_leads_to_its_first_line(client: Client) -> None:
    article = full_article()
    html = client.get(article.get_absolute_url()).content.decode()
    assert f'href="{article.document.get_absolute_url()}raw/?page=1#L2"' in html


def test_the_whole_text_is_saved_as_a_file(client: Client) -> None:
    response = client.get(f"{full_article().document.get_absolute_url()}raw.txt")
    assert response.content.decode() == raw(TEXT).text
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("page", ["raw/", "raw.txt"])
def test_a_merged_document_leads_on(page: str, client: Client) -> None:
    slug = full_article().document.slug
    Redirect.objects.create(record_type="document", old_key="gone", new_key=slug)
    assert client.get(f"/documents/gone/{page}")["Location"] == f"/documents/{slug}/{page}"


@pytest.mark.parametrize("size", [1, 12])
def test_queries(size: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    document = shelf(size, size)
    # How many lines, the lines of the page, the articles and the pages that begin there.
    with django_assert_num_queries(4):
        client.get(f"{document.get_absolute_url()}raw/")
