"""Names are looked up by keys instead of being read one and all."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("searching", "0005_short_rows")]

    operations = [
        # They are made anew with their keys by the next import or search.
        migrations.RunSQL(
            [
                """
                INSERT INTO searching_stale (record_type, record_id)
                SELECT DISTINCT record_type, record_id FROM searching_searchname ON CONFLICT DO NOTHING
                """,
                "DELETE FROM searching_searchname",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.AddField(
            model_name="searchname",
            name="keys",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(),
                help_text="What is in it and what spells it, in short pieces.",
                size=None,
                verbose_name="keys",
            ),
        ),
        migrations.AddIndex(
            model_name="searchname",
            index=django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="searchname_keys"),
        ),
    ]
