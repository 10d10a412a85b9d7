"""Which files an import takes, and the work on one of them that may be done in another process."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.importing import pipeline, reading
from archive.importing.authority import Authority
from archive.importing.reading import printable
from archive.importing.records import DocumentRecord
from archive.importing.refusals import RefusedError, gettext_noop


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A folder or a link that leads to no file, with the sentence that says why."""

    path: Path
    refusal: RefusedError

    @property
    def error(self) -> str:
        return str(self.refusal)


def files_in(paths: Iterable[Path]) -> Iterator[Path | Unreadable]:
    """The files to import: each that is named, and of a folder its texts, in the order of their names.

    The texts of a folder are the files `*.txt` in it and in the folders below, without hidden ones and READMEs. Links
    are followed. A folder that cannot be read, a link that leads back to a folder above it and a named folder without
    texts are Unreadable. Nothing comes twice.
    """
    seen: set[Path] = set()
    for path in paths:
        found = _texts(path, ()) if path.is_dir() else [path]
        empty = True
        for file in found:
            empty = False
            key = Path(os.path.abspath(file)) if isinstance(file, Path) else Path(os.path.abspath(file.path))
            if key not in seen:
                seen.add(key)
                yield file
        if empty:
            problem = gettext_noop("is a folder without a text file (*.txt): put one there, or name the files")
            yield Unreadable(path, RefusedError(printable(path), problem))


def _texts(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | Unreadable]:
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir())
    except OSError as error:
        problem = gettext_noop("is a folder that cannot be read ({reason}): change its permissions")
        yield Unreadable(folder, RefusedError(printable(folder), problem, {"reason": error.strerror}))
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        problem = gettext_noop("is a link that leads back to a folder above it: delete it or mend it")
        yield Unreadable(folder, RefusedError(printable(folder), problem))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _texts(entry, (*above, here))
        elif entry.suffix.lower() == ".txt" and not entry.stem.lower().startswith("readme"):
            yield entry


def parse_file(path: Path, limit: int, authority: Authority) -> DocumentRecord:
    """Read and parse a file of at most `limit` bytes: the work that executors are given. Raises ReadingError."""
    return pipeline.parse(reading.read(path, limit), authority)
