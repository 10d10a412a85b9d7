"""Whether texts name a record, kept by the database: whoever writes mentions need not think of it."""

from collections.abc import Iterator

from django.db import migrations, models

RECORDS = {"person": ("pinyin", "key"), "initiative": ("name", "key"), "instrument": ("title", "key")}

NAMED = (
    "UPDATE archive_{record} SET is_named = true WHERE NOT is_named AND id IN "
    "(SELECT {record}_id FROM new_rows WHERE status <> 'rejected');"
)
UNNAMED = (
    "UPDATE archive_{record} AS record SET is_named = false "
    "WHERE is_named AND id IN (SELECT {record}_id FROM old_rows) AND NOT EXISTS "
    "(SELECT 1 FROM archive_{record}mention AS m WHERE m.{record}_id = record.id AND m.status <> 'rejected');"
)
FUNCTION = "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$;"
TRIGGER = (
    "CREATE TRIGGER {name} AFTER {event} ON archive_{record}mention REFERENCING {rows} "
    "FOR EACH STATEMENT EXECUTE FUNCTION {name}();"
)
EVENTS = [
    ("INSERT", "NEW TABLE AS new_rows", NAMED),
    ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows", NAMED + UNNAMED),
    ("DELETE", "OLD TABLE AS old_rows", UNNAMED),
]


def statements(record: str) -> Iterator[str]:
    for event, rows, body in EVENTS:
        name = f"{record}_named_after_{event.lower()}"
        yield FUNCTION.format(name=name, body=body.format(record=record))
        yield TRIGGER.format(name=name, event=event, record=record, rows=rows)
    yield (
        f"UPDATE archive_{record} SET is_named = true "
        f"WHERE id IN (SELECT {record}_id FROM archive_{record}mention WHERE status <> 'rejected')"
    )


def undone(record: str) -> Iterator[str]:
    for event, _rows, _body in EVENTS:
        yield f"DROP FUNCTION {record}_named_after_{event.lower()} CASCADE"


class Migration(migrations.Migration):
    dependencies = [("archive", "0005_document_added_at")]

    operations = [
        *(
            migrations.AddField(
                record,
                "is_named",
                models.BooleanField(
                    db_default=False,
                    editable=False,
                    serialize=False,
                    help_text="Whether a text names it in a mention that nobody has rejected. "
                    "The database keeps it so.",
                    verbose_name="named in texts",
                ),
            )
            for record in RECORDS
        ),
        *(
            migrations.AddIndex(
                record,
                models.Index(
                    models.OrderBy(models.F("is_named"), descending=True),
                    *(models.F(field) for field in order),
                    name=f"{record}_named_first",
                ),
            )
            for record, order in RECORDS.items()
        ),
        *(migrations.RunSQL(list(statements(record)), list(undone(record))) for record in RECORDS),
    ]
