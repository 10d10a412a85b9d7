"""Documents whose articles name people, meetings, initiatives and instruments, for the tests of the lists."""

from __future__ import annotations

import re

from django.test import Client

from archive.importing.storing import store
from archive.models import Article, Document, Instrument, Meeting, Organization, Person
from tests.importing.naming import TEXT, named


def two_documents() -> None:
    """Two documents of one article each: in 柳镇 许桂兰 chairs and 吴明远 speaks; in 石桥 only 吴明远 speaks."""
    store(named(), "test")
    store(named(TEXT.replace("柳镇", "石桥").replace("县水利局局长许桂兰主持，", ""), "石桥.txt"), "test")
    Article.objects.filter(document__file_name="石桥.txt").update(
        kind="speech", title="吴明远讲话", dateline_agency="青禾社", review="reviewed"
    )
    Document.objects.filter(file_name="石桥.txt").update(title="石桥通讯")
    body = Organization.objects.get(name="青禾县水利局")
    Meeting.objects.update(convener=body)
    Instrument.objects.update(issuer=body)
    Person.objects.filter(name="许桂兰").update(pinyin="xu gui lan")


def titles(client: Client, address: str) -> list[str]:
    """The titles of the rows of a page, in order."""
    response = client.get(address)
    assert response.status_code == 200, address
    html = response.content.decode().partition('class="entries')[2].partition("</ol>")[0]
    found = re.findall(r"<h3[ >].*?</h3>", html, re.S)
    return [" ".join(re.sub(r"<[^>]*>", "", title).split()) for title in found]


def count(client: Client, address: str) -> int:
    """The number of rows that a page tells."""
    found = re.search(r'id="results" class="count">\D*([\d,]+)', client.get(address).content.decode())
    assert found, address
    return int(found[1].replace(",", ""))


def facet(client: Client, address: str, name: str) -> dict[str, int]:
    """The values of a facet, by the words they are shown in, with their numbers."""
    html = client.get(address).content.decode().partition(f'class="facet {name}"')[2].partition("</section>")[0]
    found = re.findall(r'class="value">(.*?)</span> <span class="number">([\d,]+)\+?<', html)
    return {value: int(number.replace(",", "")) for value, number in found}
