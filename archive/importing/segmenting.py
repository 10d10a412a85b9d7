"""Where one article ends and the next begins.

Print marks the start of an article by several signs, none of which is always there: a new page, a wider gap, lines set
for display, a byline, a dateline, a source, a salutation. `weighing` gives each its weight; where they sum up to
the threshold is a start.
"""

from __future__ import annotations

from typing import NamedTuple

from archive.importing.bylines import parse_byline
from archive.importing.lines import Sheet
from archive.importing.opening import DATE_LINE, LEAD_IN, META, SOURCE, opens_text
from archive.importing.reflow import is_full, runs_on
from archive.importing.typography import is_digest, squeeze
from archive.importing.weighing import ANNEX, SIGNER, Scale

THRESHOLD = 3.0
_MOST_SIGNERS = 4
#: What stands below the signature of a text is likely a headline.
_AFTER_SIGNATURE = 1.5


class Opening(NamedTuple):
    """The start of an article: line `start` (0-based), with `lines` lines before its text, and its weight."""

    start: int
    lines: int
    weight: float


def starts(sheet: Sheet) -> list[Opening]:
    """The starts of a sheet's articles, in order; the first line always starts one."""
    scale = Scale(sheet)
    found: list[Opening] = []
    covered, signed = 0, -1
    for i in range(len(sheet.lines)):
        if i < covered or not (i in (0, signed) or _may_start(scale, i)):
            continue
        if signature := _signature(sheet, i) if i else 0:
            covered = signed = i + signature
            continue
        block = scale.block(i)
        bonus = _AFTER_SIGNATURE if i == signed and block.lines else 0.0
        opening = Opening(i, len(block.lines), scale.weigh(block) + bonus)
        if found and not opening.lines and not _has_text_between(sheet, found[-1], i):
            continue
        if i == 0 or opening.weight >= THRESHOLD:
            found.append(opening)
            covered = i + opening.lines + 1
    return found


def _has_text_between(sheet: Sheet, opening: Opening, i: int) -> bool:
    """Whether text stands between a headline and line i; not only what tells source, time or contents of a page."""
    below = sheet.lines[opening.start + opening.lines : i]
    only_meta = all(META.search(line.text) or LEAD_IN.match(line.text) or is_digest(line.text) for line in below)
    return not opening.lines or len(below) > 3 or not only_meta


def _may_start(scale: Scale, i: int) -> bool:
    """Whether the print breaks before line i at all."""
    sheet, shown = scale.sheet, scale.shown
    line, before = sheet.lines[i], sheet.lines[i - 1]
    annex = ANNEX.fullmatch(line.text)
    if annex:
        # An annex begins here, or is only named.
        return not annex["title"] and shown[i] and i + 1 < len(shown) and shown[i + 1] and sheet.lines[i + 1].width >= 8
    if line.opens_page or line.after_break:
        return True
    if runs_on(sheet, i - 1):
        return False
    opens = opens_text(line.text) and not SOURCE.match(line.text)
    return line.gap > sheet.usual_gap or opens or (shown[i] and (not shown[i - 1] or before.closed))


def _signature(sheet: Sheet, start: int) -> int:
    """How many lines from `start` on are the signature (落款) of the text above: bodies or names, and a bare day."""
    if is_full(sheet, start - 1) and not sheet.lines[start - 1].closed:
        return 0
    for k, line in enumerate(sheet.lines[start : start + _MOST_SIGNERS + 1]):
        day = DATE_LINE.fullmatch(line.text)
        if day and day["bare"]:
            return k + 1 if k else 0
        if not SIGNER.fullmatch(squeeze(line.text)) and not parse_byline(line.text):
            return 0
    return 0
