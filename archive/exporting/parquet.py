"""Tables as Parquet, which needs pyarrow."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow
from pyarrow import csv, parquet

_TYPES = {
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.date32(),
    "datetime": pyarrow.timestamp("s", tz="UTC"),
}
_BLOCK = 1 << 26  # bytes that are read at once, of which a row may be no longer: the text of a document is in one


def write_parquet(table: Path, types: Mapping[str, str]) -> None:
    """Write the CSV file `table` beside itself as Parquet. `types` are Frictionless's, by column; JSON stays text."""
    schema = pyarrow.schema([(name, _TYPES.get(kind, pyarrow.string())) for name, kind in types.items()])
    reader = csv.open_csv(
        table,
        read_options=csv.ReadOptions(block_size=_BLOCK, use_threads=False),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(column_types=schema, strings_can_be_null=True, null_values=[""]),
    )
    with reader, parquet.ParquetWriter(table.with_suffix(".parquet"), schema) as writer:
        for batch in reader:
            writer.write_batch(batch)
