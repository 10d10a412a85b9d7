"""Statistics of names: how characters and words in and around persons' names differ from those of other text.

`name_characters.txt` has, for each place in a name, the natural logarithm of how much more often a character stands
there than anywhere in a text, in hundredths; `name_weights.txt` has the weights of a logistic regression over the
features that `name_scoring` names, in hundredths too. Both are counted on tagged news, by
`tests/benchmarks/name_weights.py`.
"""

from __future__ import annotations

from functools import cache

from archive.importing.vocabulary import FOLDER

Table = dict[str, float]


@cache
def tables(file: str) -> dict[str, Table]:
    """The tables of a file by name: lines of a table's name and then entries `key:hundredths`."""
    read: dict[str, Table] = {}
    for line in (FOLDER / f"{file}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, *entries = line.split(" ")
            pairs = (entry.rpartition(":") for entry in entries)
            read.setdefault(name, {}).update({key: int(value) / 100 for key, _, value in pairs})
    return read


def write(file: str, heading: str, content: dict[str, Table]) -> None:
    """Writes tables so that `tables` reads them: hundredths, in the order of the keys, a line for every twelve."""
    lines = [f"# {line}" for line in heading.splitlines()]
    for name, table in sorted(content.items()):
        entries = [f"{key}:{round(value * 100)}" for key, value in sorted(table.items())]
        lines += [" ".join([name, *entries[i : i + 12]]) for i in range(0, len(entries), 12)]
    (FOLDER / f"{file}.txt").write_text("\n".join(lines) + "\n", "utf-8")
