"""Template tags of the pages: `{% load pages %}`."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django import template
from django.core.paginator import Page as ListPage
from django.template import Context
from django.utils.safestring import SafeString

from archive.models import Paragraph
from archive.models.articles import KINDS
from archive.models.documents import REASONS
from archive.pages import citing, dating, entries, numbers, raw_text
from archive.pages import linked_data as linked
from archive.pages.named import Named, Segment, anchor, segments
from archive.searching.highlight import Piece, marks, pieces
from archive.searching.query import Query

register = template.Library()
register.filter(citing.citation)
register.filter(citing.line_range)
register.filter(citing.page_label)
register.filter(citing.page_range)
register.filter(citing.pages)
for each in (
    numbers.thousands, numbers.documents, numbers.articles, numbers.people, numbers.meetings, numbers.initiatives,
    numbers.instruments, numbers.organizations, numbers.participants, numbers.places,
):  # fmt: skip
    register.filter(each)
for date_filter in (dating.partial_date, dating.first_seen, dating.time_element):
    register.filter(date_filter)
register.simple_tag(dating.period)
register.simple_tag(dating.period_element)
register.filter(entries.label)
register.filter(anchor)
for facts in (
    entries.document_facts, entries.article_facts, entries.meeting_facts, entries.initiative_facts,
    entries.instrument_facts, entries.organization_facts,
):  # fmt: skip
    register.filter(facts)
register.simple_tag(entries.places)

_ARTICLE_NUMBER = re.compile("第[一二三四五六七八九十百零〇]{1,5}条")  # of a law or regulation


@register.filter
def article_kind(value: str) -> str:
    return str(KINDS.get(value, value))


@register.filter
def leftover_reason(value: str) -> str:
    return str(REASONS.get(value, value))


@register.filter
def heading_tag(paragraph: Paragraph) -> str:
    """The HTML element of a heading below the page's own h1: h2 to h6."""
    return f"h{min(max(paragraph.level or 1, 1) + 1, 6)}"


class RunIn(NamedTuple):
    """A paragraph parted after its run-in number, and where it names records."""

    number: list[Piece]
    segments: list[Segment]


@register.filter
def run_in(paragraph: Paragraph, named: Named) -> RunIn:
    """The number that an article (条) of a law or regulation opens with, or nothing, and the text behind it."""
    match = _ARTICLE_NUMBER.match(paragraph.text) if paragraph.level else None
    end = match.end() if match else 0
    return RunIn(pieces(paragraph.text, named.searched.get(paragraph.pk, []), 0, end), _segments(paragraph, named, end))


@register.filter
def searched(text: str, query: Query | None) -> list[Piece]:
    """A line of print, cut where phrases stand that were searched for."""
    return pieces(text, marks(text, query) if query else [])


@register.filter
def searched_in(paragraph: Paragraph, named: Named) -> list[Piece]:
    """The text of a paragraph, cut where phrases stand that were searched for."""
    return pieces(paragraph.text, named.searched.get(paragraph.pk, []))


@register.filter
def marked(paragraph: Paragraph, named: Named) -> list[Segment]:
    """The text of a paragraph, cut where it names records."""
    return _segments(paragraph, named)


def _segments(paragraph: Paragraph, named: Named, start: int = 0) -> list[Segment]:
    return segments(paragraph, named.marks.get(paragraph.pk, []), start, named.searched.get(paragraph.pk, []))


@register.simple_tag(takes_context=True)
def linked_data(context: Context, record: Any) -> SafeString:
    """What the record of the page is, in the terms of schema.org."""
    return linked.script(record, context["request"])


@register.filter
def raw_page(line: int) -> int:
    """The page of a document's raw text that a raw line (from 1) stands on."""
    return raw_text.page_of(line)


class PageLink(NamedTuple):
    """A page of a list; where pages are left out, `…` and no address."""

    label: int | str
    address: str
    is_current: bool


@register.simple_tag(takes_context=True)
def page_links(context: Context, page: ListPage) -> list[PageLink]:
    """Links to the pages around this one and at both ends."""
    stem = _page_stem(context)
    elided = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [
        PageLink(label, f"{stem}{label}" if isinstance(label, int) else "", label == page.number) for label in elided
    ]


@register.simple_tag(takes_context=True)
def page_address(context: Context, number: int) -> str:
    """The address of a page of the list that is shown."""
    return f"{_page_stem(context)}{number}"


def _page_stem(context: Context) -> str:
    """The address of this page up to the number of the list's page."""
    parameters = context["request"].GET.copy()
    parameters.pop("page", None)
    return f"?{parameters.urlencode()}&page=" if parameters else "?page="
