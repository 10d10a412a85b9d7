"""Citations."""

from __future__ import annotations

import pytest
from django.utils import translation

from archive.models import Article
from archive.pages.citing import citation
from tests.pages.samples import full_article, shelf

pytestmark = pytest.mark.django_db


def test_an_article_is_cited_with_authors_document_pages_and_lines() -> None:
    article = full_article()
    with translation.override("en"):
        assert citation(article) == (
            "许桂兰, 吴明远: “把水送到最后一亩田”, in 青禾通讯 (青禾通讯.txt), pp. 7–[2], lines 2–16."
        )


def test_marks_inside_a_title_are_turned_into_inner_ones() -> None:
    article = full_article()
    article.title = "学习《条例》的“体会”"
    with translation.override("zh-hans"):
        assert "：《学习〈条例〉的‘体会’》，" in citation(article)


def test_what_is_not_known_is_left_out() -> None:
    shelf(1, 1)
    article = Article.objects.get()
    article.bylines.all().delete()
    article.first_page = article.last_page = None
    article.last_line = article.first_line
    with translation.override("zh-hans"):
        assert citation(article) == "《第0册第1篇的标题》，载 册000.txt，原始文本第 1 行。"
