"""A meeting, and a series of meetings."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from archive.dates import PartialDate
from archive.models import (
    Article,
    InitiativeMention,
    InstrumentMention,
    Meeting,
    MeetingMention,
    MeetingSeries,
    Participation,
    ParticipationMention,
    Suggestion,
)
from archive.models.curation import RecordType
from archive.pages import meeting_charts
from archive.pages.dating import partial_date
from archive.pages.records.base import OfRecord, Quotation, RecordDetail, proofs, quoted
from archive.pages.tables import meetings_response

#: So many instruments, and so many initiatives, are listed with a meeting.
_NAMED = 60
#: So many of those who took part are listed with a meeting.
_PARTS = 1_000
#: So many meetings of a series are drawn, the latest.
_DRAWN = 300
#: What fields are called of which texts may tell different things.
_FIELDS = {
    "name": gettext_lazy("Name"),
    "start": gettext_lazy("First day"),
    "end": gettext_lazy("Last day"),
    "place": gettext_lazy("Place"),
    "convener": gettext_lazy("Convener"),
}


class MeetingDetail(RecordDetail):
    record_type = RecordType.MEETING
    record_model = Meeting
    related = ("series", "convener")
    template_name = "archive/meeting_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meeting: Meeting = self.record
        parts = Participation.objects.standing().filter(meeting=meeting).in_rank()[:_PARTS]
        words = proofs(ParticipationMention.objects.standing().filter(participation__meeting=meeting), "participation")
        reports = Article.objects.reporting(meeting)
        namesakes = list(Meeting.objects.told_otherwise(meeting))
        return super().get_context_data(
            roles=[
                (role, [(part, words.get(part.pk)) for part in found])
                for role, found in groupby(parts, key=lambda part: part.get_role_display())
            ],
            reports=reports.with_document().with_pages().newest_first(),
            instruments=_named_in(InstrumentMention.objects.standing(), "instrument", "title", reports),
            initiatives=_named_in(InitiativeMention.objects.standing(), "initiative", "name", reports),
            suggestions=[
                (
                    _FIELDS.get(row.field, row.field),
                    _told(row.field, row.current),
                    _told(row.field, row.proposed),
                    words_for(row, [meeting, *namesakes]),
                )
                for row in Suggestion.objects.about(RecordType.MEETING, [meeting.key]).open()
            ],
            namesakes=namesakes,
            **kwargs,
        )


def _told(field: str, value: Any) -> str:
    """What is told of a field, as a suggestion keeps it, in words."""
    return (partial_date(PartialDate.from_json(value)) if field in ("start", "end") else value) or "–"


def words_for(suggestion: Suggestion, meetings: list[Meeting]) -> Quotation | None:
    """The first words in print that tell what is suggested, of one of `meetings`; None where an editor suggests it."""
    mentions = MeetingMention.objects.standing().filter(meeting__in=meetings)
    first = mentions.telling(suggestion.field, suggestion.proposed).with_place().first_printed()
    return quoted(first) if first else None


def _named_in(mentions: Any, target: str, name: str, articles: QuerySet[Article]) -> QuerySet[Any, Any]:
    """The records that `articles` name: `key`, `shown`, `number` of places; the most frequent first."""
    here = mentions.filter(paragraph__article__in=articles.values("pk")).order_by()
    counted = here.values(key=F(f"{target}__key"), shown=F(f"{target}__{name}"))
    return counted.annotate(number=Count("pk")).order_by("-number", "key")[:_NAMED]  # type: ignore[no-any-return]


class _OfSeries(OfRecord):
    record_type = RecordType.SERIES
    record_model = MeetingSeries
    key_field = "name"
    related = ("convener",)

    @property
    def meetings(self) -> QuerySet[Meeting]:
        """The meetings of the series, the latest first."""
        meetings: QuerySet[Meeting] = self.record.meetings.newest_first()
        return meetings


class SeriesDetail(_OfSeries, ListView):
    template_name = "archive/series_detail.html"
    paginate_by = 100
    context_object_name = "meetings"

    def get_queryset(self) -> QuerySet[Meeting]:
        return self.meetings

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            record=self.record,
            timeline=meeting_charts.timeline(self.meetings[:_DRAWN]),
            **kwargs,
        )


class SeriesMeetings(_OfSeries):
    """All meetings of a series as a table."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return meetings_response(f"{self.record.name}-meetings", self.meetings.iterator())
