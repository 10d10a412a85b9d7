"""Rows in bulk, at half of what the framework's own statements cost either side: by COPY, and by one joined UPDATE."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

BATCH = 500  # rows an UPDATE

_json = json.JSONEncoder(ensure_ascii=False).encode


def insert(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert unsaved rows. Keys that the database gives them are not told: the objects do not get them."""
    given = (models.AutoField, models.BigAutoField)
    _copy(model, rows, [field for field in model._meta.concrete_fields if not isinstance(field, given)])


def insert_with_keys(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert unsaved rows; the objects get their primary keys, which ascend in the order of the rows."""
    rows = list(rows)
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, len(rows)],
        )
        keys = cursor.fetchall()
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias
    _copy(model, rows, model._meta.concrete_fields)


def _copy(model: type[models.Model], rows: Iterable[models.Model], fields: Iterable[models.Field[Any, Any]]) -> None:
    printers = [(field.attname, _printer(field)) for field in fields if not field.generated]
    lines = ["\t".join([printed(getattr(row, name)) for name, printed in printers]) for row in rows]
    if not lines:
        return
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields if not field.generated)
    data = io.StringIO("\n".join(lines))
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN", data)


def _printer(field: models.Field[Any, Any]) -> Callable[[Any], str]:
    """What prints a column's values as COPY's text format has them."""
    if isinstance(field, models.JSONField):
        assert field.encoder is None
        return _printed_json
    if isinstance(field, ArrayField):
        return _printed_array
    return _printed


def _printed(value: Any) -> str:
    """In COPY's text format tabs part values, line ends part rows, and `\\N` is null."""
    if value is None:
        return "\\N"
    if not isinstance(value, str):
        return str(value)
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def _printed_json(value: Any) -> str:
    return "\\N" if value is None else _printed(_json(value))


def _printed_array(values: Iterable[Any]) -> str:
    """An array of numbers or texts; texts are quoted, as they may hold what parts them."""
    quoted = (
        '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' if isinstance(value, str) else str(value)
        for value in values
    )
    return _printed("{" + ",".join(quoted) + "}")


def update(model: type[models.Model], rows: Sequence[models.Model], columns: Iterable[str]) -> None:
    """Write the `columns`, named by their fields, of rows that the table has."""
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    quote = connection.ops.quote_name
    key = quote(str(model._meta.pk.column))
    names = ", ".join(quote(field.column) for field in fields)
    settings = ", ".join(f"{quote(f.column)} = new.{quote(f.column)}::{_type(f)}" for f in fields)
    for first in range(0, len(rows), BATCH):
        batch = rows[first : first + BATCH]
        values = [
            value
            for row in batch
            for value in (row.pk, *(f.get_db_prep_save(getattr(row, f.attname), connection) for f in fields))
        ]
        places = ", ".join(["(" + ", ".join(["%s"] * (len(fields) + 1)) + ")"] * len(batch))
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {quote(model._meta.db_table)} AS old SET {settings} "
                f"FROM (VALUES {places}) AS new ({key}, {names}) WHERE old.{key} = new.{key}",
                values,
            )


def _type(field: models.Field[Any, Any]) -> str:
    """A column's type, without the length to which a cast would cut what is too long instead of refusing it."""
    return str(field.db_type(connection)).partition("(")[0]
