"""Printings in a merge: what people decided travels, what the comparison of texts found is found again."""

from __future__ import annotations

from django.db import connection

from archive.exporting.staging import table
from archive.models import Printing

_HERE = table(Printing)
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
