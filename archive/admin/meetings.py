"""Meetings, their series and who took part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.admin.base import CLAIM, RECORD, ClaimAdmin, CuratedAdmin, MentionedAdmin, RecordAdmin, date_part, part
from archive.admin.columns import date_cell, dated_link, decide_link, fill_counts, linked, listed, record_link
from archive.admin.filters import DoubtFilter, LockedFilter, empty, meetings, people, typed
from archive.admin.panels import Panel, evidence
from archive.admin.people import SPELLED
from archive.models import Meeting, MeetingMention, MeetingSeries, Participation, ParticipationMention, Person


@admin.register(MeetingSeries)
class MeetingSeriesAdmin(RecordAdmin):
    purpose = _("Meetings that are counted on: each is one of a series, with its term and its number.")
    list_display = ["name", linked(MeetingSeries, "convener"), "meetings", "origin"]
    list_filter = [("convener", admin.EmptyFieldListFilter), "origin", LockedFilter]
    list_select_related = ["convener"]
    search_fields = ["name", "aliases"]
    search_help_text = _("A part of the name or of a short name.")
    ordering = ["name"]
    fieldsets = [
        part(None, ["name", "aliases", "convener"], _("What the series is called, and which body calls its meetings.")),
        RECORD,
    ]
    panels = (
        Panel(
            Meeting,
            "series",
            [(_("meeting"), record_link), (_("date"), lambda meeting: date_cell(meeting.start))],
            rows=lambda rows: rows.newest_first(),
        ),
    )

    def fill(self, rows: Sequence[Any]) -> None:
        fill_counts(rows, Meeting, "series", "meeting_count")

    @admin.display(description=_("meetings"))
    def meetings(self, series: Any) -> SafeString | int:
        return listed(Meeting, series.meeting_count, series__id__exact=series.pk)


@admin.register(Meeting)
class MeetingAdmin(MentionedAdmin):
    purpose = _("Meetings that the texts report and name, with day and place; one told twice is merged here.")
    list_display = [
        "name",
        "day",
        "place",
        linked(Meeting, "series"),
        "mentions",
        "parts",
        "origin",
    ]
    sortable_by = ["name", "day"]
    list_filter = [
        "origin",
        "start_precision",
        ("place", admin.EmptyFieldListFilter),
        empty("series", _("series")),
        ("convener", admin.EmptyFieldListFilter),
        LockedFilter,
    ]
    list_select_related = ["series", "convener"]
    date_hierarchy = "start_earliest"
    search_fields = ["name", "key"]
    search_help_text = SPELLED
    ordering = [F("start_earliest").desc(nulls_last=True), "key"]
    fieldsets = [
        part(
            None,
            ["key", "name", "aliases", "series", ("term", "number"), "place", "convener"],
            _("What the meeting is called, where it met, and which body called it."),
        ),
        date_part(_("start"), "start"),
        date_part(_("end"), "end"),
        RECORD,
    ]
    panels = (
        Panel(
            Participation,
            "meeting",
            [
                (_("name as printed"), lambda held: held.name),
                (_("role"), lambda held: held.get_role_display()),
                (_("person"), lambda held: record_link(held.person)),
                (_("office"), lambda held: held.office),
                (_("status"), lambda held: held.get_status_display()),
            ],
            deciding=[(pgettext_lazy("claim", "decision"), decide_link)],
            rows=lambda rows: rows.in_rank().select_related("person", "meeting"),
            per_page=20,
        ),
        evidence(MeetingMention, "meeting"),
    )

    def fill(self, rows: Sequence[Any]) -> None:
        super().fill(rows)
        fill_counts(rows, Participation, "meeting", "part_count")

    def choice_labels(self, rows: Sequence[Any]) -> dict[int, str]:
        return {
            row.pk: " · ".join(filter(None, [row.name, row.start and str(row.start), row.place])) or row.key
            for row in rows
        }

    @admin.display(description=_("date"), ordering=F("start_earliest").desc(nulls_last=True))
    def day(self, meeting: Meeting) -> SafeString:
        return date_cell(meeting.start)

    @admin.display(description=_("participations"))
    def parts(self, meeting: Any) -> SafeString | int:
        return listed(Participation, meeting.part_count, meeting__id__exact=meeting.pk)


@admin.register(Participation)
class ParticipationAdmin(ClaimAdmin, CuratedAdmin):
    purpose = _("Who took which part in which meeting: names are linked to people and decided on here.")
    list_display = ["name", "role", linked(Participation, "person"), "status", "sure", "of_meeting", "office"]
    list_filter = [
        "status",
        DoubtFilter,
        "role",
        empty("person", _("link to a person")),
        typed("person", _("person"), people),
        typed("meeting", _("meeting"), meetings),
        LockedFilter,
    ]
    list_select_related = ["meeting", "person"]
    search_fields = ["name", "person__name", "meeting__name"]
    search_help_text = _("A person's or a meeting's name or its pinyin, or the name as printed.")
    ordering = ["meeting_id", "name", "role"]
    fieldsets = [
        part(
            None,
            ["meeting", "person", "name", ("role", "office")],
            _("Who took part, in which role, and with which office they were printed."),
        ),
        CLAIM,
    ]
    panels = (evidence(ParticipationMention, "participation"),)

    def found(self, rows: Any, text: str) -> QuerySet[Any]:
        who = Q(name=text) | Q(person__in=Person.objects.named(text).values("pk"))
        return rows.filter(who | Q(meeting__in=Meeting.objects.named(text).values("pk")))  # type: ignore[no-any-return]

    @admin.display(description=_("meeting"))
    def of_meeting(self, held: Participation) -> SafeString:
        return dated_link(held.meeting, held.meeting.start)
