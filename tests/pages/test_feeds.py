"""What programs read: the feed, the sitemap, robots.txt."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.models import Document
from tests.pages.samples import furnished, shelf

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_feed_has_the_newest_documents_with_the_time_they_came(client: Client) -> None:
    shelf(2, 3)
    response = client.get("/feed.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "文献汇编档案"  # without which Atom is not valid
    entries = feed.findall(f"{ATOM}entry")
    newest = Document.objects.order_by("-pk")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [str(row) for row in newest]
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [row.added_at.isoformat() for row in newest]
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert link.attrib["href"] == f"http://testserver{newest[0].get_absolute_url()}"


def test_pages_lead_to_the_feed(client: Client) -> None:
    assert 'type="application/atom+xml"' in client.get("/").content.decode()


def places(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200, address
    found = ElementTree.fromstring(response.content).iter(f"{SITEMAP}loc")
    return [(place.text or "").removeprefix("http://testserver") for place in found]


def test_the_sitemap_lists_every_page_and_every_page_is_there(client: Client) -> None:
    addresses = furnished()
    listed = {place for part in places(client, "/sitemap.xml") for place in places(client, part)}
    kinds = {kind for kind in addresses if kind not in ("raw text", "leftovers", "raw lines")}
    assert {addresses[kind] for kind in kinds} <= listed
    assert {client.get(place).status_code for place in listed} == {200}


def test_robots_are_led_to_the_sitemap_and_away_from_the_administration(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/\n" in text
    assert "Sitemap: http://testserver/sitemap.xml\n" in text


@pytest.mark.parametrize("size", [1, 12])
def test_queries(size: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    shelf(size, size)
    with django_assert_num_queries(1) as queries:  # the documents with their number of articles
        client.get("/feed.atom")
    with django_assert_num_queries(9):  # how many pages of each of the nine tables
        client.get("/sitemap.xml")
    with django_assert_num_queries(2) as mapped:  # how many articles, their keys
        client.get("/sitemap-articles.xml")
    captured = [*queries.captured_queries, *mapped.captured_queries]
    assert not any('"archive_document"."text"' in query["sql"] for query in captured)
