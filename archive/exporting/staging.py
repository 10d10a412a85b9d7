"""Records of a fixture inside the database, before they become rows: read by COPY, resolved by joins.

Nothing of a record passes through Python, so that a million of them take no more memory than one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.db import connection, models

from archive.exporting.contents import fields, related
from archive.exporting.records import HEAD, MARKS, QUOTE, Format, Marks
from archive.models import Redirect
from archive.models.curation import RecordType
from archive.models.natural import NaturalKeyModel

#: The primary key that stands for a reference to a row that is not there; sequences start at 1.
NOWHERE = 0
_TABLE = "staged_records"
_PIECE = 1 << 20  # bytes


def quoted(name: str | None) -> str:
    """A name as SQL has it."""
    assert name  # the stubs give a field without a name and without a column
    return connection.ops.quote_name(name)


def table(model: type[models.Model]) -> str:
    return quoted(model._meta.db_table)


def columns(model: type[NaturalKeyModel]) -> list[str]:
    """The quoted columns that records of `model` fill, in the order of their fields."""
    return [quoted(field.column) for field in fields(model)]


def stage(path: Path | None, read: Callable[[int], object] = lambda size: None) -> None:
    """Copy the records of a file into a table of this transaction, in place of those that were there before.

    `read` is told of bytes read.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {_TABLE}")
        cursor.execute(f"CREATE TEMPORARY TABLE {_TABLE} (record json) ON COMMIT DROP")
        if path:
            with path.open("rb") as file, connection.wrap_database_errors:
                records = _Quoted(file, Format(path.suffix[1:]), read)
                cursor.copy_expert(f"COPY {_TABLE} FROM STDIN (FORMAT csv, QUOTE E'\\x01')", records, _PIECE)
        cursor.execute(f"ANALYZE {_TABLE}")


def resolved(model: type[NaturalKeyModel], *, redirecting: bool = False, also: str = "") -> str:
    """A SELECT of the staged records with the values of their columns, references as primary keys.

    A reference to a row that is not there is NOWHERE, one to another row of the same model is null: see `point_within`.
    With `redirecting` the key of a record that was merged into another leads to that one. `also` is what else is
    selected, as SQL.
    """
    values: list[str] = []
    joins: list[str] = []
    for field in fields(model):
        name, target = quoted(field.name), related(field)
        if target is None:
            values.append(f"given.{name}")
        elif target is model:
            values.append("NULL::bigint")
        else:
            found = Joined(target, f"given.{name}", field.name, redirecting=redirecting)
            joins += found.clauses
            values.append(f"CASE WHEN given.{name} IS NOT NULL THEN coalesce({found.alias}.id, {NOWHERE}) END")
    selected = ", ".join(f"{value} AS {column}" for value, column in zip(values, columns(model), strict=True))
    return f"SELECT {f'{also}, ' if also else ''}{selected} FROM {given(model)} {' '.join(joins)}"


def point_within(model: type[NaturalKeyModel], field: models.Field, rows: str, *, redirecting: bool = False) -> None:
    """Set `field`, a reference to rows of the same model, in the table `rows` that the staged records were put into."""
    found = Joined(model, f"given.{quoted(field.name)}", field.name, redirecting=redirecting)
    same = " AND ".join(f"row.{quoted(name)} = given.{quoted(name)}" for name in model.natural_key_fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {rows} AS row SET {quoted(field.column)} = coalesce({found.alias}.id, {NOWHERE}) "
            f"FROM {given(model)} {' '.join(found.clauses)} WHERE given.{quoted(field.name)} IS NOT NULL AND {same}"
        )


def staged() -> int:
    """The number of staged records."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {_TABLE}")
        return int(cursor.fetchone()[0])


def missing(model: type[NaturalKeyModel], field: models.Field, target: type[NaturalKeyModel]) -> str | None:
    """A natural key, as JSON, that a staged record names in `field`, whose row is not there; None if all are."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {table(model)} WHERE {quoted(field.column)} = {NOWHERE})")
        if not cursor.fetchone()[0]:
            return None
        cursor.execute(f"{_unresolved(model, field, target)} LIMIT 1")
        return str(cursor.fetchone()[0])


def _unresolved(model: type[NaturalKeyModel], field: models.Field, target: type[NaturalKeyModel]) -> str:
    name = quoted(field.name)
    found = Joined(target, f"given.{name}", field.name)
    return (
        f"SELECT given.{name}::text FROM {given(model)} {' '.join(found.clauses)} "
        f"WHERE given.{name} IS NOT NULL AND {found.alias}.id IS NULL"
    )


def given(model: type[NaturalKeyModel]) -> str:
    """What follows FROM where the staged records are read: their fields as columns of `given`."""
    types = ", ".join(
        f"{quoted(field.name)} {'json' if related(field) else field.db_type(connection)}" for field in fields(model)
    )
    return f"{_TABLE} CROSS JOIN LATERAL json_to_record({_TABLE}.record -> 'fields') AS given({types})"


def new_key(model: type[models.Model], key: str) -> str:
    """SQL for the key of the record that the one with the key `key` (SQL as well) was merged into, or null."""
    return f"(SELECT new_key FROM {table(Redirect)} WHERE record_type = '{model._meta.model_name}' AND old_key = {key})"


class Joined:
    """The joins that lead from a natural key, a JSON array, to its row, which is called `alias`."""

    def __init__(self, model: type[NaturalKeyModel], key: str, name: str, *, redirecting: bool = False) -> None:
        self.clauses: list[str] = []
        self._key = key
        self._redirecting = redirecting
        self._place = 0  # in the array
        self.alias = self._join(model, name)

    def _join(self, model: type[NaturalKeyModel], name: str) -> str:
        alias = quoted(f"the {name}")
        conditions = []
        for part in model.natural_key_fields:
            field = model._meta.get_field(part)
            assert isinstance(field, models.Field)
            if target := related(field):
                conditions.append(f"{alias}.{quoted(field.column)} = {self._join(target, f'{name} {part}')}.id")
            else:
                value = f"({self._key} ->> {self._place})::{field.db_type(connection)}"
                if self._redirecting and model._meta.model_name in RecordType.values:
                    value = f"coalesce({new_key(model, value)}, {value})"
                conditions.append(f"{alias}.{quoted(field.column)} = {value}")
                self._place += 1
        self.clauses.append(f"LEFT JOIN {table(model)} AS {alias} ON {' AND '.join(conditions)}")
        return alias


class _Quoted:
    """A file of records as COPY reads it: one record between two quotes, which are bytes that JSON does not have.

    Line feeds in a file are those that part records and fields, as those of texts are escaped.
    """

    def __init__(self, file: BinaryIO, form: Format, read: Callable[[int], object]) -> None:
        self._pieces = filter(None, _quoted(file, MARKS[form], read))

    def read(self, size: int = -1) -> bytes:
        """The next piece, of whatever size: psycopg2 takes it as it comes."""
        return next(self._pieces, b"")


def _quoted(file: BinaryIO, marks: Marks, read: Callable[[int], object]) -> Iterator[bytes]:
    before, between, behind = QUOTE + HEAD, b"}" + QUOTE + b"\n" + QUOTE + HEAD, b"}" + QUOTE + b"\n"
    rest = file.read(len(marks.before))
    read(len(rest))
    if rest == marks.before:  # else there are no records
        rest = before
        while piece := file.read(_PIECE):
            read(len(piece))
            whole = (rest + piece).replace(marks.between, between)
            # What may be half of a mark waits for the next piece.
            yield whole[: -len(marks.between)]
            rest = whole[-len(marks.between) :]
        yield rest.removesuffix(marks.behind) + behind
