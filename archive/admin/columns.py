"""What columns of lists tell from other tables, for all rows of a page at once, and how values look in them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Count, Max, Min, Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.dates import PartialDate
from archive.models import Document
from archive.pages.dating import time_element
from archive.pages.raw_text import page_of
from archive.pages.records.base import quoted


def fill_counts(rows: Sequence[Model], model: type[Model], field: str, attribute: str) -> None:
    """Give each of `rows` as `attribute` the number of rows of `model` that have it in `field`."""
    claims = model._default_manager.filter(**{f"{field}__in": [row.pk for row in rows]}).order_by()
    counts = dict(claims.values_list(field).annotate(Count("pk")))
    for row in rows:
        setattr(row, attribute, counts.get(row.pk, 0))


def fill_years(rows: Sequence[Any], model: Any, field: str) -> None:
    """Give each of `rows` as `seen` the years of the articles that name it by a mention of `model`."""
    mentions = model.objects.standing().filter(**{f"{field}__in": [row.pk for row in rows]}).order_by()
    day = "paragraph__article__date_earliest"
    ends = {key: days for key, *days in mentions.values_list(field).annotate(Min(day), Max(day))}
    for row in rows:
        row.seen = span(*ends.get(row.pk, (None, None)))


def span(first: datetime.date | None, last: datetime.date | None) -> str:
    """The years from one day to another."""
    return "–".join(dict.fromkeys(str(day.year) for day in (first, last) if day))


def listed(model: type[Model], number: int, **narrowed: Any) -> SafeString | int:
    """A number of rows, linked to the list of `model` that shows them; 0 leads nowhere."""
    if not number:
        return 0
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", query=narrowed)
    return format_html('<a href="{}">{}</a>', address, number)


def record_link(row: Model | None, text: object = "") -> SafeString:
    """A row, or a text for it, linked to its form."""
    if row is None:
        return SafeString("–")
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return format_html('<a href="{}">{}</a>', address, text or row)


def linked(model: type[Model], name: str) -> Callable[[Any], SafeString]:
    """A column with the row that a foreign key of `model` leads to, linked to its form."""

    @admin.display(description=model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    def column(row: Any) -> SafeString:
        return record_link(getattr(row, name))

    column.__name__ = name  # by which style sheets know it
    return column


def raw_line(document: Document, line: int) -> str:
    """The address of a raw line (from 1) of a document."""
    return f"{reverse('raw', args=[document.slug])}?page={page_of(line)}#L{line}"


def date_cell(date: PartialDate | None) -> SafeString:
    """A date as far as it is known, and the words that it was printed in."""
    if date is None:
        return SafeString("–")
    printed = format_html(' <q class="printed">{}</q>', date.printed) if date.printed else SafeString()
    return time_element(date) + printed


def dated_link(row: Model, date: PartialDate | None) -> SafeString:
    """A row, linked to its form, with its date."""
    return format_html('{} <span class="dated">{}</span>', record_link(row), date_cell(date))


def words(mention: Any) -> SafeString:
    """The words of a mention, which comes with its paragraph, in their context."""
    quote = quoted(mention)
    return format_html(
        '<span class="words" lang="zh-Hans">{}<mark>{}</mark>{}</span>', quote.before, quote.words, quote.after
    )
