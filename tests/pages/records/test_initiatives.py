"""The page of an initiative, and of an instrument."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.dates import PartialDate
from archive.importing.storing import store
from archive.models import Article, Initiative, InitiativeMention, Instrument
from tests.importing import naming
from tests.pages.conftest import Words
from tests.pages.test_overviews import meetings, table

pytestmark = pytest.mark.django_db


def initiative() -> Initiative:
    return Initiative.objects.get(name="清渠行动")


def test_it_tells_since_when_it_is_printed_and_in_which_words(client: Client, words: Words) -> None:
    meetings(2)
    address = initiative().get_absolute_url()
    assert "最早出现 2031年11月4日" in words(address)
    first = Article.objects.get(document__file_name="1.txt")
    assert f'<a class="proof" href="{first.get_absolute_url()}#p3"' in client.get(address).content.decode()


def test_use_is_counted_by_month_and_by_document(client: Client, words: Words) -> None:
    meetings(3)
    address = initiative().get_absolute_url()
    assert "2031-10 1 2031-11 1 2031-12 1" in words(address)
    assert client.get(address).content.decode().count('<rect class="bar" x=') == 3
    rows = table(client, f"{address}use.csv")
    assert [(row["date"], row["file"], row["number"]) for row in rows] == [
        ("2031-12", "0.txt", "1"),
        ("2031-11", "1.txt", "1"),
        ("2031-10", "2.txt", "1"),
    ]


def test_places_without_a_month_are_told_and_not_drawn(client: Client, words: Words) -> None:
    meetings(1)
    store(naming.named(f"{naming.TEXT}又。\n", "无日期.txt", date=None), "test")
    store(naming.named(f"{naming.TEXT}再。\n", "只有年.txt", date=PartialDate.of(2030)), "test")
    address = initiative().get_absolute_url()
    assert "另有 2 处所在文章的月份不详" in words(address)
    assert client.get(address).content.decode().count('<rect class="bar" x=') == 1
    assert {row["date"] for row in table(client, f"{address}use.csv")} == {"", "2030", "2031-12"}


def test_neighbours_are_those_of_the_same_paragraph(words: Words) -> None:
    meetings(2)
    other = Initiative.objects.create(key="护渠", name="护渠", kind="formulation", origin="authority")
    mention = InitiativeMention.objects.order_by("pk").first()
    assert mention
    InitiativeMention.objects.create(
        initiative=other, paragraph=mention.paragraph, start=0, end=2, printed=mention.paragraph.text[:2], rule="test"
    )
    assert "见于同一段落者，数字为段落数。 护渠 1" in words(initiative().get_absolute_url())
    InitiativeMention.objects.filter(initiative=other).update(status="rejected", decided_by="meng")
    assert "护渠" not in words(initiative().get_absolute_url())


def test_one_that_nothing_prints_says_so(words: Words) -> None:
    Initiative.objects.create(key="护渠", name="护渠", kind="formulation", origin="authority")
    text = words("/initiatives/护渠/")
    assert "历时使用" not in text
    assert "0 处" in text


@pytest.mark.parametrize("copies", [1, 8])
def test_queries(copies: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    meetings(copies)
    address = initiative().get_absolute_url()
    # The initiative; its first place; use by document and month; how many places, the places of the page; neighbours.
    with django_assert_num_queries(6) as queries:
        client.get(address)
    instrument = Instrument.objects.get().get_absolute_url()
    # The instrument with its full text; its first place; how many places, the places of the page.
    with django_assert_num_queries(4) as cited:
        client.get(instrument)
    captured = [*queries.captured_queries, *cited.captured_queries]
    assert not any('"archive_document"."text"' in query["sql"] for query in captured)


def test_an_instrument_leads_to_its_full_text_or_says_that_there_is_none(client: Client, words: Words) -> None:
    meetings(1)
    instrument = Instrument.objects.get()
    assert "未收全文" in words(instrument.get_absolute_url())
    instrument.article = Article.objects.get()
    instrument.save()
    html = client.get(instrument.get_absolute_url()).content.decode()
    assert f'<h3><a href="{instrument.article.get_absolute_url()}"' in html


def test_an_instrument_tells_where_it_is_first_cited(words: Words) -> None:
    meetings(2)
    assert "最早见载 2031年11月4日" in words(Instrument.objects.get().get_absolute_url())
