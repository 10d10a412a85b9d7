"""Pictures of the whole archive: its latest meetings on a line of time, and the people who meet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.generic import TemplateView, View

from archive.models import Meeting, Participation
from archive.models.meetings import ParticipationQuerySet
from archive.pages import meeting_charts
from archive.pages.tables import csv_response, meetings_response

#: The pictures show the latest meetings, so that they stay readable and quick however much the archive holds.
LATEST = 500
#: Those who took part in most of them.
PEOPLE = 40


def _parts() -> ParticipationQuerySet:
    return Participation.objects.standing().of_latest_meetings(LATEST)


class MeetingTimeline(TemplateView):
    template_name = "archive/timeline.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meetings = list(Meeting.objects.held_last(LATEST))
        return super().get_context_data(
            meetings=meetings, timeline=meeting_charts.timeline(meetings), limit=LATEST, **kwargs
        )


class MeetingTimelineTable(View):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        return meetings_response("meetings", Meeting.objects.held_last(LATEST))


class People(TemplateView):
    """Who meets whom in the latest meetings."""

    template_name = "archive/network.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = list(_parts().people()[:PEOPLE])
        return super().get_context_data(
            company=meeting_charts.company(people, _parts()), limit=LATEST, cap=PEOPLE, **kwargs
        )


class PeopleTable(View):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        company = meeting_charts.company(list(_parts().people()[:PEOPLE]), _parts())
        return csv_response(
            "people-who-meet",
            ["name", "other_name", "meetings", "key", "other_key"],
            ([one["shown"], other["shown"], number, one["key"], other["key"]] for one, other, number in company.ties),
        )
