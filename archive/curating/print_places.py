"""Where the characters of a paragraph stand in print, so that words are found again when its text is cut otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.importing.records import Role
from archive.importing.reflow import joined

Spans = Sequence[Sequence[int]]  # raw line from 1, start and end column, the end excluded


def pieces(lines: Sequence[str], spans: Spans) -> list[str]:
    """The raw text of each span; `lines` are the document's."""
    return [lines[line - 1][start:end] for line, start, end in spans]


def text_of(lines: Sequence[str], spans: Spans, role: str) -> str:
    """The text of a paragraph, as the import makes it."""
    return joined(pieces(lines, spans), Role(role))


def parted(spans: Spans, first: int, last: int) -> tuple[list[list[int]], list[list[int]]]:
    """The spans on the raw lines `first` to `last` (included), and the others."""
    taken = [list(span) for span in spans if first <= span[0] <= last]
    return taken, [list(span) for span in spans if not first <= span[0] <= last]


class Places:
    """The places of a text's characters in print. Blanks have none: joining drops some and adds others."""

    def __init__(self, lines: Sequence[str], spans: Spans, text: str) -> None:
        self.text = text
        self._of = [
            (line, column)
            for line, start, end in spans
            for column in range(start, end)
            if not lines[line - 1][column].isspace()
        ]
        self._offsets = [i for i, character in enumerate(text) if not character.isspace()]

    def of(self, start: int, end: int) -> list[tuple[int, int]]:
        """Line and column of each printed character of the text's characters `start` to `end`."""
        return [place for offset, place in zip(self._offsets, self._of, strict=True) if start <= offset < end]

    def find(self, places: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
        """Start and end in the text of what stands at `places`; None where not all of it is here, or not together."""
        index = {place: i for i, place in enumerate(self._of)}
        found = [index.get(place, -1) for place in places]
        if not found or -1 in found or found != list(range(found[0], found[0] + len(found))):
            return None
        return self._offsets[found[0]], self._offsets[found[-1]] + 1
