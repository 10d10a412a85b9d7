"""The API: what it answers, and whether its description says so."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker
from pytest_django import DjangoAssertNumQueries

from archive.models import Article, Redirect
from archive.pages.lists.listing import Listing
from archive.pages.lists.nouns import LISTS
from tests.pages.lists.samples import two_documents
from tests.pages.samples import full_article, shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(client: Client) -> dict[str, Any]:
    description: dict[str, Any] = client.get("/api/openapi.json").json()
    return description


def answer(client: Client, described: dict[str, Any], address: str, path: str, status: int = 200) -> Any:
    """The JSON at `address`, held against what the description says of `path`."""
    response = client.get(address)
    assert response.status_code == status, address
    told = described["paths"][path]["get"]["responses"][str(status)]["content"]["application/json"]["schema"]
    schema = {"components": described["components"], **told}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(response.json())
    return response.json()


@pytest.mark.parametrize("listing", LISTS, ids=lambda listing: listing.name)
def test_lists_and_records_are_as_described(listing: type[Listing], client: Client, described: dict[str, Any]) -> None:
    full_article()
    two_documents()
    path = f"/api/{listing.name}/"
    rows = answer(client, described, path, path)
    assert rows["count"] == len(rows["results"]) == listing.model._default_manager.count()
    for row in rows["results"]:
        whole = answer(client, described, f"{path}{row['key']}/", f"{path}{{key}}/")
        assert row.items() <= whole.items()
        assert client.get(row["url"]).status_code == 200
    answer(client, described, f"{path}?nix=1", path, 400)
    answer(client, described, f"{path}?page=99", path, 404)
    answer(client, described, f"{path}nix/", f"{path}{{key}}/", 404)


def test_the_schemas_of_the_description_are_schemas(described: dict[str, Any]) -> None:
    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": "http://testserver"}]
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    operations = [path["get"]["operationId"] for path in described["paths"].values()]
    assert len(set(operations)) == 2 * len(LISTS)


@pytest.mark.parametrize("listing", LISTS, ids=lambda listing: listing.name)
def test_every_described_parameter_is_taken(listing: type[Listing], client: Client, described: dict[str, Any]) -> None:
    two_documents()
    path = f"/api/{listing.name}/"
    parameters = described["paths"][path]["get"]["parameters"]
    assert {each["name"] for each in parameters} == {*listing.filters.base_filters, "page"}
    for parameter in parameters:
        schema = parameter["schema"]
        for value in schema.get("enum", schema.get("items", {}).get("enum", [])):
            query = {parameter["name"]: value} | ({"q": "春灌"} if value == "relevance" else {})
            assert client.get(path, query).status_code == 200, query


def test_the_address_of_the_api_leads_to_its_description(client: Client, described: dict[str, Any]) -> None:
    response = client.get("/api/", follow=True)
    assert response.redirect_chain == [("/api/openapi.json", 302)]
    assert response.json() == described


def test_the_filters_are_those_of_the_list(client: Client) -> None:
    two_documents()
    found = client.get("/api/articles/", {"q": "春灌", "person": "许桂兰"}).json()
    assert [row["title"] for row in found["results"]] == ["全县春灌工作会议召开"]
    assert client.get("/api/articles/", {"q": ""}).json()["count"] == 2


def test_pages_lead_to_each_other(client: Client) -> None:
    shelf(1, 45)
    address, seen = "/api/articles/?kind=news", []
    while address:
        page = client.get(address).json()
        assert page["count"] == 45
        seen += [row["key"] for row in page["results"]]
        back, address = page["previous"], page["next"]
    assert len(set(seen)) == 45
    assert back == "http://testserver/api/articles/?kind=news&page=2"


def test_errors_are_told_by_parameter(client: Client) -> None:
    response = client.get("/api/articles/?kind=nix&since=x&wer=1", headers={"accept-language": "en"})
    assert response.status_code == 400
    assert set(response.json()["errors"]) == {"kind", "since", "wer"}
    assert response.json()["errors"]["wer"] == ["This list has no such filter."]


@pytest.mark.parametrize("number", [101, 1001])
def test_too_many_parameters_are_told_in_json(number: int, client: Client) -> None:
    response = client.get(f"/api/people/?{'name=a&' * number}")
    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["parameters"]


@pytest.mark.parametrize("address", ["/api/articles/", "/api/people/a/", "/api/openapi.json"])
def test_what_would_write_is_told_in_json_that_the_api_is_read_only(address: str) -> None:
    response = Client(enforce_csrf_checks=True).post(address, headers={"accept-language": "en"})
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json()["errors"] == {"method": ["The API is read only: ask by GET."]}


def test_an_address_that_is_none_is_told_in_json(client: Client) -> None:
    response = client.get("/api/poems/")
    assert response.status_code == 404
    assert list(response.json()["errors"]) == ["address"]


def test_a_search_that_is_too_long_is_told_in_words_of_our_own(client: Client) -> None:
    for query, expected in (
        (f"/api/articles/?q={'春' * 201}", "The search is longer than 200 characters: shorten it."),
        (f"/api/people/?name={'春' * 201}", "This is longer than 200 characters: shorten it."),
    ):
        (errors,) = client.get(query, headers={"accept-language": "en"}).json()["errors"].values()
        assert errors == [expected]


def test_a_merged_key_leads_on(client: Client) -> None:
    article = full_article()
    Redirect.objects.create(record_type="article", old_key="gone-l1", new_key=article.key)
    response = client.get("/api/articles/gone-l1/")
    assert response.status_code == 301
    assert response["Location"] == f"/api/articles/{article.key}/"


def test_a_record_has_its_text_and_a_list_has_not(client: Client) -> None:
    article = full_article()
    assert "渠尾" in client.get(f"/api/articles/{article.key}/").json()["text"]
    assert "text" not in client.get("/api/articles/").json()["results"][0]


@pytest.mark.parametrize("size", [1, 30])
def test_queries(size: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    shelf(1, size)
    # How many articles of each kind, review and year; the page; its articles with document and pages; bylines.
    with django_assert_num_queries(4):
        client.get("/api/articles/")
    # The article with document and pages, bylines, texts.
    address = f"/api/articles/{Article.objects.earliest('pk').key}/"
    with django_assert_num_queries(3):
        client.get(address)
