"""The list of people."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from archive.exporting import columns
from archive.models import OfficeHeld, Organization, Person
from archive.models.curation import Origin
from archive.pages.lists.facets import ChoiceFacet, RecordFacet
from archive.pages.lists.filtering import (
    NAMED,
    EndFilter,
    ListFilter,
    RecordsFilter,
    SizeFilter,
    SomeFilter,
    SortFilter,
    SpanFilter,
    VerbFilter,
    WhichFilter,
)
from archive.pages.lists.listing import Listing


class PersonFilter(ListFilter):
    name = VerbFilter("named", label=_("name or pinyin"))
    office = VerbFilter("in_office", label=_("office"))
    organization = RecordsFilter("serving", Organization, label=_("body"))
    since = SpanFilter("seen_between", label=_("seen from"))
    until = EndFilter(label=_("seen to"))
    origin = SomeFilter("origin", Origin.choices, label=_("origin"))
    named = WhichFilter(NAMED, label=_("named in texts"))
    sort = SortFilter({"name": (_("by pinyin"), "by_pinyin"), "places": (_("most often named first"), "most_named")})
    size = SizeFilter()


class People(Listing):
    name = "people"
    title = _("People")
    model = Person
    filters = PersonFilter
    choices = (ChoiceFacet("origin", _("origin"), F("origin"), dict(Origin.choices)),)
    records = (
        RecordFacet(
            "organization", _("body"), "office__organization", Organization, "name", link=OfficeHeld, row="person"
        ),
    )
    columns = columns.PERSON
    fields = ("key", "name", "pinyin")

    @classmethod
    def shown(cls, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.with_places().with_offices()  # type: ignore[attr-defined, no-any-return]

    @classmethod
    def told(cls, rows: QuerySet[Any], *, with_texts: bool) -> QuerySet[Any]:
        return cls.shown(rows).prefetch_related("names")
