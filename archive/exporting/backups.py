"""Backups: the whole database as PostgreSQL itself packs it, history, accounts and all, and back again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg2.extensions import make_dsn

from archive.data_folder import claim
from archive.database import binaries

#: What goes before a restored database: whatever is in the schema now, of whatever version.
_CLEAR = ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")


class BackupError(ValueError):
    """A backup that cannot be made or restored; as a string, what is wrong and the remedy."""


def write_backup(file: Path) -> None:
    """Write the database to `file`, which is replaced when all is written. Raises BackupError."""
    draft = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.touch(mode=0o600)  # there are accounts in it
        _run([_programs() / "pg_dump", "--format=custom", f"--file={draft}", f"--dbname={_address()}"])
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(file)
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            draft.unlink()


def restore_backup(file: Path) -> None:
    """Put the database that `file` holds in place of this one, in one transaction: all of it or nothing.

    Meanwhile it lies unpacked in the data folder, where there has to be room for it. Raises BackupError, and then
    nothing has changed.
    """
    programs = _programs()
    if not file.is_file():
        raise BackupError(f"There is no backup {file}.")
    address = _address()
    connection.close()
    with tempfile.TemporaryDirectory(dir=claim(settings.ARCHIVE_DATA)) as scratch:
        # Unpacked whole before anything is written: of a pipe psql only sees that it ends, and would take what came.
        script = Path(scratch) / "archive.sql"
        _run([programs / "pg_restore", "--no-owner", "--no-privileges", f"--file={script}", file])
        options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
        clear = [f"--command={statement}" for statement in _CLEAR]
        _run([programs / "psql", *options, *clear, f"--file={script}", f"--dbname={address}"])


def _programs() -> Path:
    """The folder of PostgreSQL's client programs that fit the server: of its own version, else of the next newer."""
    connection.ensure_connection()
    server = connection.pg_version // 10000  # type: ignore[attr-defined]
    fitting = sorted((major, number, folder) for number, (major, folder) in enumerate(_clients()) if major >= server)
    if not fitting:
        raise BackupError(
            f"The server is PostgreSQL {server}, and no pg_dump of that version or a newer one was found: install the "
            f"client programs of PostgreSQL {server} (on Debian and Ubuntu: postgresql-client-{server})."
        )
    return fitting[0][2]


def _clients() -> Iterator[tuple[int, Path]]:
    """Major version and folder of each installation of pg_dump, pg_restore and psql."""
    on_path = shutil.which("pg_dump")
    folders = [binaries.wheel(), Path(on_path).parent if on_path else None, *sorted(binaries.DEBIAN.glob("*/bin"))]
    for folder in filter(None, folders):
        if all((folder / name).is_file() for name in ("pg_dump", "pg_restore", "psql")):
            answer = subprocess.run([folder / "pg_dump", "--version"], capture_output=True, text=True, check=False)
            if number := re.search(r"\d+", answer.stdout):
                yield int(number[0]), folder


def _address() -> str:
    connection.ensure_connection()
    return str(make_dsn(**connection.connection.info.dsn_parameters))


def _environment() -> dict[str, str]:
    """The password is not told on the command line, which everybody on the machine can see."""
    password = connection.settings_dict["PASSWORD"]
    return os.environ | ({"PGPASSWORD": password} if password else {})


def _run(command: Sequence[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, env=_environment())
    if done.returncode:
        said = [line.strip() for line in done.stderr.splitlines() if line.strip()] or ["it does not say why"]
        reason = next((line for line in said if "error" in line.lower()), said[0])
        raise BackupError(f"{Path(command[0]).name} failed, and nothing was changed: {reason}")
