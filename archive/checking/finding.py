"""What should not be, as a value: the command prints it, tests compare it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Kinds of findings."""

    FILE = "file"
    """The raw text is not what its digest, its encoding or its counts say."""
    LOST = "lost"
    """Print that is in no paragraph and no leftover."""
    TWICE = "twice"
    """Print that is in more than one of them."""
    SPAN = "span"
    """A span that is no place of the raw text, or is out of order."""
    ORDER = "order"
    """Articles, paragraphs or pages that are numbered or placed against the order of print."""
    TEXT = "text"
    """A text that is not what its spans give."""
    KEY = "key"
    """A key that names nothing, or that two rows share."""
    EVIDENCE = "evidence"
    """A claim whose words do not stand where it says, or a record that no print speaks of."""
    WORK = "work"
    """A work that does not say what it is printed in."""
    SEARCH = "search"
    """What search reads is not what the texts and names are."""
    NUMBER = "number"
    """A number that lists show is not what counting gives."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that should not be. `line` is a raw line from 1; it and `document` are empty where there is none."""

    code: Code
    document: str
    line: int | None
    sentence: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.document, self.line) if part)
        return f"{place}: {self.sentence}" if place else self.sentence
