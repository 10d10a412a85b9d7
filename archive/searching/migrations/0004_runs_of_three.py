"""Runs of three with a numeral, a letter or a sign among them: pairs of those few characters stand everywhere."""

from django.db import migrations

#: The same as archive.searching.grams.
GRAMS = """
CREATE OR REPLACE FUNCTION searching_grams(body text) RETURNS bigint[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $$
SELECT array_agg(ascii(a)::bigint)
    || array_agg(ascii(a)::bigint << 21 | ascii(b))
    || array_agg((ascii(a)::bigint << 42) | (ascii(b)::bigint << 21) | ascii(c))
       FILTER (WHERE ascii(a) < 12288 OR ascii(b) < 12288 OR ascii(c) < 12288)
FROM (SELECT string_to_array(body, NULL) AS chars OFFSET 0) AS text, unnest(chars, chars[2:], chars[3:]) AS run (a, b, c)
$$
"""


class Migration(migrations.Migration):
    dependencies = [("searching", "0003_index")]

    operations = [
        migrations.RunSQL(GRAMS, migrations.RunSQL.noop),
        migrations.RunSQL("REINDEX INDEX searchtext_grams", migrations.RunSQL.noop),
    ]
