"""Documents whose print an export cuts otherwise than the archive does: their rows do not fit together.

`note` keeps what tells the cut of the staged records in temporary tables, `differing` holds it against the archive.
"""

from __future__ import annotations

from django.db import connection, models

from archive.exporting.contents import related
from archive.exporting.staging import given, table
from archive.models import Article, Document, Leftover, Paragraph
from archive.models.natural import NaturalKeyModel

#: What tells how a document is cut, by model, with the columns of the tables that keep it as SQL on the records.
TOLD_BY: dict[type[NaturalKeyModel], str] = {
    Document: "given.slug, given.sha256, given.file_name",
    Article: "given.document ->> 0 AS slug, given.key, given.ordinal, given.first_line, given.last_line",
    Paragraph: "given.article ->> 0 AS article, given.number, md5(given.text) AS digest, given.spans",
    Leftover: "given.document ->> 0 AS slug, given.first_line, given.start, given.spans",
}
_OTHERWISE = "documents_cut_otherwise"

_CUT_OTHERWISE = f"""
INSERT INTO {_OTHERWISE}
WITH same AS (
    SELECT here.id, slug FROM {table(Document)} AS here JOIN noted_document AS given USING (slug, sha256)
), articles AS (
    SELECT here.id, slug, key, here.ordinal, here.first_line, here.last_line
    FROM {table(Article)} AS here JOIN same ON same.id = here.document_id
), given_articles AS (SELECT given.* FROM noted_article AS given JOIN same USING (slug))
SELECT DISTINCT slug, 'it is cut into articles otherwise here' FROM (
    SELECT slug FROM articles FULL JOIN given_articles AS given USING (slug, key)
    WHERE (articles.ordinal, articles.first_line, articles.last_line)
        IS DISTINCT FROM (given.ordinal, given.first_line, given.last_line)
    UNION ALL
    SELECT slug FROM (
        SELECT slug, articles.key AS article, number, md5(text) AS digest, spans
        FROM {table(Paragraph)} AS row JOIN articles ON articles.id = row.article_id
    ) AS here FULL JOIN (
        SELECT slug, given.* FROM noted_paragraph AS given JOIN given_articles ON given_articles.key = given.article
    ) AS given USING (slug, article, number)
    WHERE (here.digest, here.spans) IS DISTINCT FROM (given.digest, given.spans)
    UNION ALL
    SELECT slug FROM (
        SELECT slug, row.first_line, start, spans
        FROM {table(Leftover)} AS row JOIN same ON same.id = row.document_id
    ) AS here FULL JOIN (SELECT given.* FROM noted_leftover AS given JOIN same USING (slug)) AS given
        USING (slug, first_line, start)
    WHERE here.spans IS DISTINCT FROM given.spans
) AS differing
"""


def note(model: type[NaturalKeyModel]) -> None:
    """Keep what the staged records tell of the cut; `model` is one of TOLD_BY, and theirs."""
    with connection.cursor() as cursor:
        name = f"noted_{model._meta.model_name}"
        cursor.execute(f"DROP TABLE IF EXISTS {name}")
        cursor.execute(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS SELECT {TOLD_BY[model]} FROM {given(model)}")
        cursor.execute(f"ANALYZE {name}")


def differing() -> list[tuple[str, str]]:
    """The slugs of documents that cannot be merged, each with the reason; `in_merged_documents` leaves them out."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {_OTHERWISE}")
        cursor.execute(f"CREATE TEMPORARY TABLE {_OTHERWISE} (slug text, reason text) ON COMMIT DROP")
        cursor.execute(
            f"""
            INSERT INTO {_OTHERWISE}
            SELECT given.slug, CASE WHEN here.slug = given.slug THEN 'another text has this slug here'
                ELSE 'its content or its file name is that of the document ' || here.slug || ' here' END
            FROM noted_document AS given JOIN {table(Document)} AS here
                ON (here.slug = given.slug OR here.sha256 = given.sha256 OR here.file_name = given.file_name)
            WHERE (here.slug, here.sha256) <> (given.slug, given.sha256)
            """
        )
        cursor.execute(_CUT_OTHERWISE)
        cursor.execute(f"SELECT slug, min(reason) FROM {_OTHERWISE} GROUP BY slug ORDER BY slug")
        return list(cursor.fetchall())


def in_merged_documents(model: type[NaturalKeyModel]) -> str:
    """SQL for whether a record, called `given`, is none of a document that cannot be merged."""
    slugs = f"(SELECT slug FROM {_OTHERWISE})"
    if model is Document:
        return f"given.slug NOT IN {slugs}"
    if model is Article:
        return f"given.document ->> 0 NOT IN {slugs}"
    for name in model.natural_key_fields:
        way = _first_key(model, name)
        if way is Document:
            return f"given.{name} ->> 0 NOT IN {slugs}"
        if way is Article:
            return (
                f"NOT EXISTS (SELECT FROM noted_article AS article JOIN {_OTHERWISE} USING (slug) "
                f"WHERE article.key = given.{name} ->> 0)"
            )
    return "true"


def _first_key(model: type[models.Model], name: str) -> type[models.Model] | None:
    """The model whose key a natural key of the foreign key `name` starts with."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    target = related(field)
    if target is None:
        return None
    return _first_key(target, target.natural_key_fields[0]) or target
