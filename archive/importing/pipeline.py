"""The import's steps in their order, from a raw text to a document: layout → segmenting → headlines and reflow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from archive.dates import PartialDate
from archive.importing import assembling, dating
from archive.importing.authority import Authority
from archive.importing.layout import lay_out
from archive.importing.lines import Sheet
from archive.importing.records import ArticleRecord, DocumentKind, DocumentRecord, Kind, LeftoverRecord, RawText, Reason
from archive.importing.reflow import display
from archive.importing.segmenting import Opening, starts

#: Part of what makes a stored document up to date; raise it when the same bytes give other records.
VERSION = 1

_ISSUED = (Kind.REGULATION, Kind.OTHER)
#: Lines at the head of a document among which its masthead is looked for.
_HEAD = 12
_PERIODICAL = re.compile(r"《([^》]{2,12})》(?:杂志社|编辑部|社)")
_READER = re.compile(r"^[（(]?请(?:将|各)?.{0,6}《([^》]{2,20})》")


def parse(raw: RawText, authority: Authority) -> DocumentRecord:
    """The document of a raw text. Same text, same authority: same record."""
    sheet = lay_out(raw)
    articles = _articles(sheet, raw) if sheet.lines else []
    leftovers = sorted(sheet.leftovers, key=lambda left: left.spans[0])
    dates = [a.date for a in articles if a.date and a.kind is Kind.NEWS]
    title, publisher = _imprint(raw.text, leftovers)
    return DocumentRecord(
        raw=raw,
        title=title,
        publisher=publisher,
        kind=_kind(sheet, articles, leftovers),
        period_start=min(dates, key=lambda d: d.earliest, default=None),
        period_end=max(dates, key=lambda d: d.latest, default=None),
        pages=sheet.pages,
        articles=tuple(articles),
        leftovers=tuple(leftovers),
    )


def _articles(sheet: Sheet, raw: RawText) -> list[ArticleRecord]:
    shown = display(sheet)
    openings = starts(sheet)
    issued = _issue_day(sheet)
    year = issued.earliest.year if issued else dating.usual_year(raw.text)
    ends = [*(o.start for o in openings[1:]), len(sheet.lines)]
    articles: list[ArticleRecord] = []
    near = None
    for opening, end in zip(openings, ends, strict=True):
        first, last = sheet.lines[opening.start].number, sheet.lines[end - 1].number
        foot = [line for page, lines in sheet.foots if first <= page <= last for line in lines]
        article = assembling.assemble(sheet, opening, end, shown, foot, assembling.Context(year, near, issued))
        if articles and not article.date and article.kind in _ISSUED and articles[-1].kind is Kind.NOTICE:
            # What a notice or order issues is printed behind it, and is of its day.
            article = replace(article, date=articles[-1].date and replace(articles[-1].date, inferred=True))
        if article.date and (article.kind is Kind.NEWS or near is None):
            near = article.date
        articles.append(_with_furniture(sheet, opening, article))
    if _is_magazine(articles):
        articles = [replace(a, kind=Kind.FEATURE) if a.kind is Kind.ARTICLE else a for a in articles]
    return articles


def _issue_day(sheet: Sheet) -> PartialDate | None:
    """The day of a newspaper or broadcast, as its masthead or title page tells it."""
    heads = [
        left.text
        for left in sheet.leftovers
        if left.reason in (Reason.RUNNING_HEAD, Reason.OTHER) and left.spans[0].line <= _HEAD
    ]
    days = (dating.parse(text, None) for text in heads)
    return next((day for day in days if day and day.precision == "day"), None)


def _is_magazine(articles: Sequence[ArticleRecord]) -> bool:
    """Whether features make up most of a document: what else it prints unsigned is of their kind too."""
    return len(articles) > 3 and sum(a.kind is Kind.FEATURE for a in articles) * 3 > len(articles)


def _with_furniture(sheet: Sheet, opening: Opening, article: ArticleRecord) -> ArticleRecord:
    """The article with its column, its range widened over heads above its first line and captions below its last."""
    line = sheet.lines[opening.start]
    page = next((p for p in sheet.pages if p.first_line <= line.number <= p.last_line), None)
    start, end = article.start_line, article.end_line
    above = [
        left for left in sheet.leftovers if page and line.opens_page and page.first_line <= left.spans[0].line < start
    ]
    if above and all(left.reason in (Reason.RUNNING_HEAD, Reason.LABEL) for left in above):
        start = min(left.spans[0].line for left in above)
    following = next((other.number for other in sheet.lines if other.number > end), None)
    for left in sheet.leftovers:
        if (
            left.reason is Reason.CAPTION
            and end < left.spans[0].line
            and (following is None or left.spans[-1].line < following)
        ):
            end = max(end, left.spans[-1].line)
    return replace(article, start_line=start, end_line=end, column=_column(sheet, article.title, start, end))


def _column(sheet: Sheet, title: str | None, start: int, end: int) -> str | None:
    """The column (栏目) of an article: what the contents page groups it under, or the head of its pages.

    A head that stands on many pages names the whole print, one of a single letter nothing.
    """
    heads = {
        left.spans[0].line: "".join(left.text.split("\n")[0].split())
        for left in sheet.leftovers
        if left.reason is Reason.RUNNING_HEAD
    }
    often = Counter(heads.values())
    own = [
        text.strip("【】")
        for line, text in heads.items()
        if start <= line <= end
        and 2 <= len(text) <= 10
        and often[text] * 4 <= len(sheet.pages)
        and not re.search(r"\d", text)
    ]
    return sheet.announced.get("".join((title or "").split())) or (own[0] if own else None)


def _kind(sheet: Sheet, articles: Sequence[ArticleRecord], leftovers: Sequence[LeftoverRecord]) -> DocumentKind:
    kinds = Counter(article.kind for article in articles)
    if any("版" in left.text or "星期" in left.text for left in leftovers if left.reason is Reason.RUNNING_HEAD):
        return DocumentKind.NEWSPAPER
    if _is_magazine(articles):
        return DocumentKind.MAGAZINE
    if kinds[Kind.WORK_REPORT] * 2 >= len(articles) > 0:
        return DocumentKind.REPORT
    return DocumentKind.COMPILATION if len(articles) > 1 else DocumentKind.OTHER


def _imprint(text: str, leftovers: Sequence[LeftoverRecord]) -> tuple[str | None, str | None]:
    """Title and publisher as the print itself names them outside its articles."""
    outside = "\n".join(
        "".join(left.text.split())
        for left in leftovers
        if left.reason in (Reason.NOTICE, Reason.RUNNING_HEAD, Reason.OTHER)
    )
    periodical = _PERIODICAL.search(outside)
    if periodical:
        return periodical[1], periodical[0]
    reader = _READER.search(outside)
    return (reader[1] if reader else None), None
