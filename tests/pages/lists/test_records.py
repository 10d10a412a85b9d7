"""The lists of documents, people, meetings, initiatives, instruments and organizations."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.dates import PartialDate
from archive.models import Document, Initiative, Instrument, Meeting, MeetingSeries, OfficeHeld, Organization, Person
from tests.pages.conftest import Words
from tests.pages.lists.samples import count, facet, titles, two_documents
from tests.pages.samples import full_article, shelf

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/people/", ["吴明远", "许桂兰 xu gui lan"]),
        ("/people/?name=桂兰", ["许桂兰 xu gui lan"]),
        ("/people/?name=xuguilan", ["许桂兰 xu gui lan"]),
        ("/people/?name=xgl", ["许桂兰 xu gui lan"]),
        ("/people/?office=局长", ["许桂兰 xu gui lan"]),
        ("/people/?organization=青禾县水利局", ["许桂兰 xu gui lan"]),
        ("/people/?sort=places", ["吴明远", "许桂兰 xu gui lan"]),
        ("/people/?since=2031-03-04&until=2031", ["吴明远", "许桂兰 xu gui lan"]),
        ("/people/?until=2030", []),
        ("/people/?origin=curator", []),
        ("/people/?named=no", []),
        ("/initiatives/?named=yes", ["清渠行动"]),
        ("/meetings/?place=柳", ["全县春灌工作会议"]),
        ("/meetings/?chair=许桂兰&place=柳镇", ["全县春灌工作会议"]),
        ("/meetings/?chair=吴明远", []),
        ("/meetings/?participant=吴明远&since=2031-03-05", []),
        ("/meetings/?convener=青禾县水利局&until=2031-03-03", []),
        ("/initiatives/?kind=programme", ["清渠行动"]),
        ("/initiatives/?kind=formulation", []),
        ("/initiatives/?name=清渠", ["清渠行动"]),
        ("/initiatives/?since=2031-03-04&until=2031-03-04", ["清渠行动"]),
        ("/initiatives/?since=2031-03-05", []),
        ("/initiatives/?level=national", []),
        ("/instruments/?kind=regulation&issuer=青禾县水利局", ["《青禾县渠道管理办法》"]),
        ("/instruments/?text=held", []),
        ("/instruments/?text=cited&name=渠道", ["《青禾县渠道管理办法》"]),
        ("/organizations/?name=水利", ["青禾县水利局"]),
        ("/organizations/?level=national", []),
    ],
)
def test_the_lists_are_narrowed_down(address: str, expected: list[str], client: Client) -> None:
    two_documents()
    Person.objects.filter(name="吴明远").update(pinyin="")
    for article in Initiative.objects.get().mentions.all():
        article.paragraph.article.date = PartialDate.of(2031, 3, 4)
        article.paragraph.article.save()
    found = titles(client, address)
    assert (set(found), count(client, address)) == (set(expected), len(found))


def test_what_the_list_of_people_tells(words: Words) -> None:
    two_documents()
    text = words("/people/")
    assert "许桂兰 xu gui lan 1 处 青禾县水利局局长" in text
    assert "吴明远" in text


def test_what_the_list_of_meetings_tells(words: Words, client: Client) -> None:
    two_documents()
    text = words("/meetings/?place=柳镇")
    assert "2031年3月4日 全县春灌工作会议 柳镇 青禾县水利局" in text
    assert facet(client, "/meetings/", "year") == {"2031": Meeting.objects.count()}
    assert facet(client, "/meetings/", "participant")["吴明远"] >= 1


def test_records_that_no_text_names_come_last(client: Client) -> None:
    two_documents()
    vouched = {"origin": "curator", "curator": "meng"}
    Person.objects.create(key="安", name="安", pinyin="a", **vouched)
    Initiative.objects.create(key="一", name="一", kind="formulation", **vouched)
    Instrument.objects.create(key="一", title="一", **vouched)
    Organization.objects.create(name="安县", pinyin="an xian", **vouched)
    assert titles(client, "/people/")[-1] == "安 a"
    assert titles(client, "/organizations/")[-1] == "安县"
    assert titles(client, "/organizations/?named=no") == ["安县"]
    assert titles(client, "/initiatives/") == ["清渠行动", "一"]
    assert titles(client, "/instruments/") == ["《青禾县渠道管理办法》", "《一》"]


def test_meetings_are_narrowed_down_by_series_by_full_and_short_name(client: Client) -> None:
    two_documents()
    series = MeetingSeries.objects.create(name="全县工作会议", aliases=["县会"], origin="curator", curator="meng")
    Meeting.objects.filter(place="柳镇").update(series=series)
    assert count(client, "/meetings/?series=全县工作会议") == count(client, "/meetings/?series=县会") == 1
    html = client.get("/meetings/?series=工作").content.decode()
    assert f'<a href="?series={quote("全县工作会议")}" rel="nofollow" lang="zh-Hans">全县工作会议</a>' in html


def _meeting(
    key: str, start: PartialDate | None, end: PartialDate | None, convener: Organization | None = None
) -> None:
    meeting = Meeting(key=key, name=key, convener=convener, origin="curator", curator="meng")
    meeting.start, meeting.end = start, end
    meeting.save()


def test_meetings_of_a_month_or_a_year_are_found_by_the_days_they_can_mean(client: Client) -> None:
    for key, start, end in (
        ("a", PartialDate.of(2031), None),
        ("b", PartialDate.of(2030, 12, 30), PartialDate.of(2031, 1, 2)),
    ):
        _meeting(key, start, end)
    assert titles(client, "/meetings/?since=2031-06") == ["a"]
    assert titles(client, "/meetings/?until=2030") == ["b"]
    assert set(titles(client, "/meetings/?since=2031-01-02")) == {"a", "b"}
    assert titles(client, "/meetings/?sort=oldest") == ["b", "a"]


def test_initiatives_tell_when_they_were_first_seen_as_far_as_it_is_known(words: Words, client: Client) -> None:
    two_documents()
    for mention, date in zip(
        Initiative.objects.get().mentions.all(), (PartialDate.of(2031, 3), PartialDate.of(2032)), strict=True
    ):
        mention.paragraph.article.date = date
        mention.paragraph.article.save()
    assert "首见于2031年3月" in words("/initiatives/")
    Initiative.objects.create(key="新", name="新", kind="formulation", origin="curator", curator="meng")
    assert titles(client, "/initiatives/?sort=first") == ["清渠行动", "新"]
    assert titles(client, "/initiatives/?sort=places") == ["清渠行动", "新"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("since=2031-03", True),  # in which the month 2031-03 lies
        ("since=2031-03-31", True),  # the last day that the month can mean
        ("since=2031-04", False),  # surely seen before, though the year 2031 could be later
        ("until=2031", True),
        ("until=2031-01-01", True),  # the first day that the year can mean
        ("until=2030", False),
        ("since=2031-02&until=2031-03-01", True),
    ],
)
def test_initiatives_are_first_seen_on_any_day_that_a_month_or_a_year_can_mean(
    query: str, found: bool, client: Client
) -> None:
    two_documents()
    for mention, date in zip(
        Initiative.objects.get().mentions.all(), (PartialDate.of(2031, 3), PartialDate.of(2031)), strict=True
    ):
        mention.paragraph.article.date = date
        mention.paragraph.article.save()
    assert titles(client, f"/initiatives/?{query}") == (["清渠行动"] if found else [])


def test_organizations_lead_to_their_people_meetings_and_instruments(client: Client) -> None:
    two_documents()
    html = client.get("/organizations/?name=水利").content.decode()
    body = quote("青禾县水利局")
    for address, number in (("people/?organization", 1), ("meetings/?convener", None), ("instruments/?issuer", 1)):
        assert f'href="/{address}={body}"' in html
        assert number is None or count(client, f"/{address}=青禾县水利局") == number
    assert OfficeHeld.objects.filter(office__organization__name="青禾县水利局").exists()


def test_organizations_are_narrowed_down_by_what_they_are_part_of(client: Client) -> None:
    two_documents()
    parent = Organization.objects.get(name="青禾县水利局")
    Organization.objects.create(name="渠道站", parent=parent, origin="curator", curator="meng", kind="state")
    assert titles(client, "/organizations/?parent=青禾县水利局") == ["渠道站"]
    assert facet(client, "/organizations/", "parent") == {"青禾县水利局": 1}


def test_the_list_of_documents_tells_titles_kinds_periods_and_numbers(words: Words) -> None:
    full_article()
    shelf(1, 2)
    text = words("/documents/")
    assert "2 种文献" in text
    assert "青禾通讯 期刊 青禾县水利局 2031年3月至2031年4月 3 篇文章" in text
    assert "册000.txt 汇编" in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("name=水利局", ["青禾通讯"]),
        ("name=册000", ["册000.txt"]),
        ("kind=magazine", ["青禾通讯"]),
        ("publisher=水利", ["青禾通讯"]),
        ("since=2031-04-30", ["青禾通讯"]),
        ("since=2031-05", []),
        ("until=2031-02", []),
        ("sort=added", ["册000.txt", "青禾通讯"]),
        ("sort=length", ["青禾通讯", "册000.txt"]),
    ],
)
def test_documents_are_narrowed_down(query: str, expected: list[str], client: Client) -> None:
    full_article()
    shelf(1, 2)
    Document.objects.filter(file_name="册000.txt").update(period_end_earliest=None, period_end_latest=None)
    assert titles(client, f"/documents/?{query}") == expected


def test_where_a_meeting_is_told_its_day_is_told_to_be_inferred(words: Words) -> None:
    two_documents()
    Meeting.objects.update(start_inferred=True, series=MeetingSeries.objects.create(name="春灌会"))
    for address in ("/", "/meetings/", "/timeline/", "/series/春灌会/", Meeting.objects.all()[0].get_absolute_url()):
        assert "2031年3月4日 （推定）" in words(address), address


def test_lists_lead_to_their_pictures(client: Client) -> None:
    two_documents()
    for name, picture in (("meetings", "/timeline/"), ("people", "/network/")):
        assert f'<a href="{picture}">' in client.get(f"/{name}/").content.decode()


def test_a_place_counts_the_places_that_are_in_it(client: Client) -> None:
    for n, place in enumerate(["柳镇", "柳镇", "柳镇礼堂", "石桥", None]):
        Meeting.objects.create(key=str(n), name="春灌会", place=place)
    places = facet(client, "/meetings/", "place")
    assert places == {"柳镇": 3, "柳镇礼堂": 1, "石桥": 1}
    for place, number in places.items():
        assert count(client, f"/meetings/?place={place}") == number


def test_an_empty_list_says_how_to_fill_it(words: Words) -> None:
    for name in ("documents", "articles", "people", "meetings", "initiatives", "instruments", "organizations"):
        assert "manage.py import_corpus" in words(f"/{name}/")


def _more(number: int) -> None:
    """Records of every sort, so that each list has a page of them."""
    body = Organization.objects.get(name="青禾县水利局")
    vouched = {"origin": "curator", "curator": "meng"}
    for n in range(number):
        Person.objects.create(key=f"人{n}", name=f"人{n}", **vouched)
        _meeting(f"会{n}", PartialDate.of(2031, 1), None, body)
        Initiative.objects.create(key=f"提{n}", name=f"提{n}", kind="formulation", **vouched)
        Instrument.objects.create(key=f"法{n}", title=f"法{n}", issuer=body, **vouched)
        Organization.objects.create(name=f"局{n}", parent=body, **vouched)


@pytest.mark.parametrize("number", [1, 40])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        # Kinds; the page with its numbers of articles; publishers.
        ("/documents/", 3),
        # Origins; the page with its numbers of places and offices; the keys; bodies and their names.
        ("/people/", 5),
        # Years; the page; the keys; series; conveners and their names; places; participants and their names.
        ("/meetings/", 9),
        # Kinds and levels; the page.
        ("/initiatives/", 2),
        # Kinds; the page; issuers and their names.
        ("/instruments/", 4),
        # Kinds and levels; the page; parents and their names.
        ("/organizations/", 4),
    ],
)
def test_queries(
    address: str, queries: int, number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    two_documents()
    shelf(number, 1)
    _more(number)
    with django_assert_num_queries(queries) as listed:
        client.get(address)
    assert not any('"archive_document"."text"' in query["sql"] for query in listed.captured_queries)
