"""Lines of a sheet: what the steps between layout and headlines work on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, groupby, pairwise

from archive.importing.records import LeftoverRecord, PageRecord, Reason, Span
from archive.importing.typography import em, is_closed

#: Print that never stands inside a text. Nor do the heads of a newspaper's pages, where a text is not set in pages.
_BREAKING = (Reason.MENU, Reason.CONTENTS, Reason.LIST)
#: Lines before and after a line that tell the measure it is set to.
_WINDOW = 12
#: Blanks before a line from which on it is centred, not a paragraph's first.
CENTRED = 6
#: Lines before and after a line that tell whether its text keeps its indents.
_INDENT_REACH = 8
#: Broken print is not set in columns: narrower lines are headings.
_NARROWEST = 12


class Style(StrEnum):
    """How a document's paragraphs are set in lines."""

    WRAPPED = "wrapped"  # at the print's line ends
    BROKEN = "broken"  # one a line, but broken after the first printed line, at numbers and at page ends
    PLAIN = "plain"  # one a line


@dataclass(frozen=True, slots=True)
class Line:
    """A raw line that carries text.

    `text` is what is printed of it, `closed` whether a sentence or clause ends with it, `spans` where it stands in the
    raw line (several when furniture was taken out of its middle). `indent` counts the blanks before it without a page
    mark, `gap` the blank raw lines before it. `doubled` is the share of it that is printed twice over. `after_break`
    tells that print which is no text stood between it and the line before.
    """

    number: int
    text: str
    spans: tuple[Span, ...]
    width: float
    closed: bool
    indent: int = 0
    gap: int = 0
    opens_page: bool = False
    marked: bool = False
    doubled: float = 0.0
    after_break: bool = False

    @classmethod
    def of(
        cls, number: int, raw: str, start: int, end: int, indent: int = 0, gap: int = 0, marked: bool = False
    ) -> Line:
        """The line of columns `start` to `end` of a raw line, blanks at both ends taken off."""
        text = raw[start:end]
        first = start + len(text) - len(text.lstrip())
        text = text.strip()
        return cls(
            number,
            text,
            (Span(number, first, first + len(text)),),
            em(text),
            is_closed(text),
            indent,
            gap,
            marked=marked,
        )

    def pieces(self) -> list[str]:
        """The text of each span."""
        found, at = [], 0
        for span in self.spans:
            found.append(self.text[at : at + span.end - span.start])
            at += span.end - span.start
        return found

    def part(self, ranges: Iterable[tuple[int, int]]) -> Line:
        """The line with only these ranges of its text, in their order; a range of blanks is dropped."""
        kept = [(start, end) for start, end in ranges if self.text[start:end].strip()]
        text = "".join(self.text[start:end] for start, end in kept)
        spans: list[Span] = []
        at = 0
        for span in self.spans:
            offset, after = span.start - at, at + span.end - span.start
            shared = [(max(start, at), min(end, after)) for start, end in kept]
            spans += [Span(span.line, start + offset, end + offset) for start, end in shared if start < end]
            at = after
        return replace(self, text=text, width=em(text), closed=is_closed(text), doubled=0.0, spans=tuple(spans))


@dataclass(frozen=True, eq=False)
class Sheet:
    """A document's lines in the order of print.

    `usual_gap` is the number of blank raw lines between two lines of a text. `announced` are headlines as a contents
    page, a menu or a bookmark of a word processor names them, without spaces, each with its section word or none;
    `bookmarks` is how many of those marks stand in the print. `foots` are the lines of headlines at the foot of a
    page.
    """

    lines: tuple[Line, ...]
    style: Style
    usual_gap: int
    indented: bool
    leftovers: tuple[LeftoverRecord, ...] = ()
    pages: tuple[PageRecord, ...] = ()
    announced: Mapping[str, str] = field(default_factory=dict)
    bookmarks: int = 0
    foots: tuple[Line, ...] = ()

    @cached_property
    def sections(self) -> frozenset[str]:
        """The section words (栏目) that a contents page groups its entries under."""
        return frozenset(filter(None, self.announced.values()))

    @cached_property
    def known_heads(self) -> frozenset[str]:
        """The headlines and section words that contents pages announce: a section of one text has no other headline."""
        return self.sections | self.announced.keys()

    @cached_property
    def indents_near(self) -> tuple[bool, ...]:
        """For each line whether lines around it open paragraphs with an indent."""
        counts = [0, *accumulate(2 <= line.indent < CENTRED for line in self.lines)]
        last = len(self.lines)
        return tuple(
            self.indented and counts[min(i + _INDENT_REACH, last)] > counts[max(i - _INDENT_REACH, 0)]
            for i in range(last)
        )

    @cached_property
    def measures(self) -> tuple[float, ...]:
        """The width each line's neighbourhood is set to, in em; 0 where lines are not set to a common width."""
        return _measures(self.lines, self.style)


def leftover(reason: Reason, lines: Iterable[Line]) -> LeftoverRecord:
    """These lines as one leftover."""
    lines = list(lines)
    return LeftoverRecord(
        reason,
        "\n".join(piece for line in lines for piece in line.pieces()),
        tuple(s for line in lines for s in line.spans),
    )


def take(sheet: Sheet, taken: dict[int, Reason], lifted: Container[int] = ()) -> Sheet:
    """The sheet without these lines (0-based), each run of them a leftover with its reason.

    The line after them inherits that a page opens or that a text was broken off. `lifted` lines go without a leftover:
    somebody else holds them.
    """
    if not taken and not lifted:
        return sheet
    found: list[LeftoverRecord] = []
    for _, group in groupby(enumerate(sorted(taken)), key=lambda pair: (pair[1] - pair[0], taken[pair[1]])):
        indexes = [i for _, i in group]
        found.append(leftover(taken[indexes[0]], [sheet.lines[i] for i in indexes]))
    kept: list[Line] = []
    opens = marked = broke = False
    gap = 0
    for i, line in enumerate(sheet.lines):
        if i in taken or i in lifted:
            opens, marked, gap = opens or line.opens_page, marked or line.marked, max(gap, line.gap)
            broke = (
                broke
                or line.after_break
                or taken.get(i) in _BREAKING
                or (taken.get(i) is Reason.RUNNING_HEAD and sheet.style is Style.PLAIN)
            )
            continue
        if opens or marked or gap or broke:
            line = replace(
                line,
                opens_page=line.opens_page or opens,
                marked=line.marked or marked,
                gap=max(gap, line.gap),
                after_break=line.after_break or broke,
            )
            opens = marked = broke = False
            gap = 0
        kept.append(line)
    return replace(sheet, lines=tuple(kept), leftovers=sheet.leftovers + tuple(found))


def page_ranges(sheet: Sheet) -> list[range]:
    """The lines (0-based) of each page."""
    starts = [i for i, line in enumerate(sheet.lines) if i == 0 or line.opens_page]
    return [range(start, end) for start, end in pairwise([*starts, len(sheet.lines)])]


def _measures(lines: Sequence[Line], style: Style) -> tuple[float, ...]:
    if style is Style.PLAIN:
        return (0.0,) * len(lines)
    widths = [0 if line.closed else round(line.width) for line in lines]
    if style is Style.BROKEN:
        return (_common_width([width for width in widths if width >= _NARROWEST]),) * len(lines)
    found: list[float] = []
    for start in range(0, len(lines), _WINDOW // 2):
        width = _common_width(widths[max(0, start - _WINDOW) : start + 2 * _WINDOW])
        found += [width] * min(_WINDOW // 2, len(lines) - start)
    return tuple(found)


def _common_width(widths: Sequence[int]) -> float:
    """The width at which most lines break off in mid-sentence, the fullest of equals; 0 is a line that does not."""
    counted = Counter(widths)
    del counted[0]
    near = {width: counted[width - 1] + counted[width] + counted[width + 1] for width in list(counted)}
    return float(max(near, key=lambda width: (near[width], width), default=0))
