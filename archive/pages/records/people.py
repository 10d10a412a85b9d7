"""A person: offices, meetings, company, and every place that names them."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponseBase

from archive.models import (
    OfficeHeld,
    OfficeMention,
    Participation,
    ParticipationMention,
    Person,
    PersonMention,
    evidence,
)
from archive.models.curation import RecordType
from archive.pages import meeting_charts
from archive.pages.records.base import OfRecord, RecordDetail, proofs
from archive.pages.tables import csv_response

#: So many meetings are drawn and listed, the latest; so many with `?parts=all`; the file has all.
_MEETINGS, _ALL_MEETINGS = 30, 300
#: So many others are listed with the person; so many of them are drawn.
_COMPANY, _DRAWN = 24, 15


class _OfPerson(OfRecord):
    record_type = RecordType.PERSON
    record_model = Person


class PersonDetail(_OfPerson, RecordDetail):
    template_name = "archive/person_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person: Person = self.record
        held = OfficeHeld.objects.standing().filter(person=person).select_related("office__organization")
        offices = list(held.order_by(F("last_cited_latest").desc(nulls_last=True), "office__label"))
        office_proofs = proofs(OfficeMention.objects.standing().filter(person=person), "office")
        most = _ALL_MEETINGS if self.request.GET.get("parts") == "all" else _MEETINGS
        latest = list(Participation.objects.standing().filter(person=person).latest_meeting_first()[: most + 1])
        parts = latest[:most]
        part_proofs = proofs(
            ParticipationMention.objects.standing().filter(participation__in=[part.pk for part in parts]),
            "participation",
        )
        others = list(Participation.objects.standing().company_of(person).people()[:_COMPANY])
        me = {
            "person": person.pk,
            "key": person.key,
            "shown": person.name,
            "meetings": len({part.meeting_id for part in parts}),
        }
        return super().get_context_data(
            names=person.names.order_by("name"),
            offices=[(row, office_proofs[row.office_id]) for row in offices if row.office_id in office_proofs],
            unprinted=[row for row in offices if row.office_id not in office_proofs],
            parts=[(part, part_proofs.get(part.pk)) for part in parts],
            has_more_parts=len(latest) > most,
            all_parts_shown=most == _ALL_MEETINGS,
            timeline=meeting_charts.timeline(part.meeting for part in parts),
            company=meeting_charts.company([me, *others[:_DRAWN]] if others else [], Participation.objects.standing()),
            others=others,
            beside=PersonMention.objects.beside("person", person)[:_COMPANY],
            beside_counted=evidence.BESIDE_COUNTED,
            **kwargs,
        )


class PersonMeetings(_OfPerson):
    """All meetings of a person as a table."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        parts = Participation.objects.standing().filter(person=self.record).latest_meeting_first()
        return csv_response(
            f"{self.record.name}-meetings",
            ["date", "meeting", "role", "office", "key"],
            (
                [part.meeting.start, part.meeting.name, part.role, part.office, part.meeting.key]
                for part in parts.iterator()
            ),
        )


class PersonCompany(_OfPerson):
    """All who took part in meetings of a person as a table."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        others = Participation.objects.standing().company_of(self.record).people()
        return csv_response(
            f"{self.record.name}-company",
            ["name", "meetings", "last", "key"],
            ([row["shown"], row["meetings"], row["last"], row["key"]] for row in others.iterator()),
        )
