"""A process's side of the embedded server: use it, leave it; the last to leave stops it."""

import atexit
import contextlib
import fcntl
import functools
import os
import subprocess
import sys
import threading
from pathlib import Path

from archive.data_folder import LocalStateError, claim

from .cluster import Cluster
from .locks import acquired

PROJECT = Path(__file__).resolve().parents[2]


@functools.cache
def embedded_server(data: Path) -> "EmbeddedServer":
    """The one object for a data folder in this process."""
    return EmbeddedServer(data)


class EmbeddedServer:
    """This process as a user of the server; it is one from the first `use` to its end, or to `leave`.

    A forked child is no user until it uses the server itself, so it neither keeps the server nor stops it.
    """

    def __init__(self, data: Path) -> None:
        self.cluster = Cluster(data)
        self._user: int | None = None  # file descriptor that holds the lock `users`
        self._mutex = threading.Lock()
        atexit.register(self._leave_at_exit)
        os.register_at_fork(after_in_child=self._forget)

    def use(self) -> None:
        """Become a user of the server, and see that it runs.

        :raises LocalStateError: it cannot run; the message says why and what to do
        """
        with self._mutex:
            if self._user is None:
                claim(self.cluster.data)
                self._user = self.cluster.locks.open("users")
                fcntl.flock(self._user, fcntl.LOCK_SH)  # waits while another process stops the server
            watched = self.cluster.kept.exists() or self.cluster.locks.is_held("watch")
            if not (watched and self.cluster.answers()):
                self._start()

    def leave(self) -> None:
        """Stop being a user; return when the server is stopped, if this was the last one."""
        with self._mutex:
            if self._user is None:
                return
            os.close(self._user)
            self._user = None
            if self.cluster.kept.exists():
                return
            lock = self.cluster.locks.open("users")
            try:
                if acquired(lock, fcntl.LOCK_EX):
                    with self.cluster.locks.held("start"):
                        self.cluster.stop()
                else:
                    # There are other users, and we get this at once; or someone is stopping the server, and we wait.
                    fcntl.flock(lock, fcntl.LOCK_SH)
            finally:
                os.close(lock)

    def _start(self) -> None:
        """Have a keeper start the server: it outlives this process, whatever kills it, and stops the server then."""
        keeper = subprocess.run(
            [sys.executable, "-m", "archive.database.keeper", self.cluster.data],
            cwd=PROJECT,
            start_new_session=True,  # Ctrl-C and the closing of the terminal are not meant for it
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if keeper.returncode:
            raise LocalStateError(keeper.stdout.strip())
        if keeper.stdout:
            print(keeper.stdout.strip(), file=sys.stderr)

    def _leave_at_exit(self) -> None:
        # The keeper stops the server if we could not, and there is nobody left to be told.
        with contextlib.suppress(LocalStateError, OSError):
            self.leave()

    def _forget(self) -> None:
        self._mutex = threading.Lock()
        if self._user is not None:
            os.close(self._user)  # the parent's lock stays, as only the last descriptor of it gives it up
            self._user = None
