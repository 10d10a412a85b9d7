"""Which of several meetings of one name a text means that leaves out day or ordinal, by what its document prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from archive.dates import PartialDate, Precision, is_day
from archive.importing.recognising.findings import MeetingFound
from archive.importing.recognising.meetings.folding import ORDINAL
from archive.importing.records import ArticleRecord, Kind
from archive.importing.vocabulary import pairs


def tell_apart(articles: Sequence[ArticleRecord]) -> list[ArticleRecord]:
    """A document's articles; meetings whose names leave something out have the ordinal and the date they can mean.

    An ordinal and a day's year and month come from the only meeting of the name for which the document prints them;
    those of a meeting that is held each year in one month also from the article's date. Dates so told are inferred.
    """
    numbered = _only((ORDINAL.sub("", m.key), m.key) for m in _met(articles) if ORDINAL.search(m.key) and not m.series)
    found = [_with_ordinals(article, numbered) for article in articles]
    dated = _only((m.key, m.date.isoformat()) for m in _met(found) if m.date)
    latest = max((a.date for a in articles if a.date and a.kind is Kind.NEWS), key=lambda d: d.latest, default=None)
    return [_with_dates(article, dated, article.date or latest) for article in found]


def _met(articles: Iterable[ArticleRecord]) -> Iterator[MeetingFound]:
    for article in articles:
        yield from article.findings.meetings


def _only(told: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What is told of each name, where all say the same."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, value in told:
        found[name].add(value)
    return {name: values.pop() for name, values in found.items() if len(values) == 1}


def _changed(article: ArticleRecord, meetings: Iterable[MeetingFound]) -> ArticleRecord:
    return replace(article, findings=replace(article.findings, meetings=tuple(meetings)))


def _with_ordinals(article: ArticleRecord, numbered: Mapping[str, str]) -> ArticleRecord:
    meetings = article.findings.meetings
    if not any(meeting.key in numbered for meeting in meetings):
        return article
    return _changed(article, (replace(m, key=numbered.get(m.key, m.key)) for m in meetings))


def _with_dates(article: ArticleRecord, dated: Mapping[str, str], near: PartialDate | None) -> ArticleRecord:
    meetings = article.findings.meetings
    if all(meeting.date and meeting.date.precision is Precision.DAY for meeting in meetings):
        return article
    return _changed(article, (_dated(meeting, dated.get(meeting.key), near) for meeting in meetings))


def _dated(meeting: MeetingFound, told: str | None, near: PartialDate | None) -> MeetingFound:
    """The meeting with the month that its document prints for it, or in which it is held each year.

    A day that only other articles print is left to those who compare documents.
    """
    month = next((int(month) for name, month in pairs("meeting_yearly").items() if meeting.key.endswith(name)), None)
    if meeting.date is None and told and not is_day(told):
        return replace(meeting, date=PartialDate.of(*map(int, told.split("-")), inferred=True))
    if month is None or (meeting.date and meeting.date.precision is not Precision.YEAR):
        return meeting
    if meeting.date:
        return replace(meeting, date=PartialDate.of(meeting.date.earliest.year, month, inferred=True))
    if near is None:
        return meeting
    year = near.latest.year if near.earliest.month >= month else near.earliest.year - 1
    return replace(meeting, date=PartialDate.of(year, month, inferred=True))
