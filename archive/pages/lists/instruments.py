"""The list of instruments: the documents that are cited as 《…》."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from archive.exporting import columns
from archive.models import Instrument, Organization
from archive.models.dates import date_columns
from archive.pages.lists.facets import ChoiceFacet, RecordFacet
from archive.pages.lists.filtering import (
    NAMED,
    ListFilter,
    RecordFilter,
    SinceFilter,
    SizeFilter,
    SomeFilter,
    SortFilter,
    UntilFilter,
    VerbFilter,
    WhichFilter,
)
from archive.pages.lists.listing import Listing


class InstrumentFilter(ListFilter):
    name = VerbFilter("named", label=_("title or pinyin"))
    kind = SomeFilter("kind", Instrument.Kind.choices, label=_("kind"))
    issuer = RecordFilter("issued_by", Organization, label=_("issuer"))
    since = SinceFilter("dated_since", label=_("from"))
    until = UntilFilter("dated_until", label=_("to"))
    text = WhichFilter(
        {"held": (_("held in full"), "held_in_full"), "cited": (_("only cited"), "only_cited")}, label=_("text")
    )
    named = WhichFilter(NAMED, label=_("named in texts"))
    sort = SortFilter(
        {
            "title": (_("by title"), "by_title"),
            "newest": (_("newest first"), "newest_first"),
            "places": (_("most often cited first"), "most_named"),
        }
    )
    size = SizeFilter()


class Instruments(Listing):
    name = "instruments"
    title = _("Instruments")
    model = Instrument
    filters = InstrumentFilter
    choices = (ChoiceFacet("kind", _("kind"), F("kind"), dict(Instrument.Kind.choices)),)
    records = (RecordFacet("issuer", _("issuer"), "issuer", Organization, "name"),)
    columns = columns.INSTRUMENT
    fields = ("key", "title", "kind", *date_columns("date"), "issuer__name", "article__key")

    @classmethod
    def shown(cls, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("issuer", "article").with_places()  # type: ignore[attr-defined, no-any-return]
