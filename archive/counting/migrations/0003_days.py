"""Triggers that keep how often articles of a date name an initiative, and what is in the archive already."""

from collections.abc import Iterator

from django.db import migrations

KEY = "initiative_id, earliest, latest, precision"
# As in 0002_triggers: rows that another transaction holds are left to it.
CHANGE = f"""
WITH changed AS (
    SELECT {KEY}, sum(number)::int AS number FROM ({{rows}}) AS rows
    WHERE earliest IS NOT NULL GROUP BY {KEY} HAVING sum(number) <> 0
), taken AS (
    DELETE FROM counting_daycount WHERE id IN (
        SELECT id FROM counting_daycount JOIN changed USING ({KEY}) FOR UPDATE OF counting_daycount SKIP LOCKED
    ) RETURNING {KEY}, counting_daycount.number
)
INSERT INTO counting_daycount ({KEY}, number)
SELECT {KEY}, sum(number) FROM (SELECT * FROM changed UNION ALL SELECT * FROM taken) AS all_rows
GROUP BY {KEY} HAVING sum(number) <> 0;
"""
PLACES = """
    SELECT m.initiative_id, a.date_earliest AS earliest, a.date_latest AS latest, a.date_precision AS precision,
        {sign} AS number
    FROM {mentions} m JOIN {paragraphs} p ON p.id = m.paragraph_id JOIN {articles} a ON a.id = p.article_id
    WHERE m.status <> 'rejected'
"""
TABLES = {"mentions": "archive_initiativemention", "paragraphs": "archive_paragraph", "articles": "archive_article"}
NEW, OLD = "NEW TABLE AS new_rows", "OLD TABLE AS old_rows"


def places(part: str, rows: str, sign: int) -> str:
    return PLACES.format(**{**TABLES, part: rows}, sign=sign)


def moved(part: str, columns: str) -> str:
    """The places of rows in which one of `columns` differs."""
    differ = " OR ".join(f"o.{column} IS DISTINCT FROM n.{column}" for column in columns.split())
    old = f"(SELECT o.* FROM old_rows o JOIN new_rows n USING (id) WHERE {differ})"
    new = f"(SELECT n.* FROM old_rows o JOIN new_rows n USING (id) WHERE {differ})"
    return f"{places(part, old, -1)} UNION ALL {places(part, new, 1)}"


#: Table, event, rows of it, what changes. A place counts while its paragraph and article are there: whichever of the
#: three is deleted first takes it away, and the others find nothing left.
WATCHED = [
    ("mentions", "INSERT", NEW, places("mentions", "new_rows", 1)),
    ("mentions", "DELETE", OLD, places("mentions", "old_rows", -1)),
    ("mentions", "UPDATE", f"{OLD} {NEW}", moved("mentions", "initiative_id paragraph_id status")),
    ("paragraphs", "DELETE", OLD, places("paragraphs", "old_rows", -1)),
    ("paragraphs", "UPDATE", f"{OLD} {NEW}", moved("paragraphs", "article_id")),
    ("articles", "DELETE", OLD, places("articles", "old_rows", -1)),
    ("articles", "UPDATE", f"{OLD} {NEW}", moved("articles", "date_earliest date_latest date_precision")),
]


def statements() -> Iterator[str]:
    for part, event, rows, changed in WATCHED:
        name = f"days_after_{event.lower()}_{TABLES[part]}"
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN {CHANGE.format(rows=changed)} RETURN NULL; END $$"
        )
        yield (
            f"CREATE TRIGGER {name} AFTER {event} ON {TABLES[part]} REFERENCING {rows} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )
    for part, table in TABLES.items():
        yield (
            f"CREATE FUNCTION days_after_truncate_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN DELETE FROM counting_daycount; RETURN NULL; END $$"
        )
        yield (
            f"CREATE TRIGGER days_after_truncate_{table} AFTER TRUNCATE ON {TABLES[part]} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION days_after_truncate_{table}()"
        )
    yield CHANGE.format(rows=PLACES.format(**TABLES, sign=1))


def undone() -> Iterator[str]:
    for part, event, _rows, _changed in WATCHED:
        yield f"DROP FUNCTION days_after_{event.lower()}_{TABLES[part]} CASCADE"
    for table in TABLES.values():
        yield f"DROP FUNCTION days_after_truncate_{table} CASCADE"


class Migration(migrations.Migration):
    dependencies = [("counting", "0002_triggers")]

    operations = [migrations.RunSQL(list(statements()), list(undone()))]
