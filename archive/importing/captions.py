"""Captions, unit labels and headlines that a magazine sets around the text of a page.

Pictures stand at the foot of a page (or under the headline): their captions, often printed twice over, come between two
lines of a sentence. So does the headline of a text that begins on the page, where the print sets it below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.importing.bylines import parse_byline
from archive.importing.lines import Line, Sheet, leftover, page_ranges, take
from archive.importing.opening import DELIVERED, SALUTATION
from archive.importing.records import LeftoverRecord, Reason
from archive.importing.reflow import WIDER_BY, breaks_off, display
from archive.importing.typography import (
    SENTENCE_ENDS,
    doubled_share,
    heading_level,
    is_bullet,
    is_closed,
    is_digest,
    squeeze,
    undouble,
)

_LABEL = re.compile(
    r"\S{1,14}(?:市|县|区|省|州|盟|旗|镇|乡|村|社区|大学|学院|学校|中学|小学|医院|集团|公司|银行|局|厅|委|办|院|中心|协会|联合会)"
)
_CREDIT = re.compile(r"\s\S{1,4}\s*(?:摄|供图|绘|制图)$|[（(]?(?:资料图|图片)|(?:摄|供图)[）)]?$")
#: Lines at the foot and at the head of a page among which a headline is looked for.
_MOST = 8


def clear(sheet: Sheet) -> Sheet:
    """The sheet without captions and labels; headlines at the foot of a page are lifted into `foots`."""
    sheet = _cut_glued(sheet)
    shown = display(sheet)
    taken: dict[int, Reason] = {}
    foots: list[Line] = []
    lifted: set[int] = set()
    for page in page_ranges(sheet):
        foot = _foot(sheet, page)
        top = _top(sheet, page, shown)
        headed = [i for i in top if _may_be_headline(sheet, i)]
        headline = _headline_at_foot(sheet, page, foot) if not headed and _begins_text(sheet, page) else []
        lift = sorted(
            {
                *headline,
                *(i for i in foot if sheet.lines[i].text.startswith("——") or (headline and _is_beside(sheet.lines[i]))),
            }
        )
        foots += [sheet.lines[i] for i in lift]
        lifted |= set(lift)
        taken |= {i: _reason(sheet, i) for i in foot if i not in lifted}
        if headed:
            taken |= _around_headline(sheet, headed[0], top)
    for i, line in enumerate(sheet.lines):
        if i not in lifted and line.doubled >= 0.6 and line.width > 1.9 * sheet.measures[i]:
            taken[i] = Reason.CAPTION
    taken = {i: reason for i, reason in taken.items() if i not in lifted}
    return replace(take(sheet, taken, lifted), foots=tuple(foots))


def _cut_glued(sheet: Sheet) -> Sheet:
    """Captions printed twice behind the last words of a paragraph, in one line with them, cut off into leftovers."""
    lines = list(sheet.lines)
    found: list[LeftoverRecord] = []
    for i, line in enumerate(lines):
        end = max(line.text.rfind(mark) for mark in SENTENCE_ENDS) + 1
        if not 0 < end < len(line.text) - 11 or len(line.spans) != 1:
            continue
        end += len(line.text[end:]) - len(line.text[end:].lstrip("”’）"))
        tail = line.part([(end, len(line.text))])
        if doubled_share(tail.text) >= 0.8:
            found.append(leftover(Reason.CAPTION, [tail]))
            lines[i] = line.part([(0, end)])
    return replace(sheet, lines=tuple(lines), leftovers=sheet.leftovers + tuple(found))


def _foot(sheet: Sheet, page: range) -> list[int]:
    """The lines at a page's end that do not belong to its column: doubled, too wide, or short of it without an end.

    A short line alone proves nothing (it may be a subhead), unless it breaks a sentence off.
    """
    foot: list[int] = []
    proof = False
    # What the next page goes on with as wide is its column, which the measure of its neighbourhood falls short of.
    after = sheet.lines[page.stop] if page.stop < len(sheet.lines) else None
    column = after.width if after and not after.doubled else 0.0
    for i in reversed(page[-_MOST:]):
        line, measure = sheet.lines[i], sheet.measures[i]
        too_wide = line.width > max(measure + WIDER_BY, column)
        if is_digest(line.text) and line.width > measure + WIDER_BY:
            return []  # the last bullet of a digest
        aside = (
            line.text.startswith("——") and i > page[0] and (breaks_off(sheet, i - 1) or line.width > measure + WIDER_BY)
        )
        if not measure or heading_level(line.text) or (is_bullet(line.text) and not aside):
            break
        odd = aside or line.doubled > 0.3 or too_wide or not any(c.isalnum() for c in line.text)
        label = (
            proof
            and _LABEL.fullmatch(line.text)
            and i > page[0]
            and breaks_off(sheet, i - 1)
            and line.width < measure - 1.5
        )
        if not odd and not label and (line.closed or line.width >= measure - 4):
            break
        proof = proof or odd
        foot.insert(0, i)
    broken_off = bool(foot) and foot[0] > page[0] and breaks_off(sheet, foot[0] - 1)
    return foot if proof or broken_off else []


def _top(sheet: Sheet, page: range, shown: Sequence[bool]) -> list[int]:
    """The lines of a page before its text: headline, captions, labels, bylines."""
    top: list[int] = []
    for i in page[:_MOST]:
        if not shown[i] and sheet.lines[i].doubled < 0.6 and not parse_byline(sheet.lines[i].text):
            break
        top.append(i)
    return top


def _begins_text(sheet: Sheet, page: range) -> bool:
    """Whether a page opens with what stands before a text: a byline, a digest, a salutation; or is the first one."""
    first = sheet.lines[page[0]]
    if page[0] and breaks_off(sheet, page[0] - 1):
        return False
    return (
        page[0] == 0
        or is_bullet(first.text)
        or bool(parse_byline(first.text))
        or bool(SALUTATION.fullmatch(first.text))
        or first.after_break
    )


def _may_be_headline(sheet: Sheet, i: int) -> bool:
    line = sheet.lines[i]
    if is_bullet(line.text) or heading_level(line.text) or (line.closed and line.text[-1] not in "！？!?”"):
        return False
    return line.width >= 4 and not parse_byline(line.text)


def _headline_at_foot(sheet: Sheet, page: range, foot: list[int]) -> list[int]:
    """The lines of a headline at the foot of a page: announced, printed twice and no caption, or above the labels."""
    if not foot:
        return []
    above = [i for i in (foot[0] - 2, foot[0] - 1) if i > page[0]]
    around = [*above, *foot]
    for start in range(len(around)):
        for end in range(len(around), start, -1):
            run = around[start:end]
            texts = [_kept(sheet.lines[i].text) for i in run]
            if squeeze("".join(texts)) in sheet.announced:
                return run
    titles = [
        i
        for i in foot
        if not _is_label(sheet.lines[i]) and not _is_beside(sheet.lines[i]) and not _is_caption(sheet, i, foot)
    ]
    if titles:
        return [i for i in titles if i - titles[0] == titles.index(i)]
    if any(_is_beside(sheet.lines[i]) for i in foot):
        return [i for i in foot if not _is_beside(sheet.lines[i])][:1]
    headline = above[-1:]
    if headline and is_closed(sheet.lines[headline[0]].text):
        return []
    return above if len(above) > 1 and sheet.lines[above[1]].gap < sheet.usual_gap else headline


def _is_label(line: Line) -> bool:
    """A unit's name or a section word, alone; or a line without a letter."""
    return not line.doubled and (
        line.width <= 5 or bool(_LABEL.fullmatch(line.text)) or not any(c.isalnum() for c in line.text)
    )


def _is_caption(sheet: Sheet, i: int, foot: list[int]) -> bool:
    """Doubled print with a credit; or all of it doubled, and the last such line of a foot."""
    line = sheet.lines[i]
    if _CREDIT.search(_kept(line.text)):
        return True
    later = any(sheet.lines[k].doubled for k in foot if k > i)
    return line.doubled >= 0.9 and not later


def _is_beside(line: Line) -> bool:
    """What stands beside a title: a deck, the author with his office, the occasion of a speech with its day."""
    return line.text.startswith("——") or bool(DELIVERED.fullmatch(line.text) or parse_byline(line.text))


def _kept(text: str) -> str:
    impression = undouble(text)
    return "".join(text[start:end] for start, end in impression.kept) if impression else text


def _reason(sheet: Sheet, i: int) -> Reason:
    line = sheet.lines[i]
    return Reason.CAPTION if line.doubled > 0.3 or line.width > sheet.measures[i] + WIDER_BY else Reason.LABEL


def _around_headline(sheet: Sheet, headline: int, top: list[int]) -> dict[int, Reason]:
    """Captions and labels below a headline at the head of its page."""
    taken: dict[int, Reason] = {}
    for i in top:
        line = sheet.lines[i]
        if i <= headline:
            continue
        if line.doubled >= 0.6 and line.width > sheet.measures[i] + WIDER_BY:
            taken[i] = Reason.CAPTION
        elif _LABEL.fullmatch(line.text) and (
            i - 1 in taken or (i + 1 in top and line.gap >= sheet.usual_gap and sheet.lines[i + 1].text[:1] == "■")
        ):
            taken[i] = Reason.LABEL
    return taken
