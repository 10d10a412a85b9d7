"""File locks by which processes agree about the embedded server.

They are flock(2) locks, so the kernel releases them whatever becomes of the process that held them:

    users     shared: held by each process that uses the server; exclusive: by whoever stops it as the last
    start     exclusive: while the server is created, started or stopped
    server    exclusive: inherited by PostgreSQL's processes, so it is held exactly as long as one of them lives
    watch     exclusive: held by the keeper that waits for the last user to go; further keepers queue behind it
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Name = Literal["users", "start", "server", "watch"]


@dataclass(frozen=True)
class Locks:
    folder: Path

    def open(self, name: Name) -> int:
        """A new file descriptor for the lock, not locked yet, closed in programs that are started."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        return os.open(self.folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    @contextlib.contextmanager
    def held(self, name: Name) -> Iterator[None]:
        """Hold the lock exclusively, after waiting for it."""
        lock = self.open(name)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def is_held(self, name: Name) -> bool:
        """Whether some process holds the lock exclusively."""
        lock = self.open(name)
        try:
            return not acquired(lock, fcntl.LOCK_SH)
        finally:
            os.close(lock)


def acquired(lock: int, kind: int) -> bool:
    """Take the lock if that needs no waiting."""
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
