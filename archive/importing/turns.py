"""What is written, one import writes at a time: slugs, keys and works are given out in order."""

from __future__ import annotations

from django.db import connection

#: Number of the advisory lock; any will do that nothing else of the project takes.
_TURN = 4_920_001


def take_turn() -> None:
    """Wait until no other import is writing; the turn ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
