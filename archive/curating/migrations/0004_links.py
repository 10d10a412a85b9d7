"""Indexes by which the history finds the rows that once hung on a record: deleted, or moved to another."""

from django.db import migrations

COLUMNS = [
    "article_id", "document_id", "initiative_id", "instrument_id", "meeting_id", "office_id", "paragraph_id",
    "participation_id", "person_id", "work_id",
]  # fmt: skip

# A change has the column if it made, moved or removed a row; those that only change other columns are left out.
INDEX = """
CREATE INDEX change_of_{column} ON curating_change (((coalesce(before, after) ->> '{column}')::bigint))
    WHERE (coalesce(before, after) ->> '{column}')::bigint IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("curating", "0002_history")]

    operations = [
        migrations.RunSQL(INDEX.format(column=column), f"DROP INDEX change_of_{column}") for column in COLUMNS
    ]
