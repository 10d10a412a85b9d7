"""Articles are put into works and taken out of them on a page of the work."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from archive.models import Article, Printing, Work
from tests.admin.curators import hidden, logged_in, text, undo_address
from tests.admin.test_admin import url
from tests.curating.people import changed_since, fill, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    fill()


def work() -> Work:
    found: Work = Work.objects.order_by("pk")[0]
    return found


def screen() -> str:
    return reverse("admin:work_printings", args=[work().pk])


def other() -> Article:
    """An article that does not print the work."""
    found: Article = Article.objects.exclude(printings__work=work()).order_by("pk")[0]
    return found


def keys(page: Any) -> set[str]:
    return {printing.article.key for printing in page.context["printings"]}


def test_an_article_is_put_in_as_an_excerpt_and_that_is_undone() -> None:
    before, client, article = rows(), logged_in("curator"), other()
    page = client.get(screen(), {"find": article.key})
    assert list(page.context["offered"]) == [article]
    page = client.post(screen(), hidden(page) | {"excerpt": article.pk}, follow=True)
    assert f"“{article}” prints “{work()}”." in text(page)
    assert article.key in keys(page)
    client.post(undo_address(page))
    assert {**changed_since(before), "archive.Work": []} == {"archive.Work": []}


def test_an_article_is_taken_out_and_whoever_comes_second_is_told() -> None:
    client = logged_in("curator")
    article = Article.objects.filter(printings__work=work()).order_by("pk")[0]
    form = hidden(client.get(screen())) | {"out": article.pk}
    page = client.post(screen(), form, follow=True)
    assert article.key not in keys(page)
    assert Printing.objects.get(work=work(), article=article).status == "rejected"
    again = client.post(screen(), form, follow=True)
    assert "has changed" in text(again)


@pytest.mark.parametrize("data", [{}, {"out": ""}, {"whole": "x"}, {"excerpt": "987654"}, {"out": "²"}])
def test_what_is_no_article_is_told(data: dict[str, str]) -> None:
    before, client = rows(), logged_in("curator")
    assert "Choose an article" in text(client.post(screen(), data, follow=True))
    assert rows() == before


@pytest.mark.parametrize(("role", "answer"), [("reader", 403), ("curator", 200), ("editor", 200)])
def test_the_form_of_a_work_leads_there_for_curators(role: str, answer: int) -> None:
    client = logged_in(role)
    assert client.get(screen()).status_code == answer
    offered = screen() in client.get(url(Work, "change", work().pk)).content.decode()
    assert offered == (answer == 200)
