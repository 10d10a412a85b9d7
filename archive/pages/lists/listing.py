"""What a list is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet

from archive.counting.models import FacetCount
from archive.exporting.columns import Column
from archive.pages.lists.facets import ChoiceFacet, RecordFacet
from archive.pages.lists.filtering import ListFilter, Text


class Listing:
    """A list: its rows, filters, facets, and the columns that are taken away."""

    name: ClassVar[str]
    """In addresses and file names."""
    title: ClassVar[Text]
    model: ClassVar[type[models.Model]]
    filters: ClassVar[type[ListFilter]]
    choices: ClassVar[Sequence[ChoiceFacet]]
    records: ClassVar[Sequence[RecordFacet]] = ()
    columns: ClassVar[Sequence[Column]]
    key: ClassVar[str] = "key"
    fields: ClassVar[Sequence[str]]
    """The fields that a page of the list shows or makes its links of; all others stay in the database."""

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """All rows of the list."""
        return cls.model._default_manager.all()

    @classmethod
    def all_cells(cls) -> Iterable[Sequence[Any]]:
        """What `cells_of` all rows tells, from the numbers that the database keeps."""
        return FacetCount.objects.cells(cls.model)

    @classmethod
    def record_facets(cls, read: dict[str, Any]) -> Sequence[RecordFacet]:
        """The facets of records beside these filters, as read from the address."""
        return cls.records

    @classmethod
    def shown(cls, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows with all that a page of the list tells of them."""
        return rows

    @classmethod
    def told(cls, rows: QuerySet[Any], *, with_texts: bool) -> QuerySet[Any]:
        """Rows with all that `columns` tell of them; long texts only where they are wanted."""
        return cls.shown(rows)

    @classmethod
    def address(cls, row: Any) -> str:
        """The address of the page of a row."""
        address: str = row.get_absolute_url()
        return address

    @classmethod
    def remedies(cls, read: dict[str, Any]) -> dict[str, Any]:
        """What may help where nothing fits the filters, as read from the address; for the list's template."""
        return {}

    @classmethod
    def present(cls, rows: list[Any], read: dict[str, Any]) -> None:
        """Adds to the rows of a page what depends on the filters, as read from the address."""
