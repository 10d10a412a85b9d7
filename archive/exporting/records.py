"""Rows as records of fixtures: the database itself writes the JSON, foreign keys as natural keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Case, F, Func, When
from django.db.models.functions import Collate
from django.db.models.query import QuerySet

from archive.exporting.contents import fields, related
from archive.models.natural import NaturalKeyModel, lookups

#: A byte that stands nowhere in JSON, where control characters are escaped: so nothing between two of it is.
QUOTE = b"\x01"
#: How each record starts.
HEAD = b'{"model":'
_COPY = "COPY ({}) TO STDOUT (FORMAT csv, FORCE_QUOTE *, QUOTE E'\\x01')"


class Format(StrEnum):
    """How records are written."""

    JSON = "json"
    """A list with a field a line: a change shows as the lines that changed."""
    JSONL = "jsonl"
    """A record a line."""


@dataclass(frozen=True)
class Marks:
    """What stands in a file before, between and behind its records. A line feed within a text is escaped."""

    before: bytes
    between: bytes
    behind: bytes


MARKS = {
    Format.JSON: Marks(b"[\n" + HEAD, b"},\n" + HEAD, b"}\n]\n"),
    Format.JSONL: Marks(HEAD, b"}\n" + HEAD, b"}\n"),
}


def copy_records(rows: QuerySet[Any], take: Callable[[bytes], object], *, a_field_a_line: bool) -> None:
    """Give `take` the fields of each of `rows` as a JSON object, in the order of their natural keys.

    No row is held in memory. Text is UTF-8 and sorted by its code points, whatever the server's locale.
    """
    try:
        sql, parameters = _query(rows)
    except EmptyResultSet:  # the query asks for rows among none
        return
    as_json = f"row_to_json(record, {a_field_a_line})"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")  # compiling takes longer than it saves
        statement = cursor.mogrify(f"SELECT {as_json} FROM ({sql}) AS record({_names(rows.model)})", parameters)
        with connection.wrap_database_errors:
            cursor.copy_expert(_COPY.format(statement.decode()), _Taker(take))


class _Taker:
    """What `copy_expert` writes to: a row a call, between two quotes and with a line feed."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        self.take = take

    def write(self, row: bytes) -> None:
        self.take(row[1:-2])


def in_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    """`rows` by their natural keys, text by its code points, whatever the server's locale."""
    return rows.order_by(*(_sortable(rows.model, lookup) for lookup in lookups(rows.model)))


def natural_key(field: models.Field[Any, Any], target: type[NaturalKeyModel]) -> Case:
    """The natural key of the row that a foreign key names, as a JSON array; null where it names none."""
    key = Func(
        *(F(f"{field.name}__{lookup}") for lookup in lookups(target)),
        function="json_build_array",
        output_field=models.JSONField(),
    )
    return Case(When(**{f"{field.name}__isnull": False}, then=key), default=None)


def _query(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    values = [
        natural_key(field, target) if (target := related(field)) else F(field.attname) for field in fields(rows.model)
    ]
    sql, parameters = in_order(rows).values_list(*values).query.sql_with_params()
    return sql, parameters


def _names(model: type[NaturalKeyModel]) -> str:
    return ", ".join(connection.ops.quote_name(field.name) for field in fields(model))


def _sortable(model: type[models.Model], lookup: str) -> F | Collate:
    *way, name = lookup.split("__")
    for step in way:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    is_text = isinstance(model._meta.get_field(name), models.CharField)
    return Collate(F(lookup), "C") if is_text else F(lookup)
