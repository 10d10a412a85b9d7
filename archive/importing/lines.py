"""Lines of a sheet: what the steps between layout and headlines work on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from archive.importing.records import LeftoverRecord, PageRecord, Reason, Span
from archive.importing.typography import em


class Style(StrEnum):
    """How a document's paragraphs are set in lines."""

    WRAPPED = "wrapped"  # at the print's line ends
    BROKEN = "broken"  # one a line, but broken after the first printed line, at numbers and at page ends
    PLAIN = "plain"  # one a line


@dataclass(frozen=True, slots=True)
class Line:
    """A raw line that carries text.

    `text` is what is printed of it, `spans` where that stands in the raw line (several when furniture was taken out of
    its middle). `indent` counts the blanks before it without a page mark, `gap` the blank raw lines before it.
    `after_break` tells that print which is no text stood between it and the line before.
    """

    number: int
    text: str
    spans: tuple[Span, ...]
    width: float
    indent: int = 0
    gap: int = 0
    opens_page: bool = False
    marked: bool = False
    doubled: bool = False
    after_break: bool = False

    @classmethod
    def of(cls, number: int, raw: str, start: int, end: int) -> Line:
        """The line of columns `start` to `end` of a raw line, blanks at both ends taken off."""
        text = raw[start:end]
        first = start + len(text) - len(text.lstrip())
        text = text.strip()
        return cls(number, text, (Span(number, first, first + len(text)),), em(text))

    def part(self, ranges: Iterable[tuple[int, int]]) -> Line:
        """The line with only these ranges of its text, which must lie in its single span."""
        (span,) = self.spans
        kept = [(start, end) for start, end in ranges if self.text[start:end].strip()]
        text = "".join(self.text[start:end] for start, end in kept)
        return replace(
            self,
            text=text,
            width=em(text),
            spans=tuple(Span(span.line, span.start + start, span.start + end) for start, end in kept),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document's lines in the order of print.

    `measures[i]` is the width in em to which the lines around line i are set, 0 where they are not. `usual_gap` is the
    number of blank raw lines between two lines of one text. `announced` are headlines as a contents page or a word
    processor's bookmarks name them, without spaces. `foot` are the lines set at the foot of a page as part of its
    headline (`foot[first line number of the page]`).
    """

    lines: tuple[Line, ...]
    style: Style
    usual_gap: int
    indented: bool
    leftovers: tuple[LeftoverRecord, ...] = ()
    pages: tuple[PageRecord, ...] = ()
    measures: tuple[float, ...] = ()
    announced: frozenset[str] = frozenset()
    foot: dict[int, tuple[Line, ...]] | None = None


def leftover(reason: Reason, lines: Iterable[Line]) -> LeftoverRecord:
    """These lines as one leftover."""
    lines = list(lines)
    return LeftoverRecord(reason, "\n".join(line.text for line in lines), tuple(s for line in lines for s in line.spans))
