"""Meetings, their series and who took part."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin.base import CLAIM, LOCKED, RECORD, ClaimAdmin, CuratedAdmin, KeyedAdmin, RecordAdmin, date_rows
from archive.models import Meeting, MeetingSeries, Participation


@admin.register(MeetingSeries)
class MeetingSeriesAdmin(RecordAdmin):
    list_display = ["name", "convener", "origin"]
    list_filter = ["origin"]
    list_select_related = ["convener"]
    search_fields = ["name", "aliases"]
    fields = ["name", "aliases", "convener", *RECORD]
    autocomplete_fields = ["convener"]


@admin.register(Meeting)
class MeetingAdmin(KeyedAdmin):
    list_display = ["name", "day", "place", "series", "convener", "origin"]
    list_filter = ["origin", "start_precision"]
    list_select_related = ["series", "convener"]
    date_hierarchy = "start_earliest"
    search_fields = ["name", "aliases", "place", "key"]
    ordering = ["-start_earliest", "key"]
    fieldsets = [
        (None, {"fields": ["key", "name", "aliases", "series", ("term", "number"), "place", "convener"]}),
        (_("start"), {"fields": date_rows("start")}),
        (_("end"), {"fields": date_rows("end")}),
        (_("record"), {"fields": RECORD}),
    ]
    autocomplete_fields = ["series", "convener"]

    @admin.display(description=_("date"), ordering="start_earliest")
    def day(self, meeting: Meeting) -> str:
        return str(meeting.start or "")


@admin.register(Participation)
class ParticipationAdmin(ClaimAdmin, CuratedAdmin):
    list_display = ["name", "role", "meeting", "person", "status", "confidence"]
    list_filter = ["role", "status", ("person", admin.EmptyFieldListFilter), "rule"]
    list_select_related = ["meeting", "person"]
    search_fields = ["name", "person__name", "meeting__name"]
    ordering = ["meeting_id", "role", "name"]
    fields = ["meeting", "person", "name", "role", "office", *CLAIM, "locked"]
    readonly_fields = [*ClaimAdmin.readonly_fields, *LOCKED]
    autocomplete_fields = ["meeting", "person"]
