"""A document, and its print that is no text."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.importing.storing import store
from tests.pages.conftest import Words
from tests.pages.samples import full_article, full_document, shelf

pytestmark = pytest.mark.django_db


def test_a_document_shows_its_contents_as_printed(words: Words) -> None:
    text = words(full_article().document.get_absolute_url())
    assert "类别 期刊 编印者 青禾县水利局 时间 2031年3月至2031年4月 文件 青禾通讯.txt 编码 UTF-8" in text
    assert "2 页，原始文本 18 行" in text
    assert (
        "本期特稿 县委书记调研春灌时强调 把水送到最后一亩田 许桂兰、吴明远 第 7–[2] 页 第 2–16 行 "
        "另一篇的标题 第 [2] 页 第 15–17 行 没有标题的一段话，说的是收成。 第 [2] 页 第 18 行" in text
    )


def test_a_document_counts_its_leftovers_by_reason(words: Words) -> None:
    assert "非正文内容 图片说明 1 页码 1 书眉 1" in words(full_article().document.get_absolute_url())


def test_a_document_without_articles_says_so(words: Words) -> None:
    outcome = store(full_document(articles=()), "test")
    assert "没有找到文章" in words(f"/documents/{outcome.slug}/")


def test_leftovers_are_shown_with_their_lines_and_narrowed_down_by_reason(words: Words) -> None:
    address = full_article().document.get_absolute_url() + "leftovers/"
    assert "3 处 书眉 第 1 行 青禾通讯 页码 第 11 行 — 7 — 图片说明 第 12 行 图：渠尾的水" in words(address)
    assert "1 处 页码 第 11 行 — 7 —" in words(address + "?reason=page_number")
    assert "nix 不在可用的选项中" in words(address + "?reason=nix")


def test_the_lines_of_a_leftover_lead_to_the_raw_text(client: Client) -> None:
    address = full_article().document.get_absolute_url()
    html = client.get(f"{address}leftovers/?reason=page_number").content.decode()
    assert f'<a href="{address}raw/?page=1#L11">第 11 行</a>' in html
    assert 'id="L11"' in client.get(f"{address}raw/?page=1").content.decode()


@pytest.mark.parametrize("address", ["/documents/nix/", "/documents/nix/leftovers/", "/documents/%00/"])
def test_an_unknown_document_is_not_found(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("size", [1, 12])
def test_queries(size: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    document = shelf(size, size)
    # The document, how many articles, the articles with their pages, bylines, how many pages, leftovers by reason,
    # articles by kind.
    with django_assert_num_queries(7) as shown:
        client.get(document.get_absolute_url())
    # The document, how many leftovers, the leftovers.
    with django_assert_num_queries(3) as rest:
        client.get(document.get_absolute_url() + "leftovers/")
    queries = [*shown.captured_queries, *rest.captured_queries]
    assert not any('"archive_document"."text"' in query["sql"] for query in queries)
