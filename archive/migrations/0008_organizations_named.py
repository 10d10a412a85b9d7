"""Whether texts name a body, kept by the database: by an office of it, a meeting it called, or what it issued or launched."""

from collections.abc import Iterator

from django.db import migrations, models

#: Sets `is_named` of the bodies with these primary keys, where it is not as it should be.
NAME = """
CREATE FUNCTION archive_name_organizations(bodies bigint[]) RETURNS void LANGUAGE sql AS $$
    UPDATE archive_organization SET is_named = NOT is_named WHERE id = ANY(bodies) AND is_named <> (
        EXISTS (
            SELECT FROM archive_office o JOIN archive_officemention m ON m.office_id = o.id
            WHERE o.organization_id = archive_organization.id AND m.status <> 'rejected'
        )
        OR EXISTS (SELECT FROM archive_meeting WHERE convener_id = archive_organization.id)
        OR EXISTS (SELECT FROM archive_instrument i WHERE i.issuer_id = archive_organization.id AND i.is_named)
        OR EXISTS (
            SELECT FROM archive_initiative i WHERE i.launched_by_organization_id = archive_organization.id AND i.is_named
        )
    )
$$
"""
#: By table, SQL for the bodies that some of its rows have to do with.
WATCHED = {
    "archive_officemention": "SELECT o.organization_id FROM {rows} m JOIN archive_office o ON o.id = m.office_id",
    "archive_office": "SELECT organization_id FROM {rows}",
    "archive_meeting": "SELECT convener_id FROM {rows}",
    "archive_instrument": "SELECT issuer_id FROM {rows}",
    "archive_initiative": "SELECT launched_by_organization_id FROM {rows}",
}
EVENTS = {
    "INSERT": ("new_rows", "NEW TABLE AS new_rows"),
    "DELETE": ("old_rows", "OLD TABLE AS old_rows"),
    "UPDATE": ("old_rows new_rows", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
}


def statements() -> Iterator[str]:
    yield NAME
    for table, bodies in WATCHED.items():
        for event, (rows, referencing) in EVENTS.items():
            name = f"organization_named_after_{event.lower()}_{table}"
            found = " UNION ".join(bodies.format(rows=each) for each in rows.split())
            yield (
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"PERFORM archive_name_organizations(ARRAY({found})); RETURN NULL; END $$"
            )
            yield (
                f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {referencing} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
            )
    yield "SELECT archive_name_organizations(ARRAY(SELECT id FROM archive_organization))"


def undone() -> Iterator[str]:
    for table in WATCHED:
        for event in EVENTS:
            yield f"DROP FUNCTION organization_named_after_{event.lower()}_{table} CASCADE"
    yield "DROP FUNCTION archive_name_organizations"


class Migration(migrations.Migration):
    dependencies = [("archive", "0007_curating")]

    operations = [
        migrations.AddField(
            model_name="organization",
            name="is_named",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                help_text="Whether a text names it in a mention that nobody has rejected. The database keeps it so.",
                serialize=False,
                verbose_name="named in texts",
            ),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(
                models.OrderBy(models.F("is_named"), descending=True),
                models.F("pinyin"),
                models.F("name"),
                name="organization_named_first",
            ),
        ),
        migrations.RunSQL(list(statements()), list(undone())),
    ]
