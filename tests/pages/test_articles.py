"""An article to read."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.models import Article
from tests.pages.conftest import Words
from tests.pages.samples import full_article, shelf

pytestmark = pytest.mark.django_db


def test_an_article_shows_its_headline_its_text_and_its_place(words: Words) -> None:
    text = words(full_article().get_absolute_url())
    assert (
        "本期特稿 县委书记调研春灌时强调 把水送到最后一亩田 ——柳镇渠尾见闻 许桂兰 吴明远 青禾日报 "
        "2031年3月 （推定） 特写 对照原始文本 提要 ■渠尾三十年没有见过水。 一、老渠 "
        "青禾社柳镇3月4日电 今年开春，县里决定把老渠修到渠尾。" in text
    )
    assert (
        "引用格式 许桂兰、吴明远：《把水送到最后一亩田》，载《青禾通讯》（青禾通讯.txt），第 7–[2] 页，"
        "原始文本第 2–16 行。" in text
    )
    assert "日期 2031年3月 （推定） 原文作“今年开春” 电头 青禾社 柳镇 2031年3月4日 （推定） 来源 青禾日报" in text


def test_headings_go_below_the_title_and_paragraphs_can_be_linked(client: Client) -> None:
    html = client.get(full_article().get_absolute_url()).content.decode()
    assert html.count("<h1>") == 1
    assert '<h2 id="p7">一、老渠</h2>' in html
    assert '<p id="p10"><b>第一条</b> 渠道归全体村民所有。</p>' in html


def test_markup_in_a_raw_file_shows_as_text(client: Client) -> None:
    article = full_article()
    article.title = "<b>粗体</b>"
    article.save()
    for address in (article.get_absolute_url(), article.get_absolute_url() + "?raw=1"):
        html = client.get(address).content.decode()
        assert "<script>" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "&lt;b&gt;粗体&lt;/b&gt;" in html


def test_an_article_without_a_title_is_shown_by_its_first_words_and_says_so(words: Words) -> None:
    full_article()
    article = Article.objects.get(ordinal=3)
    text = words(article.get_absolute_url())
    assert "没有标题的一段话，说的是收成。 原文没有标题，以首句代之。" in text
    assert "［无标题］“没有标题的一段话，说的是收成。”，载《青禾通讯》" in text


def test_a_supplied_title_stands_in_brackets(words: Words) -> None:
    full_article()
    article = Article.objects.get(ordinal=3)
    article.supplied_title = "收成"
    article.save()
    assert "〔收成〕 原文没有标题，此标题由编者拟定。" in words(article.get_absolute_url())


def test_neighbours_are_those_in_print(client: Client) -> None:
    full_article()
    first, second, third = Article.objects.order_by("ordinal")
    html = client.get(second.get_absolute_url()).content.decode()
    assert f'<a rel="prev" href="{first.get_absolute_url()}">' in html
    assert f'<a rel="next" href="{third.get_absolute_url()}">' in html
    assert 'rel="prev"' not in client.get(first.get_absolute_url()).content.decode()
    assert 'rel="next"' not in client.get(third.get_absolute_url()).content.decode()


def test_raw_lines_stand_beside_the_text_with_all_that_is_printed_between_them(client: Client, words: Words) -> None:
    address = full_article().get_absolute_url() + "?raw=1"
    text = words(address)
    assert "标题 把水送到最后一亩田 把水送到 最后一亩田" in text
    assert "页码 — 7 —" in text
    assert "图片说明 把老渠修到渠尾。 图：渠尾的水" in text.replace("第 [2] 页 ", "")
    assert "属于另一篇文章 另一篇的标题" in text
    html = client.get(address).content.decode()
    assert '<li value="10"><span class="line"><span class="other">' not in html
    assert '<span class="line">把老渠修到渠尾。<span class="other">图：渠尾的水</span></span>' in html
    assert '<span class="line"><span class="other">把老渠修到渠尾。</span>图：渠尾的水</span>' in html
    assert "对照原始文本" not in text
    assert "只看正文" in text


@pytest.mark.parametrize("address", ["/articles/nix/", "/articles/nix/?raw=1", "/articles/%00/", "/articles/%FF/"])
def test_an_unknown_article_is_not_found(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("size", [1, 12])
def test_queries(size: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    article = shelf(size, size).articles.get(ordinal=(size + 1) // 2)
    # The article with its document and pages, bylines, paragraphs, six kinds of mentions,
    # its other printings, the article before, the article after.
    with django_assert_num_queries(12) as shown:
        client.get(article.get_absolute_url())
    with django_assert_num_queries(12):
        client.get(f"{article.get_absolute_url()}?q=正文")
    queries = shown.captured_queries
    assert not any('"archive_document"."text"' in query["sql"] for query in queries)
    # The same, and the raw lines, leftovers, pages.
    with django_assert_num_queries(15):
        client.get(article.get_absolute_url() + "?raw=1")
