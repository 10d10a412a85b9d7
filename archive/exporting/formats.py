"""The formats in which a list is taken away: streams of text made of records, as `columns` names their fields."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from archive.exporting import bibliography

Record = dict[str, Any]

#: Records that are sent at a time.
_BATCH = 100
#: Characters that begin a formula in a spreadsheet, in either width; in front of them stands an apostrophe.
_FORMULA = tuple("=+-@＝＋－＠\t\r\n")


@dataclass(frozen=True)
class Format:
    label: str
    content_type: str
    write: Callable[[Iterator[Record], Sequence[str]], Iterator[str]]
    """Makes the text of records with fields of these names."""
    with_texts: bool = False
    lists: tuple[str, ...] = ()
    """The lists that have it; none stands for all."""

    def is_for(self, name: str) -> bool:
        return not self.lists or name in self.lists


def cell(value: Any) -> str:
    """A value as a cell of a table: lists run on, and no text is taken for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "；".join(value) if isinstance(value, list) else str(value)
    if not isinstance(value, int) and text.lstrip(" 　").startswith(_FORMULA):
        return f"'{text}"
    return text


def comma_separated(records: Iterator[Record], names: Sequence[str]) -> Iterator[str]:
    """CSV as spreadsheets read it: with a byte order mark, lines ended by CR LF."""
    lines: list[str] = []

    class Pieces:
        def write(self, text: str) -> None:
            lines.append(text)

    writer = csv.writer(Pieces())
    writer.writerow(names)
    lines[0] = "\ufeff" + lines[0]
    while batch := list(islice(records, _BATCH)):
        writer.writerows([cell(record[name]) for name in names] for record in batch)
        yield "".join(lines)
        lines.clear()
    yield "".join(lines)


def json_lines(records: Iterator[Record], names: Sequence[str]) -> Iterator[str]:
    """One JSON object a line."""
    for record in records:
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _entries(entry: Callable[[Record], str]) -> Callable[[Iterator[Record], Sequence[str]], Iterator[str]]:
    def write(records: Iterable[Record], names: Sequence[str]) -> Iterator[str]:
        return map(entry, records)

    return write


#: By the suffix of the file's name.
FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", comma_separated),
    "jsonl": Format("JSON Lines", "application/x-ndjson; charset=utf-8", json_lines, with_texts=True),
    "bib": Format("BibTeX", "application/x-bibtex; charset=utf-8", _entries(bibliography.bibtex), lists=("articles",)),
    "ris": Format(
        "RIS", "application/x-research-info-systems; charset=utf-8", _entries(bibliography.ris), lists=("articles",)
    ),
}
