"""Pictures of the whole archive, each with its data."""

from __future__ import annotations

import csv

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.dates import PartialDate
from archive.importing.storing import store
from archive.models import Meeting, ParticipationMention
from archive.pages import overviews
from tests.importing import naming
from tests.pages.conftest import Words

pytestmark = pytest.mark.django_db


def meetings(number: int) -> None:
    """As many meetings, one a month, of the same two people."""
    for n in range(number):
        day = PartialDate.of(2031 - n // 12, 12 - n % 12, 4)
        store(naming.named(naming.TEXT.replace("柳镇", f"柳镇{n}"), f"{n}.txt", day, day), "test")


def table(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response["Content-Disposition"].startswith("attachment")
    return list(csv.DictReader(response.getvalue().decode("utf-8-sig").splitlines()))


def test_the_timeline_draws_the_meetings_and_lists_them(client: Client) -> None:
    meetings(3)
    html = client.get("/timeline/").content.decode()
    assert html.count('<circle class="dot"') == 3
    for meeting in Meeting.objects.all():
        assert html.count(f'href="{meeting.get_absolute_url()}"') == 2  # the dot and the row
    assert [row["date"] for row in table(client, "/timeline.csv")] == ["2031-12-04", "2031-11-04", "2031-10-04"]


def test_the_latest_meetings_are_drawn(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    meetings(3)
    monkeypatch.setattr(overviews, "LATEST", 2)
    assert client.get("/timeline/").content.decode().count('<circle class="dot"') == 2
    assert [row["meetings"] for row in table(client, "/network.csv")] == ["2"]


def test_the_network_tells_how_often_two_met(client: Client, words: Words) -> None:
    meetings(3)
    assert table(client, "/network.csv") == [
        {"name": "许桂兰", "other_name": "吴明远", "meetings": "3", "key": "许桂兰", "other_key": "吴明远"}
    ]
    assert "许桂兰 吴明远 3" in words("/network/")


def test_a_part_that_was_rejected_ties_nobody(client: Client, words: Words) -> None:
    meetings(1)
    ParticipationMention.objects.all().update(status="rejected", decided_by="meng")
    Meeting.objects.get().participations.filter(name="吴明远").update(status="rejected", decided_by="meng")
    assert table(client, "/network.csv") == []
    assert "尚未发现两人同会的记载" in words("/network/")


def test_an_empty_archive_has_no_pictures_and_says_so(words: Words) -> None:
    assert "尚未发现有日期的会议" in words("/timeline/")
    assert "尚未发现两人同会的记载" in words("/network/")


@pytest.mark.parametrize("number", [1, 8])
def test_queries(number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    meetings(number)
    with django_assert_num_queries(1):  # the meetings
        client.get("/timeline/")
    with django_assert_num_queries(2):  # the people, who of them met whom
        client.get("/network/")
