"""New rows in bulk by PostgreSQL's COPY, at half of what INSERT costs either side."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert unsaved rows whose primary keys nobody asks for: the objects do not get them."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and not field.generated]
    lines = ["\t".join([_printed(getattr(row, field.attname), field) for field in fields]) for row in rows]
    if not lines:
        return
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields if field.column)
    data = io.StringIO("\n".join(lines))
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN", data)


def _printed(value: Any, field: models.Field[Any, Any]) -> str:
    """A value as COPY's text format has it, in which tabs part values, line ends part rows, and `\\N` is null."""
    if value is None:
        return "\\N"
    if isinstance(field, models.JSONField):
        value = json.dumps(value, cls=field.encoder, ensure_ascii=False)
    if not isinstance(value, str):
        return str(value)
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
