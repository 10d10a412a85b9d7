"""The pages of what an address selects of a list."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from archive.pages.lists.selection import Selection

#: Rows before a page from which on its rows are found by key first.
FAR = 500


class Rows(Paginator):
    """The pages of a selection.

    A late page finds its rows by key first: what stands before it is not read. So does a page beside facets that are
    counted in the first rows: the order is worked out once for both.
    """

    def __init__(self, selection: Selection) -> None:
        super().__init__(selection.queryset, selection.size)
        self.selection = selection

    @cached_property
    def count(self) -> int:
        return self.selection.count

    def page(self, number: int | str) -> Page[Any]:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        listing, ordered = self.selection.listing, self.selection.queryset
        if not self.count:
            rows = []
        elif first < FAR and not self.selection.is_sampled:
            rows = list(listing.shown(ordered).only(*listing.fields)[first : first + self.per_page])
        else:
            pks = self.selection.keys(first, first + self.per_page)
            shown = listing.shown(listing.rows().filter(pk__in=pks)).only(*listing.fields)
            found = {row.pk: row for row in shown}
            rows = [found[pk] for pk in pks if pk in found]
        if rows:
            listing.present(rows, self.selection.filters.form.cleaned_data)
        return Page(rows, number, self)
