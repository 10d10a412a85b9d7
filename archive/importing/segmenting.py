"""Where one article ends and the next begins.

Print marks the start of an article by several signs, none of which is always there: a new page, a wider gap, lines set
for display, a byline, a dateline, a source, a salutation. Each sign found adds its weight; what reaches the threshold
is a start. The weights say how seldom a sign stands anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from archive.importing.bylines import parse_byline
from archive.importing.digests import digest_length
from archive.importing.lines import Line, Sheet, Style, page_ranges
from archive.importing.opening import (
    DATE_LINE,
    DATELINE,
    DAY,
    DELIVERED,
    LEAD_IN,
    META,
    NUMBER,
    SALUTATION,
    SOURCE,
    opens_text,
)
from archive.importing.records import Reason
from archive.importing.reflow import breaks_off, display, is_full, runs_on
from archive.importing.typography import (
    any_of,
    heading_level,
    is_bullet,
    is_digest,
    squeeze,
)

THRESHOLD = 3.0
_MOST_LINES = 12
#: Blanks before a line from which on it is centred, not a paragraph's first.
_CENTRED = 6
_MOST_SIGNERS = 4
#: Characters of a text within which its day stands if it is a report.
_LEAD_WITHIN = 24
_SIGNER = re.compile(
    r"\S{2,24}(?:委员会|政府|办公厅|办公室|厅|局|部|会|院|处|组|社|省委|市委|县委|党委|公司|集团|大学|学院|学校|军区)"
)

#: How the text of a report opens: with its day.
_LEAD = re.compile(rf"{DAY}|{any_of('近日 日前 昨日 昨天 今天 今日')}|\d{{1,2}}\s*日(?:上午|下午|晚)?")
_TITLE_WORDS = re.compile(
    any_of(
        "强调 指出 要求 召开 举行 开幕 闭幕 会议 大会 座谈会 讲话 致辞 贺信 报告 条例 办法 规定 规则 细则 决定 决议",
        "意见 通知 公告 通告 公报 方案 规划 纲要 倡议书 公开信 慰问信 综述 纪实 述评 侧记 （摘要） （节选） （全文）",
    )
    + "$"
)
_KICKER = re.compile(r"(?:强调|指出|要求|提出|表示|讲话|批示|发布|印发)$")
_DECK = re.compile(r"^——|(?:出席|主持|讲话|致辞|参加|列席)(?:并\S{2,6})?$")
#: 「（试行）」 in a line of its own below a title.
_STATE = re.compile(r"[（(](?:试行|暂行|草案|摘要|节选|修订|修正|全文|征求意见稿|\d{4}年版?)[）)]")
_BESIDE = (DATE_LINE, DELIVERED, NUMBER)
ANNEX = re.compile(r"附\s*(?:件|录|表)?\s*[\d一二三四五]*\s*[：:]?(?P<title>.*)")
_FULL_TEXT = re.compile(
    r"(?:全文|原文|内容|附件|附)(?:如下|)[。：:]?$|(?:现|予以)(?:全文)?(?:公布|刊登|发布|印发).{0,16}[。：:]$"
)


class Opening(NamedTuple):
    """A possible start: line `start` (0-based) with `lines` lines set for display before its text, and their weight."""

    start: int
    lines: int
    weight: float


def starts(sheet: Sheet) -> list[Opening]:
    """The starts of a sheet's articles, in order; the first line always starts one."""
    shown = display(sheet)
    short_pages = _short_pages(sheet)
    sections = _marks_are_sections(sheet)
    found: list[Opening] = []
    covered = 0
    signed = -1
    for i in range(len(sheet.lines)):
        if i < covered or not (i == 0 or i == signed or _may_start(sheet, i, shown)):
            continue
        if signature := _signature(sheet, i) if i else 0:
            covered = signed = i + signature
            continue
        opening = _weigh(sheet, i, shown, short_pages, sections)
        if i == signed and opening.lines:
            opening = opening._replace(weight=opening.weight + 1.5)
        if found and not opening.lines and not _has_text_between(sheet, found[-1], i):
            continue
        if i == 0 or opening.weight >= THRESHOLD:
            found.append(opening)
            covered = i + opening.lines + 1
    return found


def _has_text_between(sheet: Sheet, opening: Opening, i: int) -> bool:
    """Whether text stands between a headline and line i; not only what tells source, time or contents of a page."""
    below = sheet.lines[opening.start + opening.lines : i]
    return (
        not opening.lines
        or len(below) > 3
        or not all(META.search(line.text) or LEAD_IN.match(line.text) or is_digest(line.text) for line in below)
    )


def _may_start(sheet: Sheet, i: int, shown: Sequence[bool]) -> bool:
    """Whether the print breaks before line i at all."""
    line, before = sheet.lines[i], sheet.lines[i - 1]
    annex = ANNEX.fullmatch(line.text)
    if annex:
        # An annex begins here, or is only named.
        return not annex["title"] and shown[i] and i + 1 < len(shown) and shown[i + 1] and sheet.lines[i + 1].width >= 8
    if runs_on(sheet, i - 1) and not line.opens_page and not line.after_break:
        return False
    if (
        line.opens_page
        or line.after_break
        or line.gap > sheet.usual_gap
        or (opens_text(line.text) and not SOURCE.match(line.text))
    ):
        return True
    return shown[i] and not (shown[i - 1] and not before.closed)


def _signature(sheet: Sheet, start: int) -> int:
    """How many lines from `start` on are the signature (落款) of the text above: bodies or names, and a bare day."""
    if is_full(sheet, start - 1) and not sheet.lines[start - 1].closed:
        return 0
    for k in range(_MOST_SIGNERS + 1):
        if start + k >= len(sheet.lines):
            return 0
        text = sheet.lines[start + k].text
        day = DATE_LINE.fullmatch(text)
        if day and day["bare"]:
            return k + 1 if k else 0
        if not _SIGNER.fullmatch(squeeze(text)) and not parse_byline(text):
            return 0
    return 0


def _block(sheet: Sheet, start: int, shown: Sequence[bool]) -> int:
    """How many lines from `start` on are headline, byline, source or date line: what stands before the text."""
    digest = start + digest_length(sheet, start, len(sheet.lines))
    count = digest - start
    for i in range(digest, min(digest + _MOST_LINES, len(sheet.lines))):
        line = sheet.lines[i]
        if (
            DELIVERED.fullmatch(line.text)
            or (shown[i] and DELIVERED.match(line.text))
            or DATE_LINE.fullmatch(line.text)
            or NUMBER.fullmatch(line.text)
            or parse_byline(line.text)
            or (count and _STATE.fullmatch(line.text))
        ):
            count += 1
            continue
        if (line.text[0] in "（(" and line.width > 12) or (
            sheet.indented and 2 <= line.indent < _CENTRED and sheet.lines[start].indent < 2
        ):
            break
        if count and (
            line.opens_page
            or (line.gap >= sheet.usual_gap + 2 and (sheet.usual_gap == 0 or sheet.style is not Style.WRAPPED))
        ):
            break
        if (
            not shown[i]
            or (is_bullet(line.text) and not (count and line.text.startswith("——")))
            or heading_level(line.text)
            or opens_text(line.text)
            or META.search(line.text)
            or SALUTATION.fullmatch(line.text)
        ):
            break
        count += 1
    return count


def _weigh(sheet: Sheet, i: int, shown: Sequence[bool], short_pages: set[int], sections: bool) -> Opening:
    line = sheet.lines[i]
    count = _block(sheet, i, shown)
    block = sheet.lines[i : i + count]
    after = sheet.lines[i + count] if i + count < len(sheet.lines) else None
    titles = [
        part
        for part in block
        if not (is_digest(part.text) or parse_byline(part.text) or any(p.fullmatch(part.text) for p in _BESIDE))
    ]
    if heading_level(line.text) is not None or (is_bullet(line.text) and not line.opens_page):
        return Opening(i, count, 0.0)
    before = sheet.lines[i - 1] if i else None
    if before and breaks_off(sheet, i - 1) and not shown[i - 1]:
        return Opening(i, count, 0.0)
    text = squeeze("".join(part.text for part in titles))
    weight = 0.0
    if line.opens_page:
        weight += 3.0 if sections and line.marked else 2.0 if titles else 1.0
    if before and i - 1 in short_pages and line.opens_page:
        weight += 1.0
    if line.after_break:
        weight += 1.5
    elif i and any(left.reason is Reason.MENU for left in sheet.leftovers):
        weight -= 2.0  # on a web page a headline stands below the menus
    weight += _gap_weight(sheet, line)
    if not titles and not line.opens_page and not (after and opens_text(after.text)):
        return Opening(i, count, 0.0)
    parted = (
        after is None
        or after.after_break
        or (after.gap > max(line.gap, sheet.usual_gap) and heading_level(after.text) is None)
    )
    if i and titles and parted and not line.opens_page:
        return Opening(i, count, 0.0)  # the signature of the text above: no text of its own follows
    if titles:
        weight += 0.5
        # Set apart from indented paragraphs: centred, or flush above one.
        set_apart = line.indent >= _CENTRED or (line.indent == 0 and after is not None and 2 <= after.indent < _CENTRED)
        weight += 1.5 if sheet.indented and set_apart else 0.0
        if (
            count > 1
            or after is None
            or after.gap > sheet.usual_gap + 1
            or (sheet.usual_gap and block[-1].gap < sheet.usual_gap and i)
        ):
            weight += 1.0
        weight += (
            1.0 if any(_TITLE_WORDS.search(part.text) for part in titles) or " " in titles[0].text.strip() else 0.0
        )
        weight += (
            1.0
            if any(_KICKER.search(part.text) for part in titles[:-1])
            or any(_DECK.search(part.text) for part in titles[1:])
            else 0.0
        )
        if text in sheet.announced or any(squeeze(part.text) in sheet.announced for part in titles):
            weight += 3.0
    for part in [*block, *([after] if after else [])]:
        byline = parse_byline(part.text)
        if byline:
            weight += 2.5 if byline.certain else 1.5
            break
    if any(p.fullmatch(part.text) for part in block for p in _BESIDE if part is not block[0] or p is NUMBER):
        weight += 2.5
    if after:
        weight += _text_weight(after, line, bool(titles))
    if titles and ((before and _FULL_TEXT.search(before.text)) or ANNEX.fullmatch(line.text)):
        weight += 3.0
    return Opening(i, count, weight)


def _gap_weight(sheet: Sheet, line: Line) -> float:
    extra = line.gap - sheet.usual_gap
    if sheet.style is Style.WRAPPED or extra <= 0:
        return 0.5 if extra > 2 else 0.0
    return 1.0 if extra == 1 else 2.0


def _text_weight(after: Line, line: Line, titled: bool) -> float:
    """The weight of how the text below a headline opens."""
    dateline = DATELINE.match(after.text)
    if (dateline and opens_text(after.text)) or SOURCE.match(after.text):
        return 3.0
    if SALUTATION.fullmatch(after.text) or (not titled and SALUTATION.fullmatch(line.text)):
        return 2.0
    if not titled and is_digest(line.text):
        return 2.0
    return 1.0 if titled and _LEAD.search(after.text[:_LEAD_WITHIN]) else 0.0


def _short_pages(sheet: Sheet) -> set[int]:
    """The last lines (0-based) of pages that end well above the foot, as the last page of an article does."""
    pages = [page for page in page_ranges(sheet) if len(page)]
    if len(pages) < 4:
        return set()
    capacity = median(len(page) for page in pages)
    return {page[-1] for page in pages if len(page) < 0.85 * capacity}


def _marks_are_sections(sheet: Sheet) -> bool:
    """Whether leading blanks mark sections, not pages: pages would be about equally long."""
    marks = [i for i, line in enumerate(sheet.lines) if line.marked]
    lengths = [after - before for before, after in pairwise(marks)]
    if sheet.usual_gap or len(lengths) < 2:
        return not sheet.usual_gap and bool(marks)
    full = max(lengths)
    return sum(length > 0.7 * full for length in lengths) * 2 < len(lengths)
