"""Where one article ends and the next begins.

Print marks the start of an article by several signs, none of which is always there: a new page, a wider gap, lines set
for display, a byline, a dateline, a source, a salutation. `weighing` gives each its weight; where they sum up to
the threshold is a start.
"""

from __future__ import annotations

from typing import NamedTuple

from archive.importing.bylines import is_signed_by_name, parse_byline
from archive.importing.lines import Line, Sheet, Style
from archive.importing.opening import DATE_LINE, LEAD_IN, META, NUMBER, SOURCE, opens_text
from archive.importing.reflow import is_full, runs_on
from archive.importing.typography import is_digest, squeeze
from archive.importing.weighing import SET_APART, Scale
from archive.importing.wording import ANNEX, SIGNER, TITLE_WORDS

THRESHOLD, _LOW_THRESHOLD = 3.0, 1.5
_FEWEST_CERTAIN = 4
_MOST_SIGNERS = 4
_WIDEST_SIGNER = 24
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
    threshold = _threshold(scale)
    found: list[Opening] = []
    covered, signed = 0, -1
    for i in range(len(sheet.lines)):
        if i < covered or not (i in (0, signed) or _may_start(scale, i)):
            continue
        if signature := _signature(scale, i) if i else 0:
            covered = signed = i + signature
            continue
        block = scale.block(i)
        bonus = _AFTER_SIGNATURE if i == signed and block.lines else 0.0
        opening = Opening(i, len(block.lines), scale.weigh(block) + bonus)
        if found and not opening.lines and not _has_text_between(sheet, found[-1], i):
            continue
        if i == 0 or opening.weight >= threshold:
            found.append(opening)
            covered = i + opening.lines + 1
    return found


def _threshold(scale: Scale) -> float:
    """The weight that makes a start.

    In print of one paragraph a line, where most lines set for display are headlines beyond doubt (a newspaper's day, a
    broadcast), the others most likely are headlines too, and one more sign is enough.
    """
    sheet, shown = scale.sheet, scale.shown
    if sheet.style is not Style.PLAIN:
        return THRESHOLD
    firsts = [i for i in range(1, len(shown)) if shown[i] and not shown[i - 1] and _may_start(scale, i)]
    weights = [scale.weigh(scale.block(i)) for i in firsts]
    certain = sum(weight >= THRESHOLD for weight in weights)
    if certain < _FEWEST_CERTAIN or certain * 5 < len(weights) * 3:
        return THRESHOLD
    return _LOW_THRESHOLD + (SET_APART if sheet.indented else 0.0)


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
    if sheet.style is Style.PLAIN and shown[i] and i + 1 < len(shown) and _is_numbered(line, sheet.lines[i + 1]):
        return True
    opens = opens_text(line.text) and not SOURCE.match(line.text)
    return line.gap > sheet.usual_gap or opens or (shown[i] and (not shown[i - 1] or before.closed))


def _is_numbered(line: Line, after: Line) -> bool:
    """Whether a line is the title of an official paper, with its number (发文字号) below it."""
    return bool(NUMBER.fullmatch(after.text)) and bool(TITLE_WORDS.search(line.text) or line.text.endswith("批复"))


def _signature(scale: Scale, start: int) -> int:
    """How many lines from `start` on are the signature (落款) of the text above.

    Bodies or names with a bare day below them, or a name behind who it is, with the next headline below.
    """
    sheet, shown = scale.sheet, scale.shown
    if is_full(sheet, start - 1) and not sheet.lines[start - 1].closed:
        return 0
    for k, line in enumerate(sheet.lines[start : start + _MOST_SIGNERS + 1]):
        day = DATE_LINE.fullmatch(line.text)
        if day and day["bare"]:
            below = start + k + 1
            return k + 1 if k or (below < len(sheet.lines) and shown[below]) else 0
        if is_signed_by_name(line.text) and _heads_below(scale, start + k + 1):
            return k + 1
        if not SIGNER.fullmatch(squeeze(line.text)) and not parse_byline(line.text):
            return 2 if k == 0 and _is_signed_by_day(scale, start) else 0
    return 0


def _heads_below(scale: Scale, i: int) -> bool:
    """Whether a headline stands on line i, not the day of a signature."""
    lines = scale.sheet.lines
    return i < len(lines) and scale.shown[i] and not DATE_LINE.fullmatch(lines[i].text)


def _is_signed_by_day(scale: Scale, start: int) -> bool:
    """Whether a bare day below line `start` shows that whoever it names signs the closed text above it."""
    sheet = scale.sheet
    above, line, *below = sheet.lines[start - 1 : start + 3]
    if sheet.style is not Style.PLAIN or line.width > _WIDEST_SIGNER or line.closed or not above.closed or not below:
        return False
    day = DATE_LINE.fullmatch(below[0].text)
    return bool(day and day["bare"]) and (len(below) == 1 or _heads_below(scale, start + 2))
