"""The articles of a query, and the records of a name, as the derived tables tell them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from archive.searching import grams, index, keys
from archive.searching.folding import fold
from archive.searching.models import SearchName
from archive.searching.query import Query

SQL = tuple[str, list[Any]]
"""A statement and its parameters."""

#: Articles that contain all of some grams.
_BY_GRAMS = "SELECT article_id FROM searching_searchtext WHERE searching_grams(text) @> %s::bigint[]"
#: Articles that contain a phrase that may be common: those noted, or else those whose text shows it. It is one
#: statement, so that both parts see the same list of common phrases.
_BY_TEXT = (
    "SELECT article_id FROM searching_searchcommon"
    " WHERE phrases @> ARRAY[(SELECT id::int FROM searching_commonphrase WHERE phrase = %s)]"
    f" UNION ALL {_BY_GRAMS} AND strpos(text, %s) > 0"
    " AND NOT EXISTS (SELECT FROM searching_commonphrase WHERE phrase = %s)"
)


#: Hits whose keys are brought. Where there are more, bringing them takes longer than finding them again.
MOST_KEYS = 10_000


@dataclass(frozen=True, slots=True)
class Hits:
    """Articles: their number, and their primary keys as `AnyOf` takes them.

    The keys are the text of a PostgreSQL array, which goes back as it came; of more than MOST_KEYS the statement.
    """

    count: int
    keys: str | SQL


def matching(query: Query) -> Hits:
    """The articles that `query` means. One statement, which also tells whether the index is behind the texts."""
    sql, values = statement(query)
    count, keys, is_stale = _found(sql, values)
    if is_stale:
        index.refresh()
        count, keys, _is_stale = _found(sql, values)
    return Hits(count, (sql, values) if keys is None else keys)


def _found(sql: str, values: list[Any]) -> tuple[int, str | None, bool]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT cardinality(keys), CASE WHEN cardinality(keys) <= {MOST_KEYS} THEN keys::text END,"
            f" EXISTS (SELECT FROM searching_stale) FROM (SELECT ARRAY({sql}) AS keys OFFSET 0) AS found",
            values,
        )
        row: tuple[int, str | None, bool] = cursor.fetchone()
        return row


def statement(query: Query) -> SQL:
    """The statement that gives the primary key of each article that `query` means, once.

    Phrases are asked for apart and the answers combined: a condition on grams is never tried row by row, which would
    make the grams of each text anew.
    """
    short = [group[0] for group in query.groups if len(group) == 1 and len(group[0]) <= grams.LONGEST]
    parts = [_with_grams(short)] if short else []
    parts += [
        _combined(" UNION ", map(_with_phrase, group))
        for group in query.groups
        if len(group) > 1 or group[0] not in short
    ]
    wanted = _combined(" INTERSECT ", parts)
    return _combined(" EXCEPT ", [wanted, *map(_with_phrase, query.excluded)])


def _with_grams(phrases: Iterable[str]) -> SQL:
    return _BY_GRAMS, [[gram for phrase in phrases for gram in grams.grams(phrase)]]


def _with_phrase(phrase: str) -> SQL:
    if len(phrase) <= grams.LONGEST:
        return _with_grams([phrase])
    return _BY_TEXT, [phrase, grams.grams(phrase), phrase, phrase]


def _combined(operator: str, parts: Iterable[SQL]) -> SQL:
    statements, values = zip(*parts, strict=True)
    if len(statements) == 1:
        return statements[0], values[0]
    return operator.join(f"({sql})" for sql in statements), [value for each in values for value in each]


def named(names: QuerySet[SearchName], text: str) -> QuerySet[SearchName]:
    """Those of `names` that contain `text`, or whose pinyin it spells from one syllable on."""
    index.refresh()
    folded = fold(text)
    if not folded:
        return names.none()
    found = Q(name__contains=folded) & Q(keys__contains=keys.of_part(folded))
    if folded.isascii() and folded.isalpha():
        spelled = Q(keys__contains=keys.of_spelling(folded))
        if len(folded) > keys.LETTERS:
            spelled &= Q(syllables__regex=spelling(folded))
        found |= spelled
    return names.filter(found)


def spelling(letters: str) -> str:
    """A regular expression for syllables, each after a blank, that begin with these letters in one way or another."""
    return " " + "([a-z]* )?".join(letters)
