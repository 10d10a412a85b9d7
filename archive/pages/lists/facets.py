"""Facets: how many rows of a result have each value.

Facets of choices (a kind, a level, a year) take several values at once, so each is counted with its own choice
lifted: beside the chosen 「speech」 a reader sees what 「news」 would add. One grouped query counts all of them and
the result itself. Facets of records (a person, a meeting, a document) take one value and are counted in the result
as it is; those that lie in other tables only where it is at most `COUNTED` rows, whose keys are fetched once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Expression, F, QuerySet

from archive.pages.lists.filtering import Text

#: The largest result whose people, meetings and so on are counted.
COUNTED = 2000
#: Values shown of a facet of records.
SHOWN = 8


@dataclass(frozen=True)
class ChoiceFacet:
    """A facet of the list's own table; `name` is the filter's. Values are what the filter takes."""

    name: str
    label: Text
    expression: F | Expression
    labels: Mapping[str, Text] | None = None
    """The words for each value; None where it is shown as it is, the highest first."""


@dataclass(frozen=True)
class RecordFacet:
    """A facet of records, or of words in a column of the list's own table.

    `link` is the table that knows of both: `row` leads from it to the row of the list and `target` to the record;
    None where `target` is a column of the list's own table.
    """

    name: str
    label: Text
    target: str
    record: type[models.Model] | None = None
    key: str = "key"
    link: type[models.Model] | None = None
    row: str = ""


def facet_counts(
    queryset: QuerySet[Any], facets: Sequence[ChoiceFacet], chosen: Mapping[str, Collection[str]] | None = None
) -> tuple[int, dict[str, dict[str, int]]]:
    """How many rows there are with all choices, and by facet and value how many with all choices but the facet's own.

    `queryset` is narrowed down by everything else. One query; rows without a value count for no value.
    """
    chosen = {name: values for name, values in (chosen or {}).items() if values}
    cells = (
        queryset.order_by()
        .values_list(*(facet.expression for facet in facets))
        .annotate(facet_number=Count("*"))
        .order_by()
    )
    total = 0
    counts: dict[str, Counter[str]] = {facet.name: Counter() for facet in facets}
    for *cell, number in cells:
        values = ["" if value is None else str(value) for value in cell]
        fails = [
            facet.name for facet, value in zip(facets, values, strict=True)
            if facet.name in chosen and value not in chosen[facet.name]
        ]  # fmt: skip
        total += 0 if fails else number
        for facet, value in zip(facets, values, strict=True):
            if value and set(fails) <= {facet.name}:
                counts[facet.name][value] += number
    return total, {name: dict(found) for name, found in counts.items()}


def record_counts(
    queryset: QuerySet[Any], facet: RecordFacet, pks: Collection[int] | None
) -> list[tuple[str, str, int]]:
    """Value, words and number of rows of the values that most rows have; `pks` are the rows, where they are few.

    Two queries: the counts, and the records that they are of.
    """
    if facet.link is None:
        rows = queryset.order_by() if pks is None else queryset.model._default_manager.filter(pk__in=pks)
        counted = rows.values_list(facet.target).annotate(number=Count("*"))
    else:
        links: Any = facet.link._default_manager
        rows = links.standing() if hasattr(links, "standing") else links.all()
        counted = (
            rows.filter(**{f"{facet.row}__in": pks})
            .values_list(facet.target)
            .annotate(number=Count(facet.row, distinct=True))
        )
    counted = counted.exclude(**{facet.target: None}).order_by("-number", facet.target)
    numbers: dict[Any, int] = dict(counted[:SHOWN])
    if facet.record is None:
        return [(value, value, number) for value, number in numbers.items()]
    texts = [field.name for field in facet.record._meta.concrete_fields if isinstance(field, models.TextField)]
    records = facet.record._default_manager.defer(*texts).in_bulk(numbers)
    return [(getattr(records[pk], facet.key), str(records[pk]), number) for pk, number in numbers.items()]
