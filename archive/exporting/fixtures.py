"""The archive as a folder of fixtures: a file a model, with a manifest that proves them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.db.models import QuerySet

from archive.exporting.contents import EXPORTED, Rows, fields
from archive.exporting.dictionary import dictionary
from archive.exporting.folders import replaced
from archive.exporting.manifest import DICTIONARY, PLACE, Entry, Manifest, file_name, migration, schema
from archive.exporting.records import MARKS, Format, copy_records
from archive.snapshot import snapshot

_PIECE = 1 << 20  # bytes that are written at once


def write_fixtures(
    folder: Path,
    rows: Rows,
    *,
    form: Format = Format.JSON,
    selection: Mapping[str, list[str]] | None = None,
    advance: Callable[[int], object] = lambda records: None,
) -> Manifest:
    """Write `rows` as one state of the database to `folder`, which is replaced when all is written; what it holds.

    `selection` says by model what was asked for. Memory is constant: the rows go through as they come. `advance` is
    told of records written. Raises FolderError.
    """
    with replaced(folder, sign=PLACE) as draft:
        (draft / PLACE).parent.mkdir()
        text = dictionary()
        _write(draft / DICTIONARY, text)
        with snapshot():
            entries = [
                _write_records(draft, file_name(number, model._meta.label_lower, form), rows[model], form, advance)
                for number, model in enumerate(EXPORTED, 1)
            ]
        digest = hashlib.sha256(text.encode()).hexdigest()
        manifest = Manifest(schema(), migration(), dict(selection or {}), digest, entries)
        _write(draft / PLACE, manifest.text())
    return manifest


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")


def _write_records(
    folder: Path, name: str, rows: QuerySet[Any], form: Format, advance: Callable[[int], object]
) -> Entry:
    label = rows.model._meta.label_lower
    with _RecordFile(folder / name, label, form, advance) as file:
        copy_records(rows, file.add, a_field_a_line=form is Format.JSON)
    if not file.records:
        (folder / name).unlink()
    return Entry(name, label, file.records, file.digest.hexdigest(), [field.name for field in fields(rows.model)])


class _RecordFile:
    """Records on their way to a file, with their number and the digest of the bytes."""

    def __init__(self, path: Path, label: str, form: Format, advance: Callable[[int], object]) -> None:
        self._file = path.open("wb", buffering=0)
        self._marks = MARKS[form]
        line_feed = "\n" if form is Format.JSON else ""
        self._start = f'"{label}","fields":{line_feed}'.encode()
        self._advance = advance
        self._pieces: list[bytes] = []
        self._size = 0
        self._told = 0
        self.records = 0
        self.digest = hashlib.sha256()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self.records:
            self._pieces.append(self._marks.behind)
            self._flush()
        self._file.close()

    def add(self, record: bytes) -> None:
        if self._size > _PIECE:
            self._flush()
        self._pieces += (self._marks.between if self.records else self._marks.before, self._start, record)
        self._size += len(record)
        self.records += 1

    def _flush(self) -> None:
        piece = b"".join(self._pieces)
        self._pieces, self._size = [], 0
        self.digest.update(piece)
        self._file.write(piece)
        self._advance(self.records - self._told)
        self._told = self.records
