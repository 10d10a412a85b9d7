"""A body: its offices and who was seen in them, what it convened, issued and launched."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import F
from django.views.generic import DetailView

from archive.models import OfficeHeld, OfficeMention, Organization
from archive.models.curation import RecordType
from archive.pages import meeting_charts
from archive.pages.records.base import OfRecord, Quotation, quoted

#: So many of each kind are listed: the latest holders of offices, meetings and instruments.
_LISTED = 200


class OrganizationDetail(OfRecord, DetailView):
    record_type = RecordType.ORGANIZATION
    record_model = Organization
    key_field = "name"
    related = ("parent",)
    template_name = "archive/organization_detail.html"

    def get_object(self, queryset: Any = None) -> Organization:
        organization: Organization = self.record
        return organization

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        body: Organization = self.record
        newest = OfficeHeld.objects.standing().filter(office__organization=body).select_related("office", "person")
        holders = list(newest.order_by(F("last_cited_latest").desc(nulls_last=True), "pk")[:_LISTED])
        words = _proofs(holders)
        meetings = list(body.meetings.newest_first()[:_LISTED])
        holders.sort(key=lambda row: row.office.label)  # within an office the latest stays first
        printed = [row for row in holders if (row.office_id, row.person_id) in words]
        return super().get_context_data(
            record=body,
            offices=[
                (office, [(row, words[row.office_id, row.person_id]) for row in rows])
                for office, rows in groupby(printed, key=lambda row: row.office)
            ],
            unprinted=[
                (office, list(rows))
                for office, rows in groupby(
                    (row for row in holders if (row.office_id, row.person_id) not in words), key=lambda row: row.office
                )
            ],
            meetings=meetings,
            timeline=meeting_charts.timeline(meetings),
            instruments=body.instruments.order_by(F("date_earliest").desc(nulls_last=True), "key")[:_LISTED],
            initiatives=body.initiatives.order_by("key")[:_LISTED],
            series=body.series.order_by("name")[:_LISTED],
            children=body.children.order_by("pinyin", "name")[:_LISTED],
            limit=_LISTED,
            **kwargs,
        )


def _proofs(holders: list[OfficeHeld]) -> dict[tuple[int | None, int | None], Quotation]:
    """By office and person (primary keys), the words that first prove it: one query."""
    mentions = OfficeMention.objects.standing().filter(
        office__in={row.office_id for row in holders}, person__in={row.person_id for row in holders}
    )
    return {
        (row.office_id, row.person_id): quoted(row) for row in mentions.with_place().first_of_each("office", "person")
    }
