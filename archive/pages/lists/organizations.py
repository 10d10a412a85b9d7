"""The list of organizations."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from archive.exporting import columns
from archive.models import Organization
from archive.models.people import Level
from archive.pages.lists.facets import ChoiceFacet, RecordFacet
from archive.pages.lists.filtering import (
    NAMED,
    ListFilter,
    RecordFilter,
    SizeFilter,
    SomeFilter,
    SortFilter,
    VerbFilter,
    WhichFilter,
)
from archive.pages.lists.listing import Listing


class OrganizationFilter(ListFilter):
    name = VerbFilter("named", label=_("name or pinyin"))
    kind = SomeFilter("kind", Organization.Kind.choices, label=_("kind"))
    level = SomeFilter("level", Level.choices, label=_("level"))
    parent = RecordFilter("part_of", Organization, label=_("part of"))
    named = WhichFilter(NAMED, label=_("named in texts"))
    sort = SortFilter({"name": (_("by pinyin"), "by_pinyin"), "meetings": (_("most meetings first"), "busiest_first")})
    size = SizeFilter()


class Organizations(Listing):
    name = "organizations"
    title = _("Organizations")
    model = Organization
    filters = OrganizationFilter
    choices = (
        ChoiceFacet("kind", _("kind"), F("kind"), dict(Organization.Kind.choices)),
        ChoiceFacet("level", _("level"), F("level"), dict(Level.choices)),
    )
    records = (RecordFacet("parent", _("part of"), "parent", Organization, "name"),)
    columns = columns.ORGANIZATION
    key = "name"
    fields = ("name", "kind", "level", "parent__name")

    @classmethod
    def shown(cls, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("parent").with_numbers()  # type: ignore[attr-defined, no-any-return]
