"""Exports of the test's database, and loads into it, as a person would run them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from archive.exporting.contents import EXPORTED, derived


def export(folder: Path, *options: str) -> dict[str, bytes]:
    """What export_fixtures writes to `folder`: the bytes of each file."""
    call_command("export_fixtures", *options, output=folder, no_progress=True, stdout=io.StringIO())
    return contents(folder)


def load(folder: Path, **options: Any) -> str:
    """What import_fixtures says."""
    out = io.StringIO()
    call_command("import_fixtures", folder, no_progress=True, stdout=out, **options)
    return out.getvalue()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def empty() -> None:
    """Remove every row of the archive."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending where a table is emptied
        cursor.execute(f"TRUNCATE {', '.join(model._meta.db_table for model in (*EXPORTED, *derived()))}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
