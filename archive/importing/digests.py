"""Digests (提要): bullets before a text that repeat its key sentences."""

from __future__ import annotations

from archive.importing.lines import Sheet, Style
from archive.importing.reflow import runs_on
from archive.importing.typography import is_closed, is_digest, squeeze

_TAIL = 10
_LONGEST_BULLET = 12
_LOOK_AHEAD = 400


def digest_length(sheet: Sheet, start: int, end: int) -> int:
    """How many lines from line `start` (0-based) on are digest; looked for up to line `end` (excluded).

    Nothing in print need mark where the last bullet ends and the text begins, but a bullet repeats the text: it ends
    with the last of its lines whose last characters come again below.
    """
    i = start
    while i < end and is_digest(sheet.lines[i].text):
        last = i + 1
        while last < end and _goes_on(sheet, last):
            last += 1
        if last >= end or not is_digest(sheet.lines[last].text):
            last = _repeated_until(sheet, i, end) or last
        i = last
    return i - start


def _goes_on(sheet: Sheet, i: int) -> bool:
    """Whether line i still is of the bullet above: it opens no page, on which the text would begin."""
    return not sheet.lines[i].opens_page and not is_digest(sheet.lines[i].text) and runs_on(sheet, i - 1)


def _repeated_until(sheet: Sheet, bullet: int, end: int) -> int | None:
    below = squeeze("".join(line.text for line in sheet.lines[bullet + 1 : min(end, bullet + _LOOK_AHEAD)]))
    bullet_text = ""
    found = None
    for i in range(bullet, min(end, bullet + _LONGEST_BULLET)):
        text = squeeze(sheet.lines[i].text)
        bullet_text += text
        if i > bullet:
            below = below[len(text) :]
        tail = bullet_text.rstrip("。；")[-_TAIL:]
        if len(tail) < _TAIL or tail not in below:
            return found
        line = sheet.lines[i]
        if sheet.style is Style.WRAPPED:
            full = line.width > sheet.lines[bullet].width - 2
        else:
            full = abs(line.width - sheet.measures[i]) <= 2
        found = found if full and not is_closed(text) else i + 1
    return found
