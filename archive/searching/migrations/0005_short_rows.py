"""Rows that hits are taken from become short: all rows of a frequent phrase are visited, and many then fit a page.

Headlines and leads move to a table of their own, texts and lists of phrases out of their rows. The database moves only
what makes a row longer than two kilobytes; `apart` makes each row so long before it is shortened, and is itself
compressed to next to nothing.
"""

import django.db.models.deletion
from django.db import migrations, models

SHORTEN = """
ALTER TABLE {table} ALTER {column} SET STORAGE EXTERNAL, SET (toast_tuple_target = 128),
    ADD apart text NOT NULL DEFAULT repeat(' ', 2048);
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_mentions"), ("searching", "0004_runs_of_three")]

    operations = [
        migrations.CreateModel(
            name="SearchLead",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        help_text="Whose text it is.",
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_lead",
                        serialize=False,
                        to="archive.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "headline",
                    models.TextField(
                        help_text="Title, kicker, subtitle and supplied title, folded, one a line.",
                        verbose_name="headline",
                    ),
                ),
                ("lead", models.TextField(help_text="The first characters of the text, folded.", verbose_name="lead")),
            ],
            options={
                "verbose_name": "folded lead",
                "verbose_name_plural": "folded leads",
            },
        ),
        migrations.RunSQL(
            "INSERT INTO searching_searchlead SELECT article_id, headline, lead FROM searching_searchtext",
            """
            UPDATE searching_searchtext AS texts SET headline = leads.headline, lead = leads.lead
            FROM searching_searchlead AS leads WHERE leads.article_id = texts.article_id
            """,
        ),
        migrations.RemoveField(model_name="searchtext", name="headline"),
        migrations.RemoveField(model_name="searchtext", name="lead"),
        *(
            migrations.RunSQL(
                [SHORTEN.format(table=table, column=column), f"CLUSTER {table} USING {table}_pkey"],
                f"ALTER TABLE {table} DROP apart",
            )
            for table, column in [("searching_searchtext", "text"), ("searching_searchcommon", "phrases")]
        ),
    ]
