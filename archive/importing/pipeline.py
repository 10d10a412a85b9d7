"""The import's steps from a raw text to a document: layout → segmenting → headlines → recognising → linking."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from archive.importing import dating, imprint
from archive.importing.assembling import assemble
from archive.importing.authority import Authority
from archive.importing.drafting import Context
from archive.importing.layout import lay_out
from archive.importing.lines import Sheet
from archive.importing.linking import link
from archive.importing.recognising.recognise import recognise
from archive.importing.records import ArticleRecord, DocumentRecord, Kind, RawText
from archive.importing.reflow import display
from archive.importing.segmenting import starts
from archive.importing.surroundings import Surroundings
from archive.importing.typography import squeeze

_ISSUED = (Kind.REGULATION, Kind.OTHER)
_UNTOLD = (Kind.ARTICLE, Kind.COMMENTARY, Kind.FEATURE, Kind.NEWS)


def parse(raw: RawText, authority: Authority) -> DocumentRecord:
    """The document of a raw text. Same text, same authority: same record."""
    sheet = lay_out(raw)
    around = Surroundings(sheet)
    cut = _articles(sheet, around, raw.text) if sheet.lines else []
    found = recognise(cut, authority)
    articles = link([replace(a, findings=f) for a, f in zip(cut, found, strict=True)], raw.name, authority)
    dates = [a.date for a in articles if a.date and a.kind is Kind.NEWS]
    title, publisher = imprint.title_and_publisher(around.leftovers)
    return DocumentRecord(
        raw=raw,
        title=title,
        publisher=publisher,
        kind=imprint.document_kind(articles, around.leftovers),
        period_start=min(dates, key=lambda d: d.earliest, default=None),
        period_end=max(dates, key=lambda d: d.latest, default=None),
        pages=sheet.pages,
        articles=tuple(articles),
        leftovers=tuple(around.leftovers),
    )


def _articles(sheet: Sheet, around: Surroundings, text: str) -> list[ArticleRecord]:
    shown = display(sheet)
    issued = imprint.issue_day(around.leftovers)
    year = issued.earliest.year if issued else dating.usual_year(text)
    daily = imprint.is_daily(around.leftovers)
    near = None
    articles: list[ArticleRecord] = []
    for opening, following in pairwise([*starts(sheet), None]):
        assert opening is not None
        end = following.start if following else len(sheet.lines)
        first, after = sheet.lines[opening.start], sheet.lines[end] if following else None
        foot = around.foot(first if articles else None, after)
        article = assemble(sheet, opening, end, shown, foot, Context(year, near, issued, daily))
        if articles and _is_issued_by(articles[-1], article):
            article = replace(article, kind=Kind.OTHER)
        if articles and not article.date and article.kind in _ISSUED and articles[-1].kind is Kind.NOTICE:
            # What a notice or order issues is printed behind it, and is of its day.
            article = replace(article, date=articles[-1].date and replace(articles[-1].date, inferred=True))
        if article.date and (article.kind is Kind.NEWS or near is None):
            near = article.date
        articles.append(around.widened(article, first, after))
    if imprint.is_magazine(articles):
        articles = [replace(a, kind=Kind.FEATURE) if a.kind is Kind.ARTICLE else a for a in articles]
    return articles


def _is_issued_by(notice: ArticleRecord, article: ArticleRecord) -> bool:
    """Whether a text without a kind of its own is what the notice above it names and issues: 「现将《……》印发」."""
    if notice.kind is not Kind.NOTICE or article.kind not in _UNTOLD or article.dateline or not article.title:
        return False
    return any(f"《{squeeze(article.title)}》" in squeeze(paragraph.text) for paragraph in notice.paragraphs)
