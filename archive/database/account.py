"""Whom the server runs as, and where its files can be.

PostgreSQL refuses to run as root, so for root it runs as an unprivileged account, and its files and programs have to be
where that account can reach them. No mode of a folder that was there before is changed for that.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.data_folder import LocalStateError, account_name

UNPRIVILEGED = ("postgres", "nobody")
HOMES_FOR_ROOT = (Path("/var/lib"), Path("/var/tmp"))


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int

    def __str__(self) -> str:
        return account_name(self.uid)

    @property
    def switch(self) -> dict[str, Any]:
        """The arguments for `subprocess` that start a program as this account."""
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can(self, *command: str | Path) -> bool:
        """Whether the account can run the command, with success."""
        try:
            subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, check=True, **self.switch)
        except (OSError, subprocess.SubprocessError):
            return False
        return True

    def can_write_in(self, folder: Path) -> bool:
        return self.can("/bin/sh", "-c", 'cd "$1" && test -w .', "sh", folder)


def owner(folder: Path) -> Account:
    status = folder.stat()
    return Account(status.st_uid, status.st_gid)


def unprivileged() -> Account:
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        account = Account(entry.pw_uid, entry.pw_gid)
        if account.can("/bin/sh", "-c", ":"):
            return account
    raise LocalStateError(
        f"PostgreSQL does not run as root, and there is no account ({' or '.join(UNPRIVILEGED)}) to run it as instead. "
        "Create one, run this as an ordinary user, or set DATABASE_URL to a server that is running."
    )


def settle(folder: Path) -> str:
    """Make sure that `folder` is there for the server's files, and belongs to the account that the server runs as.

    :return: for root, the first time, a sentence that says which account and where; else ""
    :raises LocalStateError: it belongs to somebody else, or there is no place for it
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    found = owner(folder)
    if os.geteuid() != 0:
        if found.uid != os.geteuid():
            raise LocalStateError(
                f"The database in {folder} belongs to {found}. Nothing in it was touched. "
                "Set ARCHIVE_DATA to another folder."
            )
        return ""
    if found.uid != 0:
        return ""
    account = unprivileged()
    os.chown(folder, account.uid, account.gid)
    if not account.can_write_in(folder):
        os.rmdir(folder)
        folder.symlink_to(_home(account))
    return f"PostgreSQL does not run as root: it runs as {account}, with its files in {folder.resolve()}."


def _home(account: Account) -> Path:
    for parent in HOMES_FOR_ROOT:
        try:
            home = Path(tempfile.mkdtemp(prefix="archive-", dir=parent))
            home.chmod(0o711)
            server = home / "server"
            server.mkdir(mode=0o700)
            os.chown(server, account.uid, account.gid)
        except OSError:
            continue
        if account.can_write_in(server):
            return server
        shutil.rmtree(home)
    raise LocalStateError(
        f"PostgreSQL runs as {account} when started by root, and found no folder that this account can reach. "
        "Set ARCHIVE_DATA to one that it can."
    )
