"""The archive as tables for analysis: CSV with a Frictionless data package, Parquet where pyarrow is there.

A reference is the natural key of the row it names, a column for each of its parts. An empty cell is no value.
"""

from __future__ import annotations

import codecs
import importlib.util
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models
from django.db.models import F

from archive.exporting.contents import EXPORTED, fields, related
from archive.exporting.dictionary import meaning
from archive.exporting.folders import replaced
from archive.exporting.popolo import write_events, write_people
from archive.exporting.records import in_order
from archive.models.natural import NaturalKeyModel, lookups
from archive.snapshot import snapshot

DESCRIPTOR = "datapackage.json"
_TYPES = {
    "PositiveIntegerField": "integer",
    "PositiveSmallIntegerField": "integer",
    "FloatField": "number",
    "BooleanField": "boolean",
    "DateField": "date",
    "DateTimeField": "datetime",
}


@dataclass(frozen=True)
class Column:
    """A column of a table: `lookup` leads to its value, `type` is Frictionless's name of what it holds."""

    name: str
    lookup: str
    type: str
    description: str

    @property
    def sql(self) -> str:
        """The value of the column `name` as it is written."""
        name = connection.ops.quote_name(self.name)
        match self.type:
            case "boolean":
                return f"{name}::text"
            case "datetime":
                return f"""to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""
        return name


def write_tables(folder: Path, advance: Callable[[int], object] = lambda tables: None) -> list[str]:
    """Write all tables as one state of the database to `folder`, which is replaced when all is written; the file names.

    Memory is constant. `advance` is told of tables written. Raises FolderError.
    """
    with replaced(folder, sign=DESCRIPTOR) as draft:
        with snapshot():
            for model in EXPORTED:
                _write_table(draft, model)
                advance(1)
            write_people(draft / "people.json")
            write_events(draft / "meetings.json")
        if importlib.util.find_spec("pyarrow"):
            from archive.exporting.parquet import write_parquet

            for model in EXPORTED:
                write_parquet(draft / f"{table_name(model)}.csv", {c.name: c.type for c in table_columns(model)})
        text = json.dumps(_package(), ensure_ascii=False, indent=1) + "\n"
        (draft / DESCRIPTOR).write_text(text, "utf-8", newline="\n")
        return sorted(path.name for path in draft.iterdir())


def table_name(model: type[models.Model]) -> str:
    return str(model._meta.model_name)


def table_columns(model: type[NaturalKeyModel]) -> list[Column]:
    return [column for field in fields(model) for column in _columns(field)]


def _columns(field: models.Field) -> Iterator[Column]:
    target = related(field)
    description = meaning(field, "en")
    if target is None:
        yield Column(field.name, field.attname, _type(field), description)
        return
    for lookup, name in zip(lookups(target), _names(field), strict=True):
        yield Column(name, f"{field.name}__{lookup}", _type(_at(target, lookup)), description)


def _names(field: models.Field) -> list[str]:
    """The columns of a field: its own name, but for a reference that is told by a key of several parts one for each."""
    target = related(field)
    parts = lookups(target) if target else []
    return [field.name] if len(parts) < 2 else [f"{field.name}_{part.replace('__', '_')}" for part in parts]


def _at(model: type[models.Model], lookup: str) -> models.Field:
    name, _, rest = lookup.partition("__")
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise FieldDoesNotExist(lookup)
    target = related(field)
    return _at(target, rest) if target and rest else field


def _type(field: models.Field) -> str:
    if isinstance(field, models.JSONField):
        return {list: "array", dict: "object"}.get(field.default, "any")
    return _TYPES.get(field.get_internal_type(), "string")


def _write_table(folder: Path, model: type[NaturalKeyModel]) -> None:
    columns = table_columns(model)
    rows = in_order(model._default_manager.all()).values_list(*(F(column.lookup) for column in columns))
    sql, parameters = rows.query.sql_with_params()
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.name) for column in columns)
    values = ", ".join(f"{column.sql} AS {quote(column.name)}" for column in columns)
    with connection.cursor() as cursor, (folder / f"{table_name(model)}.csv").open("wb") as file:
        statement = cursor.mogrify(f"SELECT {values} FROM ({sql}) AS row({names})", parameters).decode()
        file.write(codecs.BOM_UTF8)  # by which spreadsheets tell that it is UTF-8
        with connection.wrap_database_errors:
            cursor.copy_expert(f"COPY ({statement}) TO STDOUT (FORMAT csv, HEADER)", file)


def _package() -> dict[str, Any]:
    return {
        "name": "archive",
        "title": "Chinese official-document compilations",
        "profile": "tabular-data-package",
        "resources": [_resource(model) for model in EXPORTED],
    }


def _resource(model: type[NaturalKeyModel]) -> dict[str, Any]:
    return {
        "name": table_name(model),
        "path": f"{table_name(model)}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table_columns(model)],
            "primaryKey": _key(model),
            "foreignKeys": [
                {
                    "fields": _names(field),
                    "reference": {
                        "resource": "" if target is model else table_name(target),
                        "fields": _key(target),
                    },
                }
                for field in fields(model)
                if (target := related(field))
            ],
        },
    }


def _field(column: Column) -> dict[str, str]:
    return {"name": column.name, "type": column.type, "description": column.description}


def _key(model: type[NaturalKeyModel]) -> list[str]:
    """The columns of the natural key."""
    by_name = {field.name: field for field in fields(model)}
    return [name for part in model.natural_key_fields for name in _names(by_name[part])]
