"""What a page is about, in the terms of schema.org, for programs that read it: `{% linked_data record %}`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from archive.dates import PartialDate
from archive.models import (
    Article,
    Document,
    Initiative,
    Instrument,
    Meeting,
    MeetingSeries,
    Organization,
    Person,
    Work,
)
from archive.pages.citing import page_range

#: Characters that end a script element or open a comment in it, as JSON writes them otherwise.
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_LAWS = (Instrument.Kind.LAW, Instrument.Kind.REGULATION)


def script(record: Any, request: HttpRequest) -> SafeString:
    """A data block, which no browser runs and no policy forbids; empty for a record that schema.org has no word for."""
    describe = _DESCRIBED.get(type(record))
    if describe is None:
        return mark_safe("")
    address = request.build_absolute_uri(record.get_absolute_url())
    described = {"@context": "https://schema.org", "@id": address, "url": address, **describe(record, request)}
    text = json.dumps({name: value for name, value in described.items() if value}, ensure_ascii=False)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text.translate(_ESCAPED)))


def _day(date: PartialDate | None) -> str:
    return date.isoformat() if date else ""


def _article(article: Article, request: HttpRequest) -> dict[str, Any]:
    return {
        "@type": "Article",
        "headline": article.display_title,
        "alternativeHeadline": article.subtitle,
        "inLanguage": "zh-Hans",
        "datePublished": _day(article.date),
        "articleSection": article.column,
        "author": [{"@type": "Person", "name": byline.name} for byline in article.bylines.all()],
        "pagination": page_range(article),
        "identifier": article.key,
        "isPartOf": _part(article.document, request),
    }


def _part(document: Document, request: HttpRequest) -> dict[str, Any]:
    address = request.build_absolute_uri(document.get_absolute_url())
    return {"@type": "CreativeWork", "@id": address, "name": str(document)}


def _document(document: Document, request: HttpRequest) -> dict[str, Any]:
    first, last = _day(document.period_start), _day(document.period_end)
    return {
        "@type": "CreativeWork",
        "name": str(document),
        "inLanguage": "zh-Hans",
        "publisher": {"@type": "Organization", "name": document.publisher} if document.publisher else None,
        "temporalCoverage": f"{first}/{last}" if first and last else first or last,
        "identifier": document.slug,
    }


def _work(work: Work, request: HttpRequest) -> dict[str, Any]:
    return {"@type": "CreativeWork", "name": work.title, "inLanguage": "zh-Hans", "identifier": work.key}


def _person(person: Person, request: HttpRequest) -> dict[str, Any]:
    names = [name.name for name in person.names.all() if name.name != person.name]
    return {"@type": "Person", "name": person.name, "alternateName": names, "identifier": person.key}


def _meeting(meeting: Meeting, request: HttpRequest) -> dict[str, Any]:
    return {
        "@type": "Event",
        "name": meeting.name,
        "alternateName": meeting.aliases,
        "startDate": _day(meeting.start),
        "endDate": _day(meeting.end or meeting.start),
        "location": {"@type": "Place", "name": meeting.place} if meeting.place else None,
        "organizer": {"@type": "Organization", "name": meeting.convener.name} if meeting.convener else None,
        "superEvent": {"@type": "EventSeries", "name": meeting.series.name} if meeting.series else None,
        "identifier": meeting.key,
    }


def _series(series: MeetingSeries, request: HttpRequest) -> dict[str, Any]:
    return {"@type": "EventSeries", "name": series.name, "alternateName": series.aliases}


def _initiative(initiative: Initiative, request: HttpRequest) -> dict[str, Any]:
    return {
        "@type": "DefinedTerm",
        "name": initiative.name,
        "alternateName": initiative.aliases,
        "identifier": initiative.key,
    }


def _instrument(instrument: Instrument, request: HttpRequest) -> dict[str, Any]:
    is_law = instrument.kind in _LAWS
    return {
        "@type": "Legislation" if is_law else "CreativeWork",
        "name": instrument.title,
        "alternateName": instrument.aliases,
        "legislationDate" if is_law else "datePublished": _day(instrument.date),
        "publisher": {"@type": "Organization", "name": instrument.issuer.name} if instrument.issuer else None,
        "identifier": instrument.key,
    }


def _organization(body: Organization, request: HttpRequest) -> dict[str, Any]:
    return {
        "@type": "Organization",
        "name": body.name,
        "alternateName": body.aliases,
        "parentOrganization": {"@type": "Organization", "name": body.parent.name} if body.parent else None,
    }


_DESCRIBED: dict[type, Callable[[Any, HttpRequest], dict[str, Any]]] = {
    Article: _article,
    Document: _document,
    Work: _work,
    Person: _person,
    Meeting: _meeting,
    MeetingSeries: _series,
    Initiative: _initiative,
    Instrument: _instrument,
    Organization: _organization,
}
