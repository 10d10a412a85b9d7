"""The page of a body."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.models import (
    Initiative,
    Instrument,
    Meeting,
    MeetingSeries,
    Office,
    OfficeHeld,
    Organization,
    Person,
    Redirect,
)
from tests.pages.conftest import Words
from tests.pages.test_overviews import meetings

pytestmark = pytest.mark.django_db

NAME = "青禾县水利局"


def body() -> Organization:
    return Organization.objects.get(name=NAME)


def furnish(number: int) -> None:
    """The body with as many meetings, and all else it can have."""
    meetings(number)
    county = Organization.objects.create(name="青禾县", kind="place", origin="authority")
    own = body()
    own.parent = county
    own.save()
    Meeting.objects.update(convener=own)
    Instrument.objects.update(issuer=own)
    Initiative.objects.update(launched_by_organization=own)
    MeetingSeries.objects.create(name="春灌工作会议", convener=own, origin="authority")
    for n in range(number):
        Organization.objects.create(name=f"柳镇水利站{n}", parent=own, origin="authority")
        someone = Person.objects.create(key=f"渠{n}", name=f"渠{n}", origin="authority")
        OfficeHeld.objects.create(person=someone, office=Office.objects.get(label=f"{NAME}局长"), decided_by="meng")


def test_it_tells_who_was_seen_in_its_offices_in_which_words(words: Words) -> None:
    meetings(2)
    assert f"{NAME}局长 许桂兰 2031年11月4日 2031年12月4日" in words(f"/organizations/{NAME}/")


def test_it_tells_what_it_convened_issued_launched_and_what_it_is_part_of(words: Words) -> None:
    furnish(1)
    text = words(f"/organizations/{NAME}/")
    for told in (
        "上级机构 青禾县",
        "尚未见于文献 青禾县水利局局长 渠0",
        "召集的会议",
        "2031年12月4日 全县春灌工作会议",
        "会议系列 春灌工作会议",
        "发布的文件 《青禾县渠道管理办法》",
        "发起的举措与提法 清渠行动",
        "下属机构 柳镇水利站0",
    ):
        assert told in text


def test_one_of_which_nothing_is_known_says_so(words: Words) -> None:
    Organization.objects.create(name=NAME, origin="authority")
    assert "尚无文献述及此机构" in words(f"/organizations/{NAME}/")


def test_a_merged_body_leads_on(client: Client) -> None:
    Organization.objects.create(name=NAME, origin="authority")
    Redirect.objects.create(record_type="organization", old_key="水利局", new_key=NAME)
    response = client.get("/organizations/水利局/?x=1")
    assert response.status_code == 301
    assert response["Location"] == f"{body().get_absolute_url()}?x=1"


@pytest.mark.parametrize("number", [1, 8])
def test_queries(number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    furnish(number)
    # The body; who held its offices, the words that prove it; meetings, series, instruments, initiatives, parts.
    with django_assert_num_queries(8):
        client.get(f"/organizations/{NAME}/")
