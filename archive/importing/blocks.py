"""What stands before a text, as it is weighed: headline, authors, days and numbers."""

from __future__ import annotations

from dataclasses import dataclass

from archive.importing.lines import Line
from archive.importing.opening import DATE_LINE, DELIVERED, NUMBER

_BESIDE = (DATE_LINE, DELIVERED, NUMBER)


@dataclass(frozen=True)
class Block:
    """What stands before a text: line `start` (0-based) and `lines` lines from it on.

    `titles` are those of its headline, `beside` are bylines and date lines; `after` is the first line of the text,
    `before` the line above.
    """

    start: int
    lines: tuple[Line, ...]
    titles: tuple[Line, ...]
    before: Line | None
    after: Line | None

    @property
    def first(self) -> Line | None:
        return self.lines[0] if self.lines else self.after


def is_beside(line: Line) -> bool:
    """Whether a line is a day, an occasion or a number, which stand beside a headline."""
    return any(pattern.fullmatch(line.text) for pattern in _BESIDE)
