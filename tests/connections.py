"""Other connections to the tests' database than that of the test itself."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection


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
