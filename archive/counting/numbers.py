"""The kept numbers beside those that counting gives: proof that they are the same, and all of them made anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

_YEAR = "EXTRACT(YEAR FROM {})::int::text"
#: By table, the facets of its list in their order (archive/pages/lists/), as its triggers have them.
_FACETS = {
    "article": ("kind", "review", _YEAR.format("date_earliest")),
    "person": ("origin",),
    "meeting": (_YEAR.format("start_earliest"),),
    "initiative": ("kind", "level"),
    "instrument": ("kind",),
    "organization": ("kind", "level"),
    "document": ("kind",),
}
_NAMED = ("person", "meeting", "initiative", "instrument")
#: By table of numbers, what they are kept by and the statement that counts them.
_COUNTED = {
    "counting_facetcount": (
        'record_type, "values"',
        " UNION ALL ".join(
            f"SELECT '{name}' AS record_type, ARRAY[{', '.join(facets)}]::text[] AS \"values\", count(*)::int AS number"
            f" FROM archive_{name} GROUP BY 2"
            for name, facets in _FACETS.items()
        ),
    ),
    "counting_placecount": (
        "record_type, record_id",
        " UNION ALL ".join(
            f"SELECT '{name}' AS record_type, {name}_id AS record_id, count(*)::int AS number"
            f" FROM archive_{name}mention WHERE status <> 'rejected' GROUP BY 2"
            for name in _NAMED
        ),
    ),
    "counting_daycount": (
        "initiative_id, earliest, latest, precision",
        """
        SELECT initiative_id, date_earliest AS earliest, date_latest AS latest, date_precision AS precision,
            count(*)::int AS number
        FROM archive_initiativemention m JOIN archive_paragraph p ON p.id = m.paragraph_id
        JOIN archive_article a ON a.id = p.article_id
        WHERE status <> 'rejected' AND date_earliest IS NOT NULL GROUP BY 1, 2, 3, 4
        """,
    ),
}
_SOURCES = [
    *(f"archive_{name}" for name in _FACETS), "archive_paragraph", *(f"archive_{name}mention" for name in _NAMED)
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wrong:
    """A number that is not what counting gives; `key` is what it is kept by, in words."""

    key: str
    kept: int
    counted: int


def wrong() -> Iterator[Wrong]:
    for table, (key, counted) in _COUNTED.items():
        rows = _rows(
            f"""
            SELECT {key}, coalesce(kept, 0), coalesce(counted.number, 0)
            FROM (SELECT {key}, sum(number) AS kept FROM {table} GROUP BY {key} HAVING sum(number) <> 0) AS kept
            FULL JOIN ({counted}) AS counted USING ({key})
            WHERE kept IS DISTINCT FROM counted.number ORDER BY {key}
            """
        )
        for *values, kept, number in rows:
            yield Wrong(_in_words(table, values), kept, number)


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _in_words(table: str, values: list[Any]) -> str:
    if table == "counting_facetcount":
        record_type, facets = values
        return f"{record_type} rows with {', '.join(str(facet or 'none') for facet in facets)}"
    if table == "counting_placecount":
        return "places of {} {}".format(*values)
    initiative, earliest, latest, _precision = values
    return f"places of initiative {initiative} dated {earliest} to {latest}"


def rebuild() -> None:
    """Count all numbers anew, whatever they were. Who writes meanwhile waits."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(_SOURCES)} IN SHARE MODE")
        for table, (key, counted) in _COUNTED.items():
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute(f"INSERT INTO {table} ({key}, number) {counted}")
