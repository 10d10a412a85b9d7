"""An export into the database: verified first, then loaded in one transaction, all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.utils.translation import override

from archive.curating.models import Operation
from archive.curating.recording import leave_out_inserts, recording
from archive.exporting.contents import EXPORTED, derived, fields, related
from archive.exporting.manifest import DICTIONARY, PLACE, Entry, Manifest, ManifestError, read
from archive.exporting.staging import columns, missing, point_within, resolved, stage, staged, table
from archive.models import PersonName
from archive.models.claims import Claim
from archive.models.curation import Curated, Origin, Record
from archive.models.natural import NaturalKeyModel

_PIECE = 1 << 20  # bytes


class LoadingError(ValueError):
    """An export that this database cannot take; as a string, one sentence that names what is wrong and the remedy."""


def load_fixtures(
    folder: Path,
    *,
    replace: bool = False,
    dry_run: bool = False,
    advance: Callable[[int], object] = lambda size: None,
) -> int:
    """Load the export in `folder` into an empty archive; how many records there were.

    Authority data that nobody has touched counts as nothing, and is replaced by what the export has of it; with
    `replace` the whole archive is. `advance` is told of bytes read: each is read twice, as all are verified before the
    first is loaded. Raises ManifestError and LoadingError, and then nothing has changed.
    """
    manifest = verified(folder, advance)
    with loading(folder.name, dry_run=dry_run) as operation:
        leave_out_inserts(operation)  # nobody takes back a load row by row
        if not replace and (what := contents()):
            raise LoadingError(
                f"The archive is not empty: it holds {what}. Load with --merge to bring in what is new, or with "
                f"--replace to have the export in place of all that is there."
            )
        _clear()
        for model, entry in zip(EXPORTED, manifest.files, strict=True):
            with naming(entry):
                _load(model, entry, folder, advance)
    return sum(entry.records for entry in manifest.files)


def size(folder: Path) -> int:
    """Bytes of an export's files, as `advance` is told of them."""
    return 2 * sum(path.stat().st_size for path in folder.glob("*.json*"))


def verified(folder: Path, advance: Callable[[int], object] = lambda size: None) -> Manifest:
    """The manifest of an export whose every file is what the manifest says. Raises ManifestError."""
    manifest = read(folder)
    _verify(folder, DICTIONARY, manifest.dictionary, advance)
    for entry in filter(lambda entry: entry.records, manifest.files):
        _verify(folder, entry.name, entry.sha256, advance)
    return manifest


def _verify(folder: Path, name: str, sha256: str, advance: Callable[[int], object]) -> None:
    digest = hashlib.sha256()
    try:
        with (folder / name).open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
                advance(len(piece))
    except FileNotFoundError:
        raise ManifestError(f"The export {folder} is not whole: the file {name} is missing.") from None
    except OSError as error:
        raise ManifestError(f"{folder / name} cannot be read: {error.strerror}.") from error
    if digest.hexdigest() != sha256:
        raise ManifestError(
            f"{folder / name} is not the file that {PLACE} tells of: it is damaged or was edited. Take the export as "
            f"it was made; what was edited by hand goes in with `manage.py loaddata`."
        )


@contextmanager
def loading(summary: str, *, dry_run: bool = False) -> Iterator[Operation]:
    """An operation of the history in which nobody else writes what is exported; with `dry_run` it is rolled back.

    Raises LoadingError for what the tables refuse.
    """
    tables = ", ".join(table(model) for model in EXPORTED)
    try:
        with transaction.atomic():
            with recording(Operation.Kind.LOAD, by="", summary=summary) as operation:
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is pending from before has to be done
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
                    cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")
                yield operation
            if dry_run:
                transaction.set_rollback(True)
    except DatabaseError as error:
        raise LoadingError(f"The export cannot be loaded: {_sentence(error)}") from error


@contextmanager
def naming(entry: Entry) -> Iterator[None]:
    """Have what the tables refuse told with the name of the file. Raises LoadingError."""
    try:
        yield
    except DatabaseError as error:
        raise LoadingError(f"{entry.name} cannot be loaded: {_sentence(error)}") from error


def _sentence(error: DatabaseError) -> str:
    """What PostgreSQL says, with its detail, on one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip() and not line.startswith("CONTEXT")]
    return "; ".join(line.removeprefix("DETAIL:").strip().rstrip(".") for line in lines[:2])[:400] + "."


def contents() -> str:
    """What an archive holds besides authority data that nobody has touched, in words; empty where there is nothing."""
    found = []
    for model in EXPORTED:
        rows: QuerySet[Any] = model._default_manager.all()
        if issubclass(model, Record):
            rows = rows.exclude(origin=Origin.AUTHORITY, locks={})
        elif issubclass(model, Claim) and issubclass(model, Curated):
            rows = rows.exclude(rule="authority", locks={}, decided_by="")
        elif model is PersonName:
            rows = rows.exclude(person__origin=Origin.AUTHORITY)
        if number := rows.count():
            with override("en"):
                found.append(f"{number} {model._meta.verbose_name_plural}")
    return ", ".join(found)


def _clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(table(model) for model in (*EXPORTED, *derived()))}")


def _load(model: type[NaturalKeyModel], entry: Entry, folder: Path, advance: Callable[[int], object]) -> None:
    stage_entry(entry, folder, advance)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table(model)} ({', '.join(columns(model))}) {resolved(model)}")
    for field in fields(model):
        if related(field) is model:
            point_within(model, field, table(model))
    require_targets(entry, model)
    finish(model)


def stage_entry(entry: Entry, folder: Path, advance: Callable[[int], object] = lambda size: None) -> None:
    """Stage the records of a file. Raises ManifestError where they are not as many as the manifest says."""
    stage(folder / entry.name if entry.records else None, advance)
    if (number := staged()) != entry.records:
        raise ManifestError(f"{entry.name} holds {number} records and not {entry.records}, as {PLACE} says.")


def require_targets(entry: Entry, model: type[NaturalKeyModel]) -> None:
    """Raises LoadingError where a staged record has become a row whose reference leads nowhere."""
    for field in fields(model):
        target = related(field)
        if target and (key := missing(model, field, target)):
            raise LoadingError(
                f"{entry.name} cannot be loaded: a record's {field.name} is {key}, and there is no such "
                f"{target._meta.model_name}."
            )


def finish(model: type[NaturalKeyModel]) -> None:
    """Have the table's constraints checked, and the table ready to be joined with what follows."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"ANALYZE {table(model)}")
