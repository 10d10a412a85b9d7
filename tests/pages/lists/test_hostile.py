"""Whatever stands in an address, the lists, their files and the API answer: 200, 400 or 404, and at once."""

from __future__ import annotations

import time
from urllib.parse import quote_plus

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from archive.pages.lists.nouns import LISTS
from tests.pages.lists.samples import two_documents

pytestmark = pytest.mark.django_db

NAMES = sorted({name for listing in LISTS for name in listing.filters.base_filters} | {"page", "x", "", "kind[]", "q "})
#: What has broken readers of addresses before; percent-encoded where the bytes are no text.
AWKWARD = [
    "", " ", "　", "%00", "a%00b", "%ED%A0%80", "%FF%FE", "%", "%25", "%27", "%22",
    "'--", '"“', "\\", "\\x00", ";", "()",
    "(((", "OR", "OR OR", "-", "-a", '"', '""', '-"', "a OR", "*", "[a", "a{9999}", ".*", "NaN", "null", "true", "0",
    "-1", "1e9", "1.5", "9" * 25, "9" * 400, "2031", "2031-13", "2031-02-30", "0000", "99999-01-01", "１２", "二〇三一",
    "许桂兰", "青禾", "全县春灌工作会议", "news", "<script>", "🌾", "👨‍👩‍👧", "\u202e", "\ufeff", "é", "ﷺ", "很" * 199,
    "很" * 5000, "a " * 50, "../../etc/passwd", "{{7*7}}", "%s", "%(x)s", "relevance", "newest", "25", "20",
]  # fmt: skip
VALUE = st.sampled_from(AWKWARD) | st.text(max_size=60).map(lambda text: quote_plus(text.encode("utf-8", "replace")))
QUERY = st.lists(st.tuples(st.sampled_from(NAMES), VALUE), max_size=5).map(
    lambda pairs: "&".join(f"{quote_plus(name)}={_encoded(value)}" for name, value in pairs)
)
ADDRESSES = [f"/{listing.name}{ending}" for listing in LISTS for ending in ("/", ".csv", ".jsonl")]
ADDRESSES += ["/articles.bib", "/articles.ris", *(f"/api/{listing.name}/" for listing in LISTS)]


def _encoded(value: str) -> str:
    return value if "%" in value and value.isascii() else quote_plus(value)


@pytest.fixture
def archive() -> None:
    two_documents()


@given(address=st.sampled_from(ADDRESSES), query=QUERY)
@settings(max_examples=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_gets_an_answer_at_once(address: str, query: str, archive: None, client: Client) -> None:
    started = time.process_time()
    response = client.get(address, QUERY_STRING=query)
    if response.status_code == 302:  # to the address without what is blank
        response = client.get(response["Location"])
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    assert response.status_code in (200, 400, 404)
    assert time.process_time() - started < 1
    assert b"<script>" not in body or response["Content-Type"].startswith(("text/csv", "application"))
    if address.startswith("/api/"):
        assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("address", ["/articles/", "/api/articles/", "/articles.csv"])
def test_too_many_parameters_are_refused(address: str, client: Client) -> None:
    assert client.get(address, QUERY_STRING="&".join(f"x{n}=1" for n in range(2000))).status_code == 400


@pytest.mark.parametrize("key", ["a%00b", "%ED%A0%80", "..", "a/b/c", "%2e%2e", "'", "很" * 500])
def test_any_key_gets_an_answer(key: str, client: Client) -> None:
    for listing in LISTS:
        response = client.get(f"/api/{listing.name}/{key}/")
        assert response.status_code == 404


@pytest.mark.parametrize("address", ["/articles/", "/api/articles/", "/articles.csv"])
def test_more_parameters_than_any_form_sends_are_refused_at_once(
    address: str, archive: None, client: Client, settings: Settings
) -> None:
    """Each link of a page repeats them all."""
    settings.DEBUG = False
    started = time.process_time()
    for query in ("&".join(f"a{n}=1" for n in range(900)), "kind=news&" * 900, "a=1&" * 1500):
        assert client.get(address, QUERY_STRING=query).status_code == 400
    assert time.process_time() - started < 1
    assert client.get(address, QUERY_STRING="kind=news&" * 50).status_code == 200
