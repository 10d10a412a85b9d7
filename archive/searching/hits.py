"""The articles of a query, and the records of a name, as the derived tables tell them."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q, QuerySet

from archive.searching import index
from archive.searching.folding import fold
from archive.searching.models import SearchName
from archive.searching.query import Query


def matching(query: Query) -> str:
    """Primary keys of the articles that `query` means, as the text of a PostgreSQL array: it goes back as it came."""
    index.refresh()
    conditions, values = [], []
    for group in query.groups:
        conditions.append(" OR ".join("strpos(headline, %s) > 0 OR strpos(text, %s) > 0" for _ in group))
        values += [phrase for phrase in group for _ in range(2)]
    for phrase in query.excluded:
        conditions.append("strpos(headline, %s) = 0 AND strpos(text, %s) = 0")
        values += [phrase, phrase]
    where = " AND ".join(f"({condition})" for condition in conditions)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(array_agg(article_id)::text, '{{}}') FROM searching_searchtext WHERE {where}", values
        )
        return str(cursor.fetchone()[0])


def named(names: QuerySet[SearchName], text: str) -> QuerySet[SearchName]:
    """Those of `names` that contain `text`, or whose pinyin it spells from one syllable on."""
    index.refresh()
    folded = fold(text)
    if not folded:
        return names.none()
    found = Q(name__contains=folded)
    if folded.isascii() and folded.isalpha():
        found |= Q(syllables__regex=spelling(folded))
    return names.filter(found)


def spelling(letters: str) -> str:
    """A regular expression for syllables, each after a blank, that begin with these letters in one way or another."""
    return " " + "([a-z]* )?".join(letters)
