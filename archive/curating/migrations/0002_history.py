"""The triggers that keep what each statement changes in the archive's tables."""

from django.db import migrations

TABLES = [
    "article", "byline", "document", "initiative", "initiativemention", "instrument", "instrumentmention", "leftover",
    "meeting", "meetingmention", "meetingseries", "office", "officeheld", "officemention", "organization", "page",
    "paragraph", "participation", "participationmention", "person", "personmention", "personname", "printing",
    "redirect", "suggestion", "work",
]  # fmt: skip

FUNCTIONS = """
CREATE FUNCTION curating_difference(a jsonb, b jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_object_agg(key, value) FROM jsonb_each(a) WHERE value IS DISTINCT FROM b -> key
$$;

-- The operation that runs in this transaction; where none was begun, one of the database user's own.
CREATE FUNCTION curating_operation() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    found text := current_setting('archive.operation', true);
BEGIN
    IF coalesce(found, '') = '' THEN
        INSERT INTO curating_operation (kind, by, summary, is_whole) VALUES ('outside', '', session_user, true)
            RETURNING id INTO found;
        PERFORM set_config('archive.operation', found, true);
    END IF;
    RETURN found::bigint;
END $$;

-- Whether texts name a record follows from its mentions: that it has changed is no change by anybody.
CREATE FUNCTION curating_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    operation bigint;
    statement bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
    ELSIF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
    ELSIF NOT EXISTS (
        SELECT FROM old_rows o JOIN new_rows n USING (id)
        WHERE o IS DISTINCT FROM n AND to_jsonb(o) - 'is_named' IS DISTINCT FROM to_jsonb(n) - 'is_named'
    ) THEN
        RETURN NULL;
    END IF;
    operation := curating_operation();
    statement := nextval(pg_get_serial_sequence('curating_change', 'id'));
    IF TG_OP = 'INSERT' THEN
        INSERT INTO curating_change (operation_id, statement, "table", "row", after)
        SELECT operation, statement, TG_TABLE_NAME, id, to_jsonb(n) FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO curating_change (operation_id, statement, "table", "row", before)
        SELECT operation, statement, TG_TABLE_NAME, id, to_jsonb(o) FROM old_rows o;
    ELSE
        INSERT INTO curating_change (operation_id, statement, "table", "row", before, after)
        SELECT operation, statement, TG_TABLE_NAME, id, curating_difference(a, b), curating_difference(b, a)
        FROM (
            SELECT n.id, to_jsonb(o) - 'is_named' AS a, to_jsonb(n) - 'is_named' AS b
            FROM old_rows o JOIN new_rows n USING (id) WHERE o IS DISTINCT FROM n OFFSET 0
        ) AS changed
        WHERE a IS DISTINCT FROM b;
    END IF;
    RETURN NULL;
END $$;
"""

TRIGGERS = """
CREATE TRIGGER history_insert AFTER INSERT ON archive_{table} REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT WHEN (current_setting('archive.inserts', true) IS DISTINCT FROM 'off')
    EXECUTE FUNCTION curating_record();
CREATE TRIGGER history_update AFTER UPDATE ON archive_{table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION curating_record();
CREATE TRIGGER history_delete AFTER DELETE ON archive_{table} REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION curating_record();
"""

WITHOUT = """
DROP TRIGGER history_insert ON archive_{table};
DROP TRIGGER history_update ON archive_{table};
DROP TRIGGER history_delete ON archive_{table};
"""

WITHOUT_FUNCTIONS = """
DROP FUNCTION curating_record();
DROP FUNCTION curating_operation();
DROP FUNCTION curating_difference(jsonb, jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("curating", "0001_initial"), ("archive", "0007_curating")]

    operations = [
        migrations.RunSQL(FUNCTIONS, WITHOUT_FUNCTIONS),
        *(migrations.RunSQL(TRIGGERS.format(table=table), WITHOUT.format(table=table)) for table in TABLES),
    ]
