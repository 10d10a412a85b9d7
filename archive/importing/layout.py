"""From a raw file to the lines that carry text: pages, print style, and what stands on the page that is no text.

A dump keeps no page geometry. A page break shows as a form feed or a single leading space on the page's first line, as
a longer run of blank lines, as a bare page number, or not at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

from archive.importing import furniture
from archive.importing.lines import CENTRED, Line, Sheet, Style, leftover
from archive.importing.records import LeftoverRecord, PageRecord, RawText, Reason
from archive.importing.typography import doubled_share, heading_level, squeeze

_BOOKMARK = re.compile(r"\[bookmark:([^\]\n]{0,300})\]")
_PAGE_NUMBER = re.compile(r"[-—–－·.\s]*(?:第\s*)?(\d{1,4})(?:\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?)?[-—–－·.\s]*")

#: Share of a document's longer lines that must break off in mid-sentence at one width if lines were broken at all, and
#: how many there must be: far more than by chance even where only the first lines of paragraphs were broken.
_BROKEN_SHARE, _FEWEST_BROKEN = 0.165, 4
_NARROWEST_BROKEN = 20
#: Share of lines that may be wider than the measure in wrapped print; measured: 0.08 at most, elsewhere from 0.58 on.
_MOST_WIDER = 0.2
_WIDEST_DOUBLED = 90


def lay_out(raw: RawText) -> Sheet:
    """The sheet of a raw text: its text lines in order, its pages, and the print that is no text as leftovers."""
    lines, bookmarks, announced = _scan(raw.text)
    usual_gap = _commonest(line.gap for line in lines[1:])
    lines = _mark_pages(lines, usual_gap)
    lines, numbers = _take_page_numbers(lines)
    pages = _pages(lines, numbers)
    style = _style(lines)
    if style is Style.WRAPPED:
        shares = [doubled_share(line.text) if line.width <= _WIDEST_DOUBLED else 0.0 for line in lines]
        lines = [replace(line, doubled=share) if share else line for line, share in zip(lines, shares, strict=True)]
    sheet = Sheet(
        lines=tuple(lines),
        style=style,
        usual_gap=usual_gap,
        indented=_is_indented(lines),
        leftovers=(*bookmarks, *(leftover(Reason.PAGE_NUMBER, [line]) for line in numbers)),
        pages=tuple(pages),
        announced=dict.fromkeys(announced, ""),
        bookmarks=len(bookmarks),
    )
    return furniture.clear(sheet)


def _is_indented(lines: list[Line]) -> bool:
    """Whether paragraphs open with an indent, at least in parts of the print."""
    first = [line for before, line in pairwise(lines) if before.closed and line.indent < CENTRED]
    return sum(line.indent >= 2 for line in first) * 5 >= len(first) > 0


def _scan(text: str) -> tuple[list[Line], list[LeftoverRecord], set[str]]:
    """The lines that are not blank, the bookmarks taken out of them, and what those bookmarks announce."""
    lines: list[Line] = []
    bookmarks: list[LeftoverRecord] = []
    announced: set[str] = set()
    gap = 0
    for number, raw in enumerate(text.split("\n"), 1):
        start = 0
        for match in _BOOKMARK.finditer(raw):
            # Whatever stands before a mark in its line stays text, in a line of its own.
            if raw[start : match.start()].strip():
                lines.append(Line.of(number, raw, start, match.start(), gap=gap))
                gap = 0
            bookmarks.append(leftover(Reason.BOOKMARK, [Line.of(number, raw, match.start(), match.end())]))
            announced.add(squeeze(match[1]))
            start = match.end()
        if raw[start:].strip():
            blanks = raw[: len(raw) - len(raw.lstrip())] if start == 0 else ""
            indent = sum(2 if blank in "\u3000\t" else 1 for blank in blanks)
            lines.append(Line.of(number, raw, start, len(raw), indent, gap, "\f" in blanks))
            gap = 0
        elif start == 0:
            gap += 1
    return lines, bookmarks, {mark for mark in announced if not mark.startswith("_")}


def _commonest(numbers: Iterable[int]) -> int:
    counted = Counter(numbers)
    return max(counted, key=lambda n: (counted[n], -n), default=0)


def _mark_pages(lines: list[Line], usual_gap: int) -> list[Line]:
    """The lines with page marks told from indents.

    Where lines stand apart, a leading blank on a line that follows without the usual gap is what is left of a page
    break; where they do not, a single leading blank is one as long as few lines have it.
    """
    single = sum(line.indent == 1 for line in lines)
    rare = single * 10 <= len(lines)
    marked = []
    for i, line in enumerate(lines):
        mark = line.marked
        if not mark and line.indent:
            mark = (line.gap < usual_gap or i == 0) if usual_gap else line.indent == 1 and rare
        # A run of blanks breaks a page too, but not where it only sets off a numbered heading.
        run = line.gap >= usual_gap + 4 and usual_gap > 0 and heading_level(line.text) is None
        indent = line.indent - 1 if mark and line.indent % 2 else line.indent
        if mark or run:
            line = replace(line, indent=indent, marked=mark, opens_page=True)
        marked.append(line)
    return marked


def _take_page_numbers(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Text lines and bare page numbers, at the foot of a page or its head: the line after one opens a page."""
    kept: list[Line] = []
    numbers: list[Line] = []
    after_number = False
    for line in lines:
        if _PAGE_NUMBER.fullmatch(line.text):
            numbers.append(line)
            after_number = True
            continue
        kept.append(replace(line, opens_page=line.opens_page or after_number) if after_number else line)
        after_number = False
    return kept, numbers


def _pages(lines: list[Line], numbers: list[Line]) -> list[PageRecord]:
    """The pages from one opening line to the next; a page's label is the number printed on it, or supplied."""
    if not lines:
        return []
    starts = [line.number for i, line in enumerate(lines) if i == 0 or line.opens_page]
    ends = [start - 1 for start in starts[1:]] + [max([lines[-1].number, *(n.number for n in numbers)])]
    labels: dict[int, str] = {}
    for number in numbers:
        if printed := _PAGE_NUMBER.fullmatch(number.text):
            labels.setdefault(bisect_right(starts, number.number) - 1, printed[1])
    labels = _supplied(labels, len(starts)) | labels
    return [PageRecord(start, end, labels.get(i, "")) for i, (start, end) in enumerate(zip(starts, ends, strict=True))]


def _supplied(labels: Mapping[int, str], count: int) -> dict[int, str]:
    """In square brackets the numbers of all pages that the two nearest with a printed number agree on.

    `labels` are printed ones by a page's place, from 0 to `count`.
    """
    printed = [(place, int(label) - place) for place, label in sorted(labels.items())]
    supplied: dict[int, str] = {}
    for place in range(count):
        at = bisect_right(printed, place, key=itemgetter(0))
        nearest = printed[max(0, at - 1) : at + 1] if 0 < at < len(printed) else printed[-2:] if at else printed[:2]
        ahead = {number for _, number in nearest}
        if len(nearest) == 2 and len(ahead) == 1 and place + min(ahead) > 0:
            supplied[place] = f"[{place + min(ahead)}]"
    return supplied


def _style(lines: list[Line]) -> Style:
    # What is printed again and again is no text: running heads, menus.
    longer = list({line.text: line for line in lines if line.width >= 10}.values())
    widths = Counter(round(line.width) for line in longer if not line.closed)
    most, width = max(((sum(widths[w + k] for k in (-1, 0, 1)), w) for w in widths), default=(0, 0))
    if most < _FEWEST_BROKEN or most < _BROKEN_SHARE * len(longer):
        return Style.PLAIN
    # Nothing is wider than the measure of wrapped print, but now and then a line across its columns.
    if sum(line.width > width + 3 for line in longer) <= _MOST_WIDER * len(longer):
        return Style.WRAPPED
    # Headlines too are open lines of much the same width, but shorter than a page is wide, and not all of one width.
    around = sum(widths[width + k] for k in range(-5, 6))
    return Style.BROKEN if width >= _NARROWEST_BROKEN and most >= 0.6 * around else Style.PLAIN
