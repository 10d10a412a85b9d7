"""What a print says of itself outside its articles: title, publisher, day, and what kind of print it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from archive.dates import PartialDate
from archive.importing import dating
from archive.importing.records import ArticleRecord, DocumentKind, Kind, LeftoverRecord, Reason
from archive.importing.surroundings import texts
from archive.importing.typography import squeeze

#: Lines at the head of a document among which its masthead is looked for.
_HEAD = 12
_FEWEST_FEATURES = 4
_DAILY = re.compile(r"星期|\d\s*版|联播|新闻|广播|播出|[日晚早晨]报")
_PERIODICAL = re.compile(r"《([^》]{2,12})》(?:杂志社|编辑部|社)")
#: The name of a print at the head of its masthead or title page: 「某某日报2023年……」.
_NAME = re.compile(r"《?(?P<name>[^\W\d_]{2,16})》?(?![^\W\d_])")
_READER = re.compile(r"^[（(]?请(?:将|各)?.{0,6}《([^》]{2,20})》", re.MULTILINE)


def issue_day(leftovers: Sequence[LeftoverRecord]) -> PartialDate | None:
    """The day of a newspaper or broadcast, as its masthead or title page tells it."""
    days = (dating.parse(text, None) for text in _heads(leftovers))
    return next((day for day in days if day and day.precision == "day"), None)


def is_daily(leftovers: Sequence[LeftoverRecord]) -> bool:
    """Whether a print is the newspaper or broadcast of a day, not one of a month that tells its day too."""
    return issue_day(leftovers) is not None and any(_DAILY.search(text) for text in _heads(leftovers))


def _heads(leftovers: Sequence[LeftoverRecord]) -> list[str]:
    """Mastheads and title pages at the head of a document."""
    return texts([left for left in leftovers if left.spans[0].line <= _HEAD], Reason.RUNNING_HEAD, Reason.OTHER)


def title_and_publisher(leftovers: Sequence[LeftoverRecord]) -> tuple[str | None, str | None]:
    """Title and publisher as the print itself names them outside its articles."""
    outside = "\n".join(squeeze(text) for text in texts(leftovers, Reason.NOTICE, Reason.RUNNING_HEAD, Reason.OTHER))
    if periodical := _PERIODICAL.search(outside):
        return periodical[1], periodical[0]
    if reader := _READER.search(outside):
        return reader[1], None
    lines = [line for text in _heads(leftovers) for line in text.split("\n")]
    name = _NAME.match(squeeze(lines[0])) if lines else None
    return (name["name"] if name else None), None


def document_kind(articles: Sequence[ArticleRecord], leftovers: Sequence[LeftoverRecord]) -> DocumentKind:
    """What kind of print articles and leftovers make."""
    if any(re.search(r"\d\s*版|星期", text) for text in texts(leftovers, Reason.RUNNING_HEAD)):
        return DocumentKind.NEWSPAPER
    if is_magazine(articles):
        return DocumentKind.MAGAZINE
    reports = Counter(article.kind for article in articles)[Kind.WORK_REPORT]
    if reports * 2 >= len(articles) > 0:
        return DocumentKind.REPORT
    return DocumentKind.COMPILATION if len(articles) > 1 else DocumentKind.OTHER


def is_magazine(articles: Sequence[ArticleRecord]) -> bool:
    """Whether features make up a third of a document and more: what else it prints unsigned is of their kind too."""
    return len(articles) >= _FEWEST_FEATURES and sum(a.kind is Kind.FEATURE for a in articles) * 3 > len(articles)
