"""Pages of rows within a page: several of them may stand on one form, each with a parameter of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict


def page_of(rows: QuerySet[Any] | Sequence[Any], name: str | None, address: QueryDict, per_page: int) -> Page[Any]:
    """The page of `rows` that the parameters of an address ask for under `name`; the first or last if it is none."""
    return Paginator(rows, per_page).get_page(address.get(_parameter(name)))


def links(page: Page[Any], name: str | None, address: QueryDict) -> list[tuple[int | str, str]]:
    """The numbers of the pages, each with its address; the page itself and gaps have none."""
    found: list[tuple[int | str, str]] = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1):
        there = address.copy()
        there[_parameter(name)] = str(number)
        leads = isinstance(number, int) and number != page.number
        found.append((number, f"?{there.urlencode()}#{name}-group" if leads else ""))
    return found


def _parameter(name: str | None) -> str:
    return f"{name}-page"
