"""Which rows hang on a record: they have no page of their own, and what is done to them is done to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import models

from archive.models import Article, Document, Redirect, Sketch, Suggestion, Work
from archive.models.curation import Record, RecordType
from archive.models.natural import NaturalKeyModel

#: Tables in which a record is named by its type and its key, with the columns of the key.
_BY_KEY: dict[type[NaturalKeyModel], tuple[str, ...]] = {
    Suggestion: ("record_key",),
    Redirect: ("old_key", "new_key"),
}
_WAS = "coalesce(before, after)"  # of a change: the row, or of an update the values that it has lost


class _Rows(NamedTuple):
    """The SQL, with its parameters, of the primary keys of rows of a table."""

    table: str
    sql: str
    params: list[Any]


def is_kept(model: type[models.Model]) -> bool:
    """Whether the history keeps the rows of `model`; what is drawn from others it does not."""
    return issubclass(model, NaturalKeyModel) and model is not Sketch


def changes_about(record: models.Model) -> tuple[str, list[Any]]:
    """The SQL, with its parameters, of the primary keys of the changes of `record` and of what hangs or hung on it.

    Nothing notes when a row was moved away: what was done to it afterwards is told here as well.
    """
    own = _Rows(record._meta.db_table, "SELECT %s::bigint", [record.pk])
    return _changes([own, *_hanging(type(record), own), *_named(record)])


def _changes(found: Iterable[_Rows]) -> tuple[str, list[Any]]:
    found = list(found)
    sql = " UNION ".join(
        f'SELECT id FROM curating_change WHERE "table" = %s AND "row" IN ({rows.sql})' for rows in found
    )
    return sql, [value for rows in found for value in (rows.table, *rows.params)]


def changes_in(document: Document) -> tuple[str, list[Any]]:
    """As `changes_about`, of a document, its articles and what hangs on either."""
    own = _Rows(Document._meta.db_table, "SELECT %s::bigint", [document.pk])
    articles = _Rows(
        Article._meta.db_table,
        f"SELECT id FROM {Article._meta.db_table} WHERE document_id = %s",
        [document.pk],
    )
    return _changes([own, articles, *_hanging(Document, own), *_hanging(Article, articles)])


def _hanging(model: type[models.Model], owners: _Rows) -> Iterator[_Rows]:
    """Rows that hang or hung on the rows `owners` of `model`, and the rows that hang on those."""
    for relation in sorted(model._meta.related_objects, key=lambda found: found.related_model._meta.db_table):
        other: Any = relation.related_model
        if not is_kept(other) or issubclass(other, Record | Article | Document | Work):
            continue
        table, column = other._meta.db_table, relation.field.column
        rows = _Rows(
            table,
            f"""SELECT id FROM {table} WHERE {column} IN ({owners.sql}) UNION
                SELECT "row" FROM curating_change
                WHERE "table" = %s AND ({_WAS} ->> '{column}')::bigint IN ({owners.sql})""",
            [*owners.params, table, *owners.params],
        )
        yield rows
        yield from _hanging(other, rows)


def _named(record: models.Model) -> Iterator[_Rows]:
    """Suggestions and redirects that name `record`, or did."""
    name = record._meta.model_name or ""
    if name not in RecordType.values or not isinstance(record, NaturalKeyModel):
        return
    key = record.natural_key()[0]
    for model, columns in _BY_KEY.items():
        table = model._meta.db_table
        now = " OR ".join(f"{column} = %s" for column in columns)
        once = " OR ".join(f"{_WAS} ->> '{column}' = %s" for column in columns)
        yield _Rows(
            table,
            f"""SELECT id FROM {table} WHERE record_type = %s AND ({now}) UNION
                SELECT "row" FROM curating_change WHERE "table" = %s AND ({once})
                AND coalesce({_WAS} ->> 'record_type', %s) = %s""",
            [name, *(key for _ in columns), table, *(key for _ in columns), name, name],
        )
