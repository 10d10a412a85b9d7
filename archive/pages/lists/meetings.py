"""The list of meetings."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from archive.exporting import columns
from archive.models import Meeting, MeetingSeries, Organization, Participation, Person
from archive.models.dates import date_columns
from archive.pages.lists.facets import ChoiceFacet, RecordFacet
from archive.pages.lists.filtering import (
    ListFilter,
    RecordFilter,
    RecordsFilter,
    SinceFilter,
    SizeFilter,
    SortFilter,
    UntilFilter,
    VerbFilter,
    YearsFilter,
)
from archive.pages.lists.listing import Listing


class MeetingFilter(ListFilter):
    name = VerbFilter("named", label=_("name or pinyin"))
    since = SinceFilter("held_since", label=_("from"))
    until = UntilFilter("held_until", label=_("to"))
    place = VerbFilter("at_place", label=_("place"))
    series = RecordFilter("of_series", MeetingSeries, label=_("series"))
    convener = RecordFilter("convened_by", Organization, label=_("convener"))
    chair = RecordFilter("chaired_by", Person, label=_("chaired by"))
    participant = RecordsFilter("with_participant", Person, label=_("with"))
    year = YearsFilter("start", label=_("year"))
    sort = SortFilter(
        {
            "newest": (_("newest first"), "newest_first"),
            "oldest": (_("oldest first"), "oldest_first"),
            "name": (_("by name"), "by_name"),
            "places": (_("most often named first"), "most_named"),
        }
    )
    size = SizeFilter()


class Meetings(Listing):
    name = "meetings"
    title = _("Meetings")
    model = Meeting
    filters = MeetingFilter
    choices = (ChoiceFacet("year", _("year"), ExtractYear("start_earliest")),)
    records = (
        RecordFacet("series", _("series"), "series", MeetingSeries, "name"),
        RecordFacet("convener", _("convener"), "convener", Organization, "name"),
        RecordFacet("place", _("place"), "place"),
        RecordFacet("participant", _("with"), "person", Person, link=Participation, row="meeting"),
    )
    columns = columns.MEETING
    fields = ("key", "name", "place", *date_columns("start", "end"), "series__name", "convener__name")

    @classmethod
    def shown(cls, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("series", "convener").with_places().with_participant_count()  # type: ignore[attr-defined, no-any-return]
