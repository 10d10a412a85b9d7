"""The list of documents."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from archive.exporting import columns
from archive.models import Document
from archive.models.dates import date_columns
from archive.models.documents import DOCUMENT_KINDS
from archive.pages.lists.facets import ChoiceFacet, RecordFacet
from archive.pages.lists.filtering import (
    ListFilter,
    SinceFilter,
    SizeFilter,
    SomeFilter,
    SortFilter,
    UntilFilter,
    VerbFilter,
)
from archive.pages.lists.listing import Listing


class DocumentFilter(ListFilter):
    name = VerbFilter("named", label=_("title, publisher or file"))
    kind = SomeFilter("kind", DOCUMENT_KINDS.items(), label=_("kind"))
    since = SinceFilter("covering_since", label=_("from"))
    until = UntilFilter("covering_until", label=_("to"))
    publisher = VerbFilter("published_by", label=_("publisher"))
    sort = SortFilter(
        {
            "file": (_("by file name"), "by_file_name"),
            "added": (_("last added first"), "newest_first"),
            "period": (_("latest period first"), "by_period"),
            "length": (_("longest first"), "longest_first"),
        }
    )
    size = SizeFilter()


class Documents(Listing):
    name = "documents"
    title = _("Documents")
    model = Document
    filters = DocumentFilter
    choices = (ChoiceFacet("kind", _("kind"), F("kind"), DOCUMENT_KINDS),)
    records = (RecordFacet("publisher", _("publisher"), "publisher"),)
    columns = columns.DOCUMENT
    key = "slug"
    fields = (
        "slug", "title", "file_name", "kind", "publisher", "character_count",
        *date_columns("period_start", "period_end"),
    )  # fmt: skip

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return Document.objects.without_text()

    @classmethod
    def shown(cls, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.with_counts()  # type: ignore[attr-defined, no-any-return]
