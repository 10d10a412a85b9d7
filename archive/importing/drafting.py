"""An article while its lines are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.dates import PartialDate
from archive.importing import headlines
from archive.importing.lines import Line, Sheet
from archive.importing.names import is_chinese, restored
from archive.importing.records import ParagraphRecord, Role
from archive.importing.reflow import joined
from archive.importing.segmenting import Opening


@dataclass(frozen=True, slots=True)
class Context:
    """What an article's day and kind are read by beside its own print.

    `year` is the document's, `near` the date of the report printed before, `issued` the day of issue; `daily` tells
    whether that is the day of a newspaper or broadcast.
    """

    year: int | None
    near: PartialDate | None
    issued: PartialDate | None = None
    daily: bool = False


@dataclass
class Draft:
    """What has been read of an article so far; `at` is the next line (0-based) to read."""

    sheet: Sheet
    opening: Opening
    end: int
    shown: Sequence[bool]
    context: Context
    at: int = 0
    rest: Line | None = None
    paragraphs: list[ParagraphRecord] = field(default_factory=list)
    headline: headlines.Headline = field(default_factory=headlines.Headline)
    bylines: list[str] = field(default_factory=list)
    signature: str = ""
    remains: str | None = None
    source: str | None = None
    extract_of: str = ""
    delivered: PartialDate | None = None
    published: PartialDate | None = None

    def line(self, i: int) -> Line:
        """Line i, or what is left of it when its beginning was taken for something else."""
        return (
            self.rest
            if self.rest is not None and self.rest.number == self.sheet.lines[i].number
            else self.sheet.lines[i]
        )

    def add(self, role: Role, lines: Sequence[Line], level: int | None = None) -> None:
        spans = tuple(span for line in lines for span in line.spans)
        self.paragraphs.append(
            ParagraphRecord(role, joined([piece for line in lines for piece in line.pieces()], role), spans, level)
        )

    def sign(self, line: Line, names: Sequence[str]) -> None:
        """Takes a line for the byline of these authors; a name with a damaged character is restored from the print."""
        if not all(map(is_chinese, names)):
            text = "\n".join(other.text for other in self.sheet.lines)
            names = [restored(name, text) or name for name in names]
        self.bylines += [name for name in names if name not in self.bylines]
        self.signature += line.text
        self.add(Role.BYLINE, [line])
