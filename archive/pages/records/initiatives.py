"""An initiative or formulation: since when, how often and beside what it is printed."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from archive.dates import Precision
from archive.models import Initiative, InitiativeMention
from archive.models.curation import RecordType
from archive.models.evidence import MentionQuerySet
from archive.pages import charts
from archive.pages.records.base import OfRecord, RecordDetail, quoted
from archive.pages.tables import csv_response

_NEIGHBOURS = 30


@dataclass(frozen=True, slots=True)
class Use:
    """How often an initiative is printed: by month or year, and by document."""

    times: list[tuple[str, int]]
    documents: list[tuple[str, str, int]]
    """Slug, title and number, the most frequent first."""
    undated: int
    """Places in articles without a month, which no bar shows."""

    @property
    def most(self) -> int:
        return max((number for _, _, number in self.documents), default=0)


def use(mentions: MentionQuerySet[Any]) -> Use:
    """One query, of as many rows as there are documents and months."""
    months: Counter[datetime.date] = Counter()
    documents: Counter[tuple[str, str]] = Counter()
    undated = 0
    for row in mentions.by_document_and_month():
        documents[row["slug"], row["title"] or row["file_name"]] += row["number"]
        if row["month"] and row["precision"] != Precision.YEAR:
            months[row["month"]] += row["number"]
        else:
            undated += row["number"]
    ranked = sorted(documents.items(), key=lambda item: (-item[1], item[0]))
    return Use(charts.months_or_years(months), [(slug, title, number) for (slug, title), number in ranked], undated)


class InitiativeDetail(RecordDetail):
    record_type = RecordType.INITIATIVE
    record_model = Initiative
    related = ("launched_by_person", "launched_by_organization")
    template_name = "archive/initiative_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first = self.mentions.with_place().first_of_each("initiative").first()
        used = use(self.mentions)
        return super().get_context_data(
            first=quoted(first) if first else None,
            use=used,
            bars=charts.bars(used.times),
            neighbours=InitiativeMention.objects.beside("initiative", self.record)[:_NEIGHBOURS],
            **kwargs,
        )


class InitiativeUse(OfRecord):
    """How often an initiative is printed, by month and document, as a table."""

    record_type = RecordType.INITIATIVE
    record_model = Initiative

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return csv_response(
            f"{self.record.name}-use",
            ["date", "document", "title", "file", "number"],
            (
                [_date(row), row["slug"], row["title"], row["file_name"], row["number"]]
                for row in self.mentions.by_document_and_month().iterator()
            ),
        )


def _date(row: dict[str, Any]) -> str:
    """Year or month, as far as the articles' date is known."""
    if not row["month"]:
        return ""
    month: datetime.date = row["month"]
    return str(month.year) if row["precision"] == Precision.YEAR else f"{month:%Y-%m}"
