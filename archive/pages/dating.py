"""Partial dates in words."""

from __future__ import annotations

import datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from archive.dates import PartialDate, Precision


def partial_date(date: PartialDate | None) -> str:
    """A date as far as it is known, in the active language; empty for none."""
    return _in_words(date.earliest, date.precision, get_language()) if date else ""


@lru_cache(maxsize=4096)  # for the dates of lists, which are the same again and again
def _in_words(day: datetime.date, precision: Precision, _language: str) -> str:
    formats = {
        Precision.DAY: "DATE_FORMAT",
        Precision.MONTH: "YEAR_MONTH_FORMAT",
        Precision.YEAR: pgettext("format of a date that is a year, in the letters of Django's date filter", "Y"),
    }
    return date_format(day, formats[precision])


def first_seen(date: PartialDate) -> str:
    """When something was first seen, in words."""
    return _("first seen %(date)s") % {"date": partial_date(date)}


def time_element(date: PartialDate | None) -> SafeString:
    """A date as an element that tells it to machines too, with a remark where it was inferred; empty for none."""
    return _element(date, get_language()) if date else SafeString()


@lru_cache(maxsize=4096)
def _element(date: PartialDate, _language: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), partial_date(date)) + _remark(date)


def _remark(date: PartialDate | None) -> SafeString:
    """That a date was inferred; empty where it was not."""
    inferred = date is not None and date.inferred
    return format_html(' <span class="inferred">{}</span>', _("(inferred)")) if inferred else SafeString()


def period(start: PartialDate | None, end: PartialDate | None) -> str:
    """The time between two partial dates."""
    first, last = partial_date(start), partial_date(end)
    if first and last and first != last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    return first or last


def period_element(start: PartialDate | None, end: PartialDate | None) -> SafeString:
    """The time between two partial dates, with a remark where its start was inferred; empty for none."""
    return _period_element(start, end, get_language())


@lru_cache(maxsize=4096)
def _period_element(start: PartialDate | None, end: PartialDate | None, _language: str) -> SafeString:
    return format_html("{}{}", period(start, end), _remark(start))
