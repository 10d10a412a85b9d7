"""Lists as files to take away."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.models import Article, Meeting, Person, Redirect
from archive.pages.lists.nouns import LISTS
from tests.pages.lists.samples import two_documents
from tests.pages.samples import full_article, shelf

pytestmark = pytest.mark.django_db


def taken(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response.streaming
    return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]


def table(client: Client, address: str) -> list[dict[str, str]]:
    text = taken(client, address)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_a_table_has_the_rows_of_the_list_under_the_same_filters_and_in_its_order(client: Client) -> None:
    two_documents()
    rows = table(client, "/articles.csv?person=吴明远&sort=oldest")
    assert [row["title"] for row in rows] == ["全县春灌工作会议召开", "吴明远讲话"]
    assert [row["title"] for row in table(client, "/articles.csv?kind=speech")] == ["吴明远讲话"]
    assert rows[0]["url"] == f"http://testserver{Article.objects.get(title=rows[0]['title']).get_absolute_url()}"


def test_a_table_of_meetings_tells_which_days_are_inferred(client: Client) -> None:
    two_documents()
    for inferred, told in ((False, "false"), (True, "true")):
        Meeting.objects.update(start_inferred=inferred)
        row = table(client, "/meetings.csv")[0]
        assert (row["start"], row["start_inferred"]) == ("2031-03-04", told)


def test_an_article_is_taken_away_alone(client: Client) -> None:
    two_documents()
    article = Article.objects.get(title="吴明远讲话")
    page = client.get(article.get_absolute_url()).content.decode()
    for suffix in ("bib", "ris"):
        address = f"/articles/{article.key}.{suffix}"
        assert f'href="{address}"' in page
        text = taken(client, address)
        assert "吴明远讲话" in text
        assert "全县春灌工作会议召开" not in text
        assert client.get(address)["Content-Disposition"] == f'attachment; filename="{article.key}.{suffix}"'
    assert client.get(f"/articles/{article.key}.doc").status_code == 404
    assert client.get("/articles/nix.bib").status_code == 404
    Redirect.objects.create(record_type="article", old_key="gone", new_key=article.key)
    assert client.get("/articles/gone.bib")["Location"] == f"/articles/{article.key}.bib"


def test_a_table_tells_dates_lists_and_what_is_missing(client: Client) -> None:
    full_article()
    row = next(row for row in table(client, "/articles.csv") if row["ordinal"] == "1")
    assert row["authors"] == "许桂兰；吴明远"
    assert (row["date"], row["date_inferred"], row["first_page"], row["last_page"]) == ("2031-03", "true", "7", "[2]")
    untitled = next(row for row in table(client, "/articles.csv") if row["ordinal"] == "3")
    assert (untitled["title"], untitled["date"]) == ("", "")


@pytest.mark.parametrize("listing", LISTS, ids=lambda listing: listing.name)
def test_every_list_is_taken_away_as_a_table_and_as_lines(listing: type, client: Client) -> None:
    two_documents()
    name = listing.name  # type: ignore[attr-defined]
    rows = table(client, f"/{name}.csv")
    lines = [json.loads(line) for line in taken(client, f"/{name}.jsonl").splitlines()]
    assert len(rows) == len(lines) == listing.model.objects.count() > 0  # type: ignore[attr-defined]
    assert [row["key"] for row in rows] == [line["key"] for line in lines]
    assert set(lines[0]) >= set(rows[0])


def test_lines_have_the_text(client: Client) -> None:
    full_article()
    first = json.loads(taken(client, "/articles.jsonl?q=渠尾见闻").splitlines()[0])
    assert first["text"].startswith("一、老渠\n青禾社柳镇3月4日电 今年开春，县里决定把老渠修到渠尾。\n")
    assert "<script>alert(1)</script>" in first["text"]


def test_no_text_of_a_table_is_a_formula(client: Client) -> None:
    two_documents()
    for title in ('=HYPERLINK("x")', "+1", "-1", "@x", "＝1", "\t=1", "　=1"):
        Article.objects.update(title=title)
        assert {row["title"] for row in table(client, "/articles.csv")} == {f"'{title}"}
    Article.objects.update(title="——副题")
    assert {row["title"] for row in table(client, "/articles.csv")} == {"——副题"}


def test_bibliographies_have_an_entry_an_article(client: Client) -> None:
    full_article()
    article = Article.objects.get(ordinal=1)
    bib, ris = taken(client, "/articles.bib?kind=feature"), taken(client, "/articles.ris?kind=feature")
    assert bib.startswith(f"@incollection{{{article.key},\n  title = {{{{把水送到最后一亩田}}}},\n")
    assert "  author = {{许桂兰} and {吴明远}},\n  booktitle = {青禾通讯},\n  date = {2031-03},\n" in bib
    assert "TY  - CHAP\r\n" in ris
    assert "AU  - 许桂兰\r\nAU  - 吴明远\r\nT2  - 青禾通讯\r\nPY  - 2031\r\nDA  - 2031/03//\r\nSP  - 7\r\n" in ris
    assert ris.endswith("ER  - \r\n\r\n")


@pytest.mark.parametrize("address", ["/people.bib", "/articles.xlsx", "/articles.", "/nix.csv"])
def test_formats_that_are_not_there_are_not_found(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_a_wrong_filter_gives_no_file(client: Client) -> None:
    response = client.get("/articles.csv?kind=nix")
    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["kind"]


@pytest.mark.parametrize("size", [1, 30])
@pytest.mark.parametrize(("address", "queries"), [("/articles.csv", 2), ("/articles.jsonl", 3), ("/people.csv", 2)])
def test_queries(
    address: str, queries: int, size: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    shelf(1, size)
    for n in range(size):
        Person.objects.create(key=str(n), name="许桂兰", origin="curator", curator="meng")
    # The rows, of people with their offices; of articles bylines and texts; of people names.
    with django_assert_num_queries(queries):
        taken(client, address)
