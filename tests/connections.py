"""Other connections to the tests' database than that of the test itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import psutil
import psycopg2
import pytest
from django.db import connection

DEADLINE = 60  # seconds, for a machine that is busy


def others() -> set[int]:
    """The server's processes for them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return {pid for (pid,) in cursor.fetchall()}


def alone_again() -> Callable[[], bool]:
    """A question to ask later: whether all connections that came since are gone.

    Those that are there already may stay: the tests' own web server keeps one.
    """
    before = others()
    return lambda: others() <= before


def address() -> dict[str, str]:
    """Where the test's database is, as libpq names it."""
    connection.ensure_connection()
    found = connection.connection.info.dsn_parameters
    password = connection.settings_dict["PASSWORD"] or ""
    return {name: found[name] for name in ("host", "port", "user", "dbname")} | {"password": password}


def url() -> str:
    """The same as the setting DATABASE_URL names it, for processes that a test starts."""
    where = {name: quote(value, safe="") for name, value in address().items()}
    login = f"{where['user']}:{where['password']}" if where["password"] else where["user"]
    return f"postgresql://{login}@/{where['dbname']}?host={where['host']}&port={where['port']}"


def until(condition: Callable[[], bool], process: psutil.Popen | None = None) -> None:
    """Return as soon as `condition` holds; fail if the process ends before, or if it takes too long."""
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        try:
            if process:
                process.wait(timeout=0.01)
        except psutil.TimeoutExpired:
            continue
        else:
            if process:
                pytest.fail(f"the process ended first: {process.communicate()}")


@contextmanager
def held(statement: str, *parameters: object) -> Iterator[None]:
    """Run `statement` in a transaction of another connection, which keeps its locks until the end."""
    other = psycopg2.connect(**address())
    try:
        with other.cursor() as cursor:
            cursor.execute(statement, parameters)
            yield
        other.rollback()  # waits for the end, as closing does not
    finally:
        other.close()


def is_waiting() -> bool:
    """Whether a connection to the test's database waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) "
            "WHERE NOT granted AND datname = current_database()"
        )
        return bool(cursor.fetchone()[0])
