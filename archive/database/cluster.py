"""One PostgreSQL server: create, start, stop, does it answer."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg2

from archive.data_folder import LocalStateError

from . import binaries
from .account import owner, settle
from .locks import Locks, acquired

DATABASE = USER = "archive"
PORT = 5432  # no more than a part of the socket's name
SOCKET = f".s.PGSQL.{PORT}"
TMP = Path("/tmp")  # not what TMPDIR names: that may differ between two processes
LONGEST_SOCKET_PATH = 103  # bytes; Linux allows 107, macOS 103
PATIENCE = 120  # seconds for a server to come up (after a crash: to recover) or to shut down

# macOS has no C.UTF-8: there the classes of characters come from UTF-8, and strings sort as in C.UTF-8.
# With --locale=C alone pg_trgm would take no Chinese character for a letter, and find nothing.
LOCALE = ["--locale=C", "--lc-ctype=UTF-8"] if sys.platform == "darwin" else ["--locale=C.UTF-8"]

# For one desktop: some memory, no network, no replication. What was committed stays committed: fsync is on.
SETTINGS = {
    "port": PORT,
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": 0,
    "max_wal_size": "2GB",
    "random_page_cost": 1.1,
    "jit": "off",
    "log_checkpoints": "off",
    "log_min_error_statement": "panic",  # a failed statement may hold a whole document
}


@dataclass(frozen=True)
class Cluster:
    """The server of a data folder. Only a process that holds the lock `start` may call `start` and `stop`."""

    data: Path

    @property
    def locks(self) -> Locks:
        return Locks(self.data / "locks")

    @property
    def home(self) -> Path:
        """All that PostgreSQL writes; belongs to the account it runs as. For root it may be a link, see `settle`."""
        return self.data / "server"

    @property
    def files(self) -> Path:
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def kept(self) -> Path:
        """A file that is there while the server shall stay without users, until it is stopped explicitly."""
        return self.data / "kept"

    @property
    def socket_folder(self) -> Path:
        beside = self.home.resolve() / "socket"
        if len(os.fsencode(beside / SOCKET)) <= LONGEST_SOCKET_PATH:
            return beside
        return TMP / f"archive-{hashlib.sha256(os.fsencode(beside)).hexdigest()[:16]}"

    @property
    def programs(self) -> Path:
        version = self.files / "PG_VERSION"
        major = int(version.read_text()) if version.exists() else None
        return binaries.find(owner(self.home), self.home.resolve().parent, major)

    def answers(self) -> bool:
        """The test of life: a real connection to the archive's database."""
        folder = self.socket_folder
        try:
            if owner(folder).uid != owner(self.home).uid:
                return False  # in /tmp somebody else can have made it
            psycopg2.connect(host=str(folder), port=PORT, user=USER, dbname=DATABASE, connect_timeout=10).close()
        except (OSError, psycopg2.OperationalError):
            return False
        return True

    def start(self) -> str:
        """Create the cluster if there is none, start the server if it does not answer, and see that it answers.

        :return: what the person at the keyboard should know about the new cluster, or ""
        :raises LocalStateError: with PostgreSQL's own words if it has said something
        """
        if self.answers():
            return ""
        notice = settle(self.home)
        with self._server_lock() as lock:
            if lock is None:
                return notice
            programs = self.programs
            if not self.files.exists():
                self._create(programs, lock)
            self._clear_away_the_dead()
            self._make_socket_folder()
            # pg_ctl hands the options to a shell. A relative path needs no quotes there, and nor does the one in /tmp.
            folder = self.socket_folder if self.socket_folder.parent == TMP else "../socket"
            settings = {**SETTINGS, "unix_socket_directories": folder}
            options = " ".join(f"-c {name}={value}" for name, value in settings.items())
            pg_ctl = programs / "pg_ctl"
            self._run(pg_ctl, "start", "-w", "-s", "-t", PATIENCE, "-l", self.log.name, "-o", options, lock=lock)
        if not self.answers():
            raise LocalStateError(f"PostgreSQL was started, but does not answer. Its log is {self.log}.")
        return notice

    def stop(self) -> bool:
        """Stop the server, whoever uses it; False if it was not running."""
        self.kept.unlink(missing_ok=True)
        if not self.locks.is_held("server"):
            return False
        stop = [self.programs / "pg_ctl", "stop", "-w", "-s", "-t", PATIENCE, "-m"]
        try:
            self._run(*stop, "fast")
        except LocalStateError:
            # It does not stop in order, or its main process is dead and the others are about to end.
            with contextlib.suppress(LocalStateError):
                self._run(*stop, "immediate")
        with self._server_lock() as lock:
            if lock is None:
                raise LocalStateError(f"The PostgreSQL in {self.home} does not stop. Its log is {self.log}.")
        if self.socket_folder.parent == TMP:
            with contextlib.suppress(OSError):
                self.socket_folder.rmdir()
        return True

    @contextlib.contextmanager
    def _server_lock(self) -> Iterator[int | None]:
        """The lock to be inherited by PostgreSQL's processes, got when those of an earlier start have ended.

        None if that earlier server was only slow, and answers by now.
        """
        lock = self.locks.open("server")
        deadline = time.monotonic() + PATIENCE
        try:
            while not acquired(lock, fcntl.LOCK_EX):
                if self.answers():
                    yield None
                    return
                if time.monotonic() > deadline:
                    raise LocalStateError(
                        f"The PostgreSQL in {self.home} neither answers nor ends. Its log is {self.log}."
                    )
                time.sleep(0.02)
            yield lock
        finally:
            os.close(lock)

    def _create(self, programs: Path, lock: int) -> None:
        """Create the cluster beside its place, then rename it: an interrupted creation is never taken for a cluster."""
        unfinished = self.home / "cluster.new"
        if unfinished.exists():
            shutil.rmtree(unfinished)
        self._run(
            programs / "initdb",
            f"--pgdata={unfinished.name}",
            f"--username={USER}",
            "--encoding=UTF8",
            *LOCALE,
            "--auth-local=trust",  # the socket's folder lets in nobody but the account itself and root
            "--auth-host=reject",
            lock=lock,
        )
        single = [programs / "postgres", "--single", "-D", unfinished.name, "postgres"]
        self._run(*single, text=f"CREATE DATABASE {DATABASE}\n", lock=lock)
        unfinished.rename(self.files)

    def _clear_away_the_dead(self) -> None:
        """Remove the pid file and the socket of a server that was killed.

        PostgreSQL does so itself unless another process has got the number of the dead one in the meantime. As we hold
        the server's lock, nothing of ours lives; but somebody may have started PostgreSQL on these files by hand.
        """
        pid_file = self.files / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, ValueError, psutil.Error):
            pid = int(pid_file.read_text().partition("\n")[0])
            if Path(psutil.Process(pid).cwd()) == self.files.resolve():
                raise LocalStateError(
                    f"The database in {self.files} is in use by process {pid}, which the archive has not started. "
                    "Stop that process first."
                )
        for stale in (pid_file, self.socket_folder / SOCKET, self.socket_folder / f"{SOCKET}.lock"):
            stale.unlink(missing_ok=True)
        self.kept.unlink(missing_ok=True)
        if self.log.exists():
            self.log.replace(self.home / "log.old")

    def _make_socket_folder(self) -> None:
        folder = self.socket_folder
        account = owner(self.home)
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            os.chown(folder, account.uid, account.gid)
        status = folder.lstat()
        if folder.is_symlink() or status.st_uid != account.uid or status.st_mode & 0o077:
            raise LocalStateError(
                f"The folder {folder}, needed for PostgreSQL's socket, belongs to somebody else or lets others in. "
                "Remove it, or set ARCHIVE_DATA to a folder with a shorter path."
            )

    def _run(self, *command: object, text: str = "", lock: int | None = None) -> None:
        """Run one of PostgreSQL's programs in `home`, as the account, free of what the environment says of PostgreSQL.

        :raises LocalStateError: it failed
        """
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.home,
            env={"PATH": os.defpath, "LC_ALL": "C", "PGDATA": self.files.name},
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            pass_fds=() if lock is None else (lock,),
            **owner(self.home).switch,
        )
        if done.returncode:
            said = done.stdout.strip().splitlines()
            with contextlib.suppress(OSError):
                said += self.log.read_text(errors="replace").splitlines()
            raise LocalStateError("\n  ".join([f"PostgreSQL failed in {self.home}. It said:", *said[-12:]]))
