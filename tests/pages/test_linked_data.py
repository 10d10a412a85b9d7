"""What pages say of themselves in the terms of schema.org."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from archive.models import Person
from tests.pages.samples import full_article, furnished

pytestmark = pytest.mark.django_db

_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def said(client: Client, address: str) -> dict[str, Any]:
    (block,) = _BLOCK.findall(client.get(address).content.decode())
    found: dict[str, Any] = json.loads(block)
    return found


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("document", "CreativeWork"),
        ("article", "Article"),
        ("work", "CreativeWork"),
        ("person", "Person"),
        ("meeting", "Event"),
        ("series", "EventSeries"),
        ("initiative", "DefinedTerm"),
        ("instrument", "Legislation"),
        ("organization", "Organization"),
    ],
)
def test_each_kind_of_record_says_what_it_is_and_where(kind: str, type_: str, client: Client) -> None:
    address = furnished()[kind]
    found = said(client, address)
    assert (found["@context"], found["@type"], found["url"]) == (
        "https://schema.org", type_, f"http://testserver{address}"
    )  # fmt: skip


def test_an_article_says_who_wrote_it_when_and_where_it_is_printed(client: Client) -> None:
    found = said(client, full_article().get_absolute_url())
    assert found["headline"] == "把水送到最后一亩田"
    assert found["datePublished"] == "2031-03"
    assert [author["name"] for author in found["author"]] == ["许桂兰", "吴明远"]
    assert (found["isPartOf"]["name"], found["pagination"]) == ("青禾通讯", "7–[2]")


def test_no_text_ends_the_block(client: Client) -> None:
    name = "</script><script>alert(1)</script><!--\u2028&amp;"
    person = Person.objects.create(key="k", name=name, origin="authority")
    assert said(client, person.get_absolute_url())["name"] == name
    assert "alert(1)</script>" not in client.get(person.get_absolute_url()).content.decode()
