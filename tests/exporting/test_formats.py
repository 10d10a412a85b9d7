"""Cells of tables, and streams."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.exporting.formats import cell, comma_separated, json_lines


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "true"),
        (-3, "-3"),
        (["甲", "乙"], "甲；乙"),
        ("-3", "'-3"),
        (["=1"], "'=1"),
        ("甲=1", "甲=1"),
    ],
)
def test_values_as_cells(value: Any, shown: str) -> None:
    assert cell(value) == shown


@given(st.lists(st.tuples(st.text(), st.text())))
def test_a_table_reads_back_as_it_was_and_no_cell_begins_a_formula(rows: list[tuple[str, str]]) -> None:
    written = "".join(comma_separated(({"a": a, "b": b} for a, b in rows), ["a", "b"]))
    read = list(csv.reader(io.StringIO(written[1:], newline="")))
    assert read[0] == ["a", "b"]
    for row, back in zip(rows, read[1:], strict=True):
        for text, shown in zip(row, back, strict=True):
            assert shown.removeprefix("'") in (text, text.removeprefix("'"))
            assert not shown.lstrip(" 　").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_rows_are_sent_while_they_are_read() -> None:
    def endless() -> Any:
        while True:
            yield {"a": "甲"}

    assert len(next(comma_separated(endless(), ["a"]))) < 1000
    assert next(json_lines(endless(), ["a"])) == '{"a": "甲"}\n'
