"""Triggers that keep the numbers, and the numbers of what is in the archive already."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import migrations


class Kept(NamedTuple):
    """Numbers of `table`'s rows: in `counts`, for `record_type`, by the `key` that SQL makes of a row."""

    table: str
    counts: str
    record_type: str
    column: str
    key: str
    condition: str = "true"


YEAR = "EXTRACT(YEAR FROM {})::int::text"
#: By table, the facets of its list in their order (archive/pages/lists/).
FACETS = {
    "article": ("kind", "review", YEAR.format("date_earliest")),
    "person": ("origin",),
    "meeting": (YEAR.format("start_earliest"),),
    "initiative": ("kind", "level"),
    "instrument": ("kind",),
    "organization": ("kind", "level"),
    "document": ("kind",),
}
NAMED = ("person", "meeting", "initiative", "instrument")

KEPT = [
    *(
        Kept(f"archive_{name}", "counting_facetcount", name, '"values"', f"ARRAY[{', '.join(facets)}]::text[]")
        for name, facets in FACETS.items()
    ),
    *(
        Kept(f"archive_{name}mention", "counting_placecount", name, "record_id", f"{name}_id", "status <> 'rejected'")
        for name in NAMED
    ),
]

# Rows that another transaction holds are left to it: the sum is the same.
CHANGE = """
WITH changed AS (
    SELECT key, sum(number)::int AS number FROM ({rows}) AS rows GROUP BY key HAVING sum(number) <> 0
), taken AS (
    DELETE FROM {counts} WHERE id IN (
        SELECT id FROM {counts} JOIN changed ON {column} = key WHERE record_type = '{record_type}'
        FOR UPDATE OF {counts} SKIP LOCKED
    ) RETURNING {column} AS key, number
)
INSERT INTO {counts} (record_type, {column}, number)
SELECT '{record_type}', key, sum(number) FROM (SELECT * FROM changed UNION ALL SELECT * FROM taken) AS all_rows
GROUP BY key HAVING sum(number) <> 0;
"""
#: Rows of numbers live shortly.
VACUUMED = (
    "ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05)"
)
FUNCTION = "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$;"
TRIGGER = "CREATE TRIGGER {name} AFTER {event} ON {table} {referencing} FOR EACH STATEMENT EXECUTE FUNCTION {name}();"


def statements(kept: Kept) -> Iterator[str]:
    def rows(source: str, number: int) -> str:
        return f"SELECT {kept.key} AS key, {number} AS number FROM {source} WHERE {kept.condition}"

    new, old = rows("new_rows", 1), rows("old_rows", -1)
    for event, referencing, changed in (
        ("INSERT", "REFERENCING NEW TABLE AS new_rows", new),
        ("DELETE", "REFERENCING OLD TABLE AS old_rows", old),
        ("UPDATE", "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows", f"{new} UNION ALL {old}"),
        ("TRUNCATE", "", ""),
    ):
        name = f"counted_after_{event.lower()}_{kept.table}"
        body = CHANGE.format(rows=changed, **kept._asdict())
        if event == "TRUNCATE":
            body = f"DELETE FROM {kept.counts} WHERE record_type = '{kept.record_type}';"
        yield FUNCTION.format(name=name, body=body)
        yield TRIGGER.format(name=name, event=event, table=kept.table, referencing=referencing)
    yield (
        f"INSERT INTO {kept.counts} (record_type, {kept.column}, number) SELECT '{kept.record_type}', {kept.key}, "
        f"count(*) FROM {kept.table} WHERE {kept.condition} GROUP BY 2"
    )


def undone(kept: Kept) -> Iterator[str]:
    for event in ("insert", "delete", "update", "truncate"):
        yield f"DROP FUNCTION counted_after_{event}_{kept.table} CASCADE"


class Migration(migrations.Migration):
    dependencies = [("counting", "0001_initial"), ("archive", "0007_curating")]

    operations = [
        *(
            migrations.RunSQL(VACUUMED.format(table=table), migrations.RunSQL.noop)
            for table in sorted({k.counts for k in KEPT})
        ),
        *(migrations.RunSQL(list(statements(kept)), list(undone(kept))) for kept in KEPT),
    ]
