"""The page of a meeting, and of a series."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.dates import PartialDate
from archive.importing.storing import store
from archive.models import Article, Meeting, MeetingMention, MeetingSeries, Redirect, Suggestion
from tests.importing import naming
from tests.pages.conftest import Words
from tests.pages.test_overviews import meetings, table

pytestmark = pytest.mark.django_db


def reported(times: int = 1) -> Meeting:
    """One meeting that as many articles report."""
    for n in range(times):
        store(naming.named(f"{naming.TEXT}第{n}份。\n", f"{n}.txt"), "test")
    return Meeting.objects.get()


def test_participants_stand_by_role_with_the_words(client: Client, words: Words) -> None:
    address = reported().get_absolute_url()
    text = words(address)
    assert text.index("主持 许桂兰") < text.index("讲话 吴明远")
    html = client.get(address).content.decode()
    assert f'href="{Article.objects.get().get_absolute_url()}#p2"' in html
    assert "<b>许桂兰</b>" in html


def test_it_tells_what_was_considered_and_named_and_who_reports_it(words: Words) -> None:
    meeting = reported(2)
    text = words(meeting.get_absolute_url())
    assert "审议或引用的文件 《青禾县渠道管理办法》 2" in text
    assert "提到的举措与提法 清渠行动 2" in text
    assert text.count("全县春灌工作会议召开 青禾通讯") >= 2  # each report, with its document


def test_an_article_that_only_names_it_does_not_report_it(words: Words) -> None:
    meeting = reported()
    MeetingMention.objects.update(is_main=False)
    text = words(meeting.get_absolute_url())
    assert "报道此会的文章" not in text
    assert "《青禾县渠道管理办法》" not in text.split("刊载之处")[0]


def test_texts_that_tell_different_days_are_shown_as_such(client: Client, words: Words) -> None:
    for day in (4, 6):
        date = PartialDate.of(2031, 3, day)
        store(naming.named(naming.TEXT.replace("3月4日", f"3月{day}日"), f"{day}.txt", date, date), "test")
    first, second = Meeting.objects.order_by("start_earliest")
    told = "各文本记载不一 首日：档案所载为 2031年3月6日 ，另一文本作 2031年3月4日 。"
    assert told in words(second.get_absolute_url())
    html = client.get(second.get_absolute_url()).content.decode().split("各文本记载不一")[1].split("</section>")[0]
    telling = Article.objects.get(document__file_name="4.txt")
    assert html.count(f'href="{telling.get_absolute_url()}') == 2  # the article and its words
    assert "全县春灌工作会议" in html
    for one, other in ((first, second), (second, first)):
        assert "同名而日期相近的会议" in words(one.get_absolute_url())
        assert f'href="{other.get_absolute_url()}"' in client.get(one.get_absolute_url()).content.decode()
    Suggestion.objects.update(status="rejected", decided_by="meng")
    assert "另一文本作" not in words(second.get_absolute_url())


def test_meetings_of_one_name_that_are_months_apart_are_no_conflict(words: Words) -> None:
    meetings(2)
    for meeting in Meeting.objects.all():
        assert "各文本记载不一" not in words(meeting.get_absolute_url())


@pytest.mark.parametrize("times", [1, 12])
def test_queries(times: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    address = reported(times).get_absolute_url()
    # The meeting; the words that prove parts, parts; suggestions, other days; how many places, the places of the page;
    # instruments, initiatives, articles that report it.
    with django_assert_num_queries(10) as queries:
        client.get(address)
    assert not any('"archive_document"."text"' in query["sql"] for query in queries.captured_queries)


def series_of(number: int) -> MeetingSeries:
    meetings(number)
    series = MeetingSeries.objects.create(name="春灌工作会议", origin="authority")
    Meeting.objects.update(series=series)
    return series


def test_a_series_has_its_meetings_the_latest_first(client: Client, words: Words) -> None:
    address = series_of(2).get_absolute_url()
    text = words(address)
    assert text.index("2031年12月4日") < text.index("2031年11月4日")
    assert [row["date"] for row in table(client, f"{address}meetings.csv")] == ["2031-12-04", "2031-11-04"]


def test_a_series_without_meetings_says_so(words: Words) -> None:
    MeetingSeries.objects.create(name="春灌工作会议", origin="authority")
    assert "尚无文献提到这一系列的会议" in words("/series/春灌工作会议/")


def test_a_merged_series_leads_on(client: Client) -> None:
    MeetingSeries.objects.create(name="春灌工作会议", origin="authority")
    Redirect.objects.create(record_type="meetingseries", old_key="春灌会", new_key="春灌工作会议")
    assert client.get("/series/春灌会/").status_code == 301
    assert client.get("/series/春灌会/meetings.csv").status_code == 301


@pytest.mark.parametrize("number", [1, 8])
def test_queries_of_a_series(number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    address = series_of(number).get_absolute_url()
    with django_assert_num_queries(4):  # the series, the meetings of the picture, how many meetings, those of the page
        client.get(address)
