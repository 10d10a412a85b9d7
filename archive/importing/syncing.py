"""Bring the rows of a table to a wanted state and write only what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models

from archive.importing.copying import insert, update

Row = TypeVar("Row", bound=models.Model)


def sync(
    model: type[Row],
    existing: Iterable[Row],
    wanted: Iterable[Row],
    identities: Sequence[tuple[str, ...]],
    columns: Sequence[str],
) -> list[Row]:
    """Make `existing`, all rows there are, the same as the unsaved rows `wanted`; return the rows written or deleted.

    Rows are the same whose attributes of the first identity are equal, else those of the next. Such a row keeps its
    primary key, and of it only `columns` are compared and written.
    """
    olds, news = list(existing), list(wanted)
    changed: list[Row] = []
    for identity in identities:
        waiting: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
        for old in reversed(olds):
            waiting[_values(old, identity)].append(old)
        still_new: list[Row] = []
        for new in news:
            same = waiting[_values(new, identity)]
            if not same:
                still_new.append(new)
                continue
            old = same.pop()
            if take_over(old, new, columns):
                changed.append(old)
        olds, news = [old for rows in waiting.values() for old in rows], still_new
    if olds:
        model._default_manager.filter(pk__in=[old.pk for old in olds]).delete()
    update(model, changed, columns)
    insert(model, news)
    return [*olds, *changed, *news]


def take_over(old: Row, new: Row, columns: Iterable[str]) -> bool:
    """Give `old` the values that `new` has in `columns`, without saving; whether any differed."""
    differing = [column for column in columns if getattr(old, column) != getattr(new, column)]
    for column in differing:
        setattr(old, column, getattr(new, column))
    return bool(differing)


def _values(row: models.Model, columns: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in columns)
