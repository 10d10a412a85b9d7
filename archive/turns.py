"""What one process at a time does in a database, by its advisory locks.

Their numbers stand together here: two uses that had the same one would wait for each other.
"""

from __future__ import annotations

from enum import IntEnum, unique

from django.db import connection


@unique
class Turn(IntEnum):
    """The number of each lock; any will do that nothing else takes."""

    WRITING = 4_920_001
    """Imports and operations: slugs, keys and works are given out in order."""
    FOLDING = 4_920_002
    """Bringing search up to date."""
    UPLOADS = 4_920_003
    """Checking and importing uploads, held by a process as long as it works on them."""


def take_turn(turn: Turn) -> None:
    """Wait until no other process has the turn; it ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [turn])
