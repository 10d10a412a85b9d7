"""The list of initiatives: programmes and formulations."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from archive.exporting import columns
from archive.models import Initiative
from archive.models.people import Level
from archive.pages.lists.facets import ChoiceFacet
from archive.pages.lists.filtering import (
    EndFilter,
    ListFilter,
    SizeFilter,
    SomeFilter,
    SortFilter,
    SpanFilter,
    VerbFilter,
)
from archive.pages.lists.listing import Listing


class InitiativeFilter(ListFilter):
    name = VerbFilter("named", label=_("name or pinyin"))
    kind = SomeFilter("kind", Initiative.Kind.choices, label=_("kind"))
    level = SomeFilter("level", Level.choices, label=_("level"))
    since = SpanFilter("first_seen_between", label=_("first seen from"))
    until = EndFilter(label=_("first seen to"))
    sort = SortFilter(
        {
            "name": (_("by name"), "by_name"),
            "places": (_("most often named first"), "most_named"),
            "first": (_("earliest first"), "earliest_first"),
        }
    )
    size = SizeFilter()


class Initiatives(Listing):
    name = "initiatives"
    title = _("Initiatives")
    model = Initiative
    filters = InitiativeFilter
    choices = (
        ChoiceFacet("kind", _("kind"), F("kind"), dict(Initiative.Kind.choices)),
        ChoiceFacet("level", _("level"), F("level"), dict(Level.choices)),
    )
    columns = columns.INITIATIVE

    @classmethod
    def shown(cls, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.with_places().with_first_seen()  # type: ignore[attr-defined, no-any-return]
