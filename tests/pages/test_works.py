"""A work: its printings side by side."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.models import Article, Printing, Redirect, Work
from tests.pages.conftest import Words
from tests.pages.samples import furnished, shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> Work:
    furnished()
    return Work.objects.get()


def keys(work: Work) -> list[str]:
    return list(work.printings.order_by("article__key").values_list("article__key", flat=True))


def test_the_best_printing_is_compared_with_the_next_and_differences_are_marked(work: Work, client: Client) -> None:
    best = work.printings.get(is_best=True).article
    html = client.get(work.get_absolute_url()).content.decode()
    (other,) = [key for key in keys(work) if key != best.key]
    assert f'name="base" id="base_1" value="{best.key}" checked' in html
    assert f'name="with" id="with_2" value="{other}" checked' in html
    assert "<del>" in html
    assert "<ins>" in html


def test_the_address_tells_which_printing_is_the_base(work: Work, client: Client) -> None:
    one, other = keys(work)
    shown = client.get(f"{work.get_absolute_url()}?base={one}&with={other}").content.decode()
    turned = client.get(f"{work.get_absolute_url()}?base={other}&with={one}").content.decode()
    assert {"<del>看</del>" in shown, "<del>看</del>" in turned} == {True, False}
    assert ("<del>看</del>" in shown) == ("<ins>瞧</ins>" in shown)


def test_only_the_rows_that_differ_are_shown_on_demand(work: Work, words: Words) -> None:
    assert "渠水记 渠水记" in words(work.get_absolute_url())  # the title, on both sides
    shown = words(f"{work.get_absolute_url()}?only=differences")
    assert shown.count("渠水记") < words(work.get_absolute_url()).count("渠水记")
    assert "异文 1 处" in shown


@pytest.mark.parametrize("query", ["base=nix", "with=nix", "base=%00"])
def test_a_printing_of_another_work_is_not_found(query: str, work: Work, client: Client) -> None:
    assert client.get(f"{work.get_absolute_url()}?{query}").status_code == 404


def test_a_printing_is_not_compared_with_itself(work: Work, client: Client) -> None:
    one, _ = keys(work)
    assert client.get(f"{work.get_absolute_url()}?base={one}&with={one}").status_code == 404


def test_a_rejected_printing_is_not_shown(work: Work, words: Words) -> None:
    Printing.objects.filter(is_best=False).update(status="rejected", decided_by="meng")
    assert "只剩一种刊本" in words(work.get_absolute_url())


def test_an_article_names_its_other_printings_and_leads_to_the_comparison(work: Work, client: Client) -> None:
    one, other = keys(work)
    Printing.objects.filter(article__key=other).update(is_excerpt=True, is_best=False)
    html = client.get(Article.objects.get(key=one).get_absolute_url()).content.decode()
    assert f'href="/articles/{other}/"' in html
    assert "节录" in html
    assert f'href="{work.get_absolute_url()}?base={one}&amp;with={other}"' in html


def test_a_merged_work_leads_on(work: Work, client: Client) -> None:
    Redirect.objects.create(record_type="work", old_key="gone", new_key=work.key)
    response = client.get("/works/gone/?only=differences")
    assert (response.status_code, response["Location"]) == (301, f"{work.get_absolute_url()}?only=differences")


@pytest.mark.parametrize("printings", [2, 9])
def test_queries(printings: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    document = shelf(1, printings)
    work = Work.objects.create(key="w", title="渠水记")
    for article in document.articles.all():
        Printing.objects.create(work=work, article=article, decided_by="meng", is_excerpt=article.ordinal > 1)
    with django_assert_num_queries(3) as queries:  # the work, its printings, the paragraphs of two
        client.get(work.get_absolute_url())
    assert not any('"archive_document"."text"' in query["sql"] for query in queries.captured_queries)


def test_the_list_has_the_texts_in_several_printings(work: Work, words: Words, client: Client) -> None:
    text = words("/works/")
    assert f"{work} 2 种刊本" in text
    for printing in work.printings.all():
        assert str(printing.article.document) in text
    assert f'href="{work.get_absolute_url()}"' in client.get("/works/").content.decode()
    assert 'href="/works/"' in client.get("/").content.decode()
    work.printings.filter(is_best=False).update(status="rejected", decided_by="meng")
    assert "尚未发现有多种刊本的文本" in words("/works/")


def test_queries_of_the_list(work: Work, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):  # how many works, those of the page
        client.get("/works/")
