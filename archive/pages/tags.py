"""Template tags of the pages: `{% load pages %}`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django import template
from django.core.paginator import Page as ListPage
from django.template import Context
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from archive.dates import PartialDate, Precision
from archive.models import Paragraph
from archive.models.articles import KINDS
from archive.models.documents import REASONS
from archive.pages import citing, raw_text
from archive.pages import linked_data as linked
from archive.pages.named import Named, Segment, segments

register = template.Library()
register.filter(citing.citation)
register.filter(citing.line_range)
register.filter(citing.page_label)
register.filter(citing.page_range)
register.filter(citing.pages)

_ARTICLE_NUMBER = re.compile("第[一二三四五六七八九十百零〇]{1,5}条")  # of a law or regulation


@register.filter
def partial_date(date: PartialDate | None) -> str:
    """A date as far as it is known, in the active language; empty for none."""
    if date is None:
        return ""
    formats = {
        Precision.DAY: "DATE_FORMAT",
        Precision.MONTH: "YEAR_MONTH_FORMAT",
        Precision.YEAR: pgettext("format of a date that is a year, in the letters of Django's date filter", "Y"),
    }
    return date_format(date.earliest, formats[date.precision])


@register.simple_tag
def period(start: PartialDate | None, end: PartialDate | None) -> str:
    """The time between two partial dates."""
    first, last = partial_date(start), partial_date(end)
    if first and last and first != last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    return first or last


@register.filter
def thousands(number: int) -> str:
    """A whole number with commas between its thousands."""
    return f"{number:,}"


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

    number: str
    segments: list[Segment]


@register.filter
def run_in(paragraph: Paragraph, named: Named) -> RunIn:
    """The number that an article (条) of a law or regulation opens with, or nothing, and the text behind it."""
    match = _ARTICLE_NUMBER.match(paragraph.text) if paragraph.level else None
    end = match.end() if match else 0
    return RunIn(paragraph.text[:end], _segments(paragraph, named, end))


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


@register.simple_tag
def elided(page: ListPage) -> Iterator[int | str]:
    """Numbers of the pages around this one and at both ends, with `…` for those between."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
