"""Facets: how many rows of a result have each value.

Facets of choices (a kind, a level, a year) take several values at once, so each is counted with its own choice
lifted: beside the chosen 「speech」 a reader sees what 「news」 would add. One grouped query counts all of them and
the result itself; where nothing else narrows the list down, the numbers are kept (`archive.counting`). Facets of
records (a person, a meeting, a document) are counted in the result as it is, and each value that is chosen narrows it
down: beside the chosen person stand those who are named where that one is. No numbers can be kept for them, as each
filter gives others, and to count them takes time that grows with the result. So where it is more than `COUNTED` rows,
they are counted in its first `SAMPLE` rows, as numbers that the whole result has at least; and where nothing narrows
the list down they are not: who is named most in all of a large archive is no way to narrow it down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Expression, F, Q, QuerySet

from archive.models.lookups import AnyOf
from archive.pages.lists.filtering import Text

#: The largest result whose people, meetings and so on are counted in all of it.
COUNTED = 1000
#: The first rows of a larger one, in which they are counted.
SAMPLE = 300
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
    only: Q | None = None
    """Which rows of `link` count, where not all do."""


def cells_of(queryset: QuerySet[Any], facets: Sequence[ChoiceFacet]) -> QuerySet[Any, Any]:
    """Of each combination of facet values the values and the number of rows."""
    values = queryset.order_by().values_list(*(facet.expression for facet in facets))
    cells: QuerySet[Any, Any] = values.annotate(facet_number=Count("*")).order_by()
    return cells


def facet_counts(
    cells: Iterable[Sequence[Any]], facets: Sequence[ChoiceFacet], chosen: Mapping[str, Collection[str]] | None = None
) -> tuple[int, dict[str, dict[str, int]]]:
    """How many rows there are with all choices, and by facet and value how many with all choices but the facet's own.

    `cells` are narrowed down by everything else. Rows without a value count for no value.
    """
    wanted = [(i, set((chosen or {}).get(facet.name, ()))) for i, facet in enumerate(facets)]
    wanted = [(i, values) for i, values in wanted if values]
    total = 0
    counts: list[Counter[Any]] = [Counter() for _ in facets]
    for *cell, number in cells:
        missed = [i for i, values in wanted if str(cell[i]) not in values]
        if not missed:
            total += number
        for i in range(len(facets)) if not missed else missed if len(missed) == 1 else ():
            counts[i][cell[i]] += number
    named = zip(facets, counts, strict=True)
    return total, {
        facet.name: {str(value): n for value, n in found.items() if value not in (None, "")} for facet, found in named
    }


def record_counts(facet: RecordFacet, rows: QuerySet[Any], keys: str) -> list[tuple[str, str, int]]:
    """Value, words and number of rows of the values that most rows have.

    `keys` are the primary keys of the rows, as the text of a PostgreSQL array: one value, however many there are. Only
    a facet with a `link` needs them.

    Two queries: the counts, and the records that they are of; of words only the counts.
    """
    if facet.link is None:
        counted = rows.order_by().values_list(facet.target).annotate(number=Count("*"))
    else:
        links: Any = facet.link._default_manager
        claims = links.standing() if hasattr(links, "standing") else links.all()
        linked = claims.filter(facet.only or Q(), AnyOf(F(facet.row), keys)).order_by()
        counted = linked.values_list(facet.target).annotate(number=Count(facet.row, distinct=True))
    counted = counted.exclude(**{facet.target: None}).order_by("-number", facet.target)
    if facet.record is None:
        return _words(list(counted))
    numbers: dict[Any, int] = dict(counted[:SHOWN])
    texts = [field.name for field in facet.record._meta.concrete_fields if isinstance(field, models.TextField)]
    records = facet.record._default_manager.defer(*texts).in_bulk(numbers)
    return [(getattr(records[pk], facet.key), str(records[pk]), number) for pk, number in numbers.items()]


def _words(counted: Sequence[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """Of the words that most rows have, how many have them alone or among others: these are what their filter finds."""
    found = [(word, sum(n for other, n in counted if word.lower() in other.lower())) for word, _n in counted[:SHOWN]]
    return [(word, word, number) for word, number in sorted(found, key=lambda each: -each[1])]
