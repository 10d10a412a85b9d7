"""Printings in a merge: what people decided travels, what the comparison of texts found is found again."""

from __future__ import annotations

from django.db import connection

from archive.exporting.staging import table
from archive.models import Printing, Work

_HERE = table(Printing)
_FOUND = "found_printings"
_WHOLE = "NOT {0}.is_excerpt AND {0}.status <> 'rejected'"
_DECIDED = "{0}.status <> 'suggested'"


def make_room(given: str) -> list[tuple[str, str]]:
    """Leave in the temporary table `given` what is decided and fits, and remove suggestions here that do not fit to it.

    Returns the keys of printings that were not taken, with the reason.
    """
    other = "here.article_id = given.article_id AND here.work_id <> given.work_id"
    whole = f"{_WHOLE.format('here')} AND {_WHOLE.format('given')}"
    best = "here.work_id = given.work_id AND here.article_id <> given.article_id AND here.is_best AND given.is_best"
    with connection.cursor() as cursor:
        _note_found(given)
        cursor.execute(f"DELETE FROM {given} WHERE status = 'suggested'")
        cursor.execute(
            f"DELETE FROM {given} AS given USING {_HERE} AS here WHERE {other} AND {whole} "
            f"AND {_DECIDED.format('here')} RETURNING natural_key, 'the article prints another work here'"
        )
        refused = list(cursor.fetchall())
        cursor.execute(f"DELETE FROM {_HERE} AS here USING {given} AS given WHERE {other} AND {whole}")
        cursor.execute(
            f"UPDATE {given} AS given SET is_best = false FROM {_HERE} AS here WHERE {best} "
            f"AND {_DECIDED.format('here')} RETURNING natural_key, 'another printing is the best here'"
        )
        refused += cursor.fetchall()
        cursor.execute(f"UPDATE {_HERE} AS here SET is_best = false FROM {given} AS given WHERE {best}")
    return refused


def _note_found(given: str) -> None:
    """Keep which printings the comparison of texts has found there, and whether it has found them here."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {_FOUND}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {_FOUND} ON COMMIT DROP AS "
            f"SELECT work.key AS work, given.article_id AS article, here IS NOT NULL AS was_here "
            f"FROM {given} AS given JOIN {table(Work)} AS work ON work.id = given.work_id WHERE status = 'suggested'"
        )


def found_again() -> tuple[int, int]:
    """Of the printings that were found there, how many the comparison has newly found here, and how many were here."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT count(*) FILTER (WHERE NOT was_here), count(*) FILTER (WHERE was_here)
            FROM {_FOUND} AS found JOIN {table(Work)} AS work ON work.key = found.work
            JOIN {_HERE} AS here ON here.work_id = work.id AND here.article_id = found.article
            """
        )
        created, unchanged = cursor.fetchone()
    return created, unchanged
