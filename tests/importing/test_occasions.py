"""Meetings whose names leave out day or ordinal, told by the rest of their document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.dates import PartialDate
from archive.importing.occasions import tell_apart
from archive.importing.recognising.findings import Findings, MeetingFound
from archive.importing.records import ArticleRecord
from tests.importing.naming import named


def _article(*met: tuple[str, PartialDate | None], date: PartialDate | None = None) -> ArticleRecord:
    (article,) = named(day=None).articles
    base = article.findings.meetings[0]
    meetings: list[MeetingFound] = [replace(base, name=key, key=key, date=day) for key, day in met]
    return replace(article, date=date, findings=Findings(meetings=tuple(meetings)))


def _told(*articles: ArticleRecord) -> list[tuple[str, str | None]]:
    found = (meeting for article in tell_apart(articles) for meeting in article.findings.meetings)
    return [(m.key, m.date.isoformat() if m.date else None) for m in found]


def test_a_name_without_ordinal_is_the_only_one_with_it() -> None:
    first, bare = _article(("首届青禾论坛", None)), _article(("青禾论坛", None))
    assert _told(first, bare) == [("首届青禾论坛", None)] * 2
    assert _told(first, bare, _article(("第二届青禾论坛", None)))[1] == ("青禾论坛", None)


def test_a_month_printed_once_is_that_of_the_name_elsewhere_and_inferred() -> None:
    month = PartialDate.of(2031, 3, printed="3月")
    articles = tell_apart([_article(("春灌会", month)), _article(("春灌会", None))])
    dates = [article.findings.meetings[0].date for article in articles]
    assert [(d.isoformat(), d.inferred) for d in dates if d] == [("2031-03", False), ("2031-03", True)]


def test_of_two_months_none_is_taken_and_a_day_is_left_to_the_comparison_of_documents() -> None:
    months = [_article(("春灌会", PartialDate.of(2031, month))) for month in (3, 4)]
    assert _told(*months, _article(("春灌会", None)))[2] == ("春灌会", None)
    assert _told(_article(("春灌会", PartialDate.of(2031, 3, 4))), _article(("春灌会", None)))[1] == ("春灌会", None)


@pytest.mark.parametrize(
    ("date", "told"),
    [
        (PartialDate.of(2031, 1, 9), "2030-12"),
        (PartialDate.of(2031, 12, 20), "2031-12"),
        (PartialDate.of(2031), "2030-12"),
        (None, None),
    ],
)
def test_a_yearly_meeting_is_the_last_before_its_article(date: PartialDate | None, told: str | None) -> None:
    assert _told(_article(("中央经济工作会议", None), date=date)) == [("中央经济工作会议", told)]
    assert _told(_article(("青禾省委经济工作会议", None), date=date)) == [("青禾省委经济工作会议", told)]
    assert _told(_article(("中央水利工作会议", None), date=date)) == [("中央水利工作会议", None)]


def test_a_yearly_meeting_of_a_printed_year_has_its_month() -> None:
    year = PartialDate.of(2029, printed="2029年")
    article = _article(("中央经济工作会议", year), date=PartialDate.of(2031, 1, 9))
    assert _told(article) == [("中央经济工作会议", "2029-12")]


def test_an_undated_article_has_the_time_of_the_news_beside_it() -> None:
    news = _article(date=PartialDate.of(2031, 2, 3))
    assert _told(news, _article(("中央经济工作会议", None))) == [("中央经济工作会议", "2030-12")]
