"""What is told of a record wherever it is taken away: in files and by the API, under names that stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from archive.dates import PartialDate


@dataclass(frozen=True)
class Column:
    """A field of a record: its name, its type in the terms of JSON, what it is, and how a row gives it."""

    name: str
    type: str
    """`string`, `integer`, `boolean`, or `array` for a list of strings."""
    value: Callable[[Any], Any]
    about: str
    """In English, for the API's description."""
    nullable: bool = False
    in_tables: bool = True
    """Whether it is a column of CSV files; long texts are not."""


def record(row: Any, columns: Iterable[Column]) -> dict[str, Any]:
    """The fields of `row`."""
    return {column.name: column.value(row) for column in columns}


def iso(date: PartialDate | None) -> str | None:
    """The date as far as it is known: `2031`, `2031-03`, `2031-03-05`."""
    return date.isoformat() if date else None
