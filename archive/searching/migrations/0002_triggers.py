"""Triggers that note in `searching_stale` which articles and records have changed, whoever changes them."""

from django.db import migrations

#: Table, what its rows are of, the column that says of which, and the columns that folds are made from.
WATCHED = [
    ("archive_article", "article", "id", ("kicker", "title", "subtitle", "supplied_title")),
    ("archive_paragraph", "article", "article_id", ("article_id", "number", "role", "text")),
    ("archive_person", "person", "id", ("name", "pinyin")),
    ("archive_personname", "person", "person_id", ("person_id", "name")),
    ("archive_organization", "organization", "id", ("name", "aliases", "pinyin")),
    ("archive_meeting", "meeting", "id", ("name", "aliases")),
    ("archive_initiative", "initiative", "id", ("name", "aliases")),
    ("archive_instrument", "instrument", "id", ("title", "aliases")),
]

NOTE = (
    "INSERT INTO searching_stale (record_type, record_id) "
    "SELECT '{kind}', {owner} FROM ({rows}) AS rows ON CONFLICT DO NOTHING;"
)
FUNCTION = "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$;"
TRIGGER = (
    "CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION {name}();"
)


def statements(table, kind, owner, columns):
    changed = " OR ".join(f"old_rows.{column} IS DISTINCT FROM new_rows.{column}" for column in columns)
    joined = f"FROM old_rows JOIN new_rows USING (id) WHERE {changed}"
    for event, referencing, rows in [
        ("INSERT", "NEW TABLE AS new_rows", f"SELECT DISTINCT {owner} FROM new_rows"),
        ("DELETE", "OLD TABLE AS old_rows", f"SELECT DISTINCT {owner} FROM old_rows"),
        (
            "UPDATE",
            "OLD TABLE AS old_rows NEW TABLE AS new_rows",
            f"SELECT old_rows.{owner} {joined} UNION SELECT new_rows.{owner} {joined}"
            if owner != "id"
            else f"SELECT id {joined}",
        ),
    ]:
        name = f"stale_after_{event.lower()}_{table}"
        yield FUNCTION.format(name=name, body=NOTE.format(kind=kind, owner=owner, rows=rows))
        yield TRIGGER.format(name=name, event=event, table=table, rows=referencing)


def undone(table):
    for event in ("insert", "delete", "update"):
        yield f"DROP FUNCTION stale_after_{event}_{table} CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("searching", "0001_initial"), ("archive", "0002_mentions")]

    operations = [
        *(migrations.RunSQL(list(statements(*watched)), list(undone(watched[0]))) for watched in WATCHED),
        # What is in the archive already is stale as a whole.
        *(
            migrations.RunSQL(
                f"INSERT INTO searching_stale (record_type, record_id) SELECT '{kind}', id FROM {table}",
                migrations.RunSQL.noop,
            )
            for table, kind, owner, _columns in WATCHED
            if owner == "id"
        ),
    ]
