"""Signs that an article starts, and what each weighs.

The weights say how seldom a sign stands anywhere else: a dateline hardly ever, a new page all the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from archive.importing.blocks import Block, is_beside
from archive.importing.bylines import parse_byline
from archive.importing.digests import digest_length
from archive.importing.imprint import is_daily
from archive.importing.lines import CENTRED, Line, Sheet, Style, page_ranges
from archive.importing.opening import (
    COLUMN,
    DELIVERED,
    META,
    NUMBER,
    SALUTATION,
    TO_EDITORS,
    opens_text,
)
from archive.importing.records import Reason
from archive.importing.reflow import breaks_off, display
from archive.importing.typography import heading_level, is_bullet, is_digest, squeeze
from archive.importing.wording import (
    ANNEX,
    COMPILERS,
    DECK,
    FULL_TEXT,
    KICKER,
    LEAD,
    NAME_BEHIND,
    SIGNER,
    SORT,
    STATE,
    TITLE_WORDS,
)

_MOST_LINES = 12
#: Characters of a text within which its day stands if it is a report, and its headline is said again.
_LEAD_WITHIN, _SAID_AGAIN_WITHIN = 24, 90
_SAID_AGAIN = 0.7
_FEWEST_PAGES = 4
#: A headline set apart from the indented paragraphs below it; subheads are too.
SET_APART = 1.5

#: What a lead weighs, and what in a day's print, which has reports more than anything; subheads are narrower.
_LEAD_WEIGHT, _LEAD_WEIGHT_OF_DAY = 1.0, 2.5
_NARROWEST_HEADLINE = 8


@dataclass(frozen=True)
class Scale:
    """Weighs the places of a sheet at which an article may start."""

    sheet: Sheet

    @cached_property
    def shown(self) -> tuple[bool, ...]:
        return display(self.sheet)

    @cached_property
    def is_web(self) -> bool:
        return any(left.reason is Reason.MENU for left in self.sheet.leftovers)

    @cached_property
    def is_of_day(self) -> bool:
        """Whether this is the print of one day, a newspaper or broadcast, one paragraph a line."""
        return self.sheet.style is Style.PLAIN and is_daily(self.sheet.leftovers)

    @cached_property
    def short_pages(self) -> frozenset[int]:
        """The last lines (0-based) of pages that end well above the foot, as the last page of an article does."""
        pages = sorted((page for page in page_ranges(self.sheet) if page), key=len)
        if len(pages) < _FEWEST_PAGES:
            return frozenset()
        capacity = len(pages[len(pages) * 3 // 4])
        return frozenset(page[-1] for page in pages if len(page) < 0.85 * capacity)

    @cached_property
    def marks_are_sections(self) -> bool:
        """Whether leading blanks mark sections, not pages: pages would be about equally long."""
        marks = [i for i, line in enumerate(self.sheet.lines) if line.marked]
        lengths = [after - before for before, after in pairwise(marks)]
        if self.sheet.usual_gap or len(lengths) < 2:
            return not self.sheet.usual_gap and bool(marks)
        return sum(length > 0.7 * max(lengths) for length in lengths) * 2 < len(lengths)

    def block(self, start: int) -> Block:
        """The block that a text starting at line `start` (0-based) would have."""
        lines = self.sheet.lines
        end = start + digest_length(self.sheet, start, len(lines))
        for i in range(end, min(end + _MOST_LINES, len(lines))):
            if not self._belongs(start, i):
                break
            end = i + 1
        block = lines[start:end]
        beside = [is_digest(line.text) or parse_byline(line.text) or is_beside(line) for line in block]
        titles = tuple(line for line, aside in zip(block, beside, strict=True) if not aside)
        return Block(
            start, block, titles, lines[start - 1] if start else None, lines[end] if end < len(lines) else None
        )

    def _belongs(self, start: int, i: int) -> bool:
        """Whether line i still stands before the text that starts with line `start`."""
        line, sheet = self.sheet.lines[i], self.sheet
        if is_beside(line) or (self.shown[i] and DELIVERED.match(line.text)) or parse_byline(line.text):
            return True
        if i > start and STATE.fullmatch(line.text):
            return True
        note = line.text[0] in "（(" and line.width > 12
        paragraph = sheet.indented and 2 <= line.indent < CENTRED and sheet.lines[start].indent < 2
        wide_gap = line.gap >= sheet.usual_gap + 2 and (sheet.usual_gap == 0 or sheet.style is not Style.WRAPPED)
        if note or paragraph or (i > start and (line.opens_page or line.after_break or wide_gap)):
            return False
        bullet = is_bullet(line.text) and not (i > start and line.text.startswith("——"))
        opens = opens_text(line.text) or META.search(line.text) or SALUTATION.fullmatch(line.text)
        return self.shown[i] and not bullet and heading_level(line.text) is None and not opens

    def weigh(self, block: Block) -> float:
        """The weight of all signs at a block; 0 where something rules a start out."""
        line, before = self.sheet.lines[block.start], block.before
        if heading_level(line.text) is not None or (is_bullet(line.text) and not line.opens_page):
            return 0.0
        if before and breaks_off(self.sheet, block.start - 1) and not self.shown[block.start - 1]:
            return 0.0
        if not block.titles and not line.opens_page and not (block.after and opens_text(block.after.text)):
            return 0.0
        if block.start and block.titles and not line.opens_page and self._is_signature(block):
            return 0.0
        weight = self._place(block) + self._beside(block)
        if block.titles:
            weight += self._headline(block)
        if block.after:
            weight += self._text(block.after, line, block)
        return weight

    def _is_signature(self, block: Block) -> bool:
        """Whether a block without a text of its own below signs the text above."""
        after, line = block.after, block.lines[0]
        if after is None or after.after_break:
            return True
        parted = after.gap > max(line.gap, self.sheet.usual_gap) and heading_level(after.text) is None
        signed = all(
            NAME_BEHIND.fullmatch(title.text) or SIGNER.fullmatch(squeeze(title.text)) for title in block.titles
        )
        return parted and (signed or self.shown[block.start + len(block.lines)])

    def _place(self, block: Block) -> float:
        """Where the block stands: page, gap, break."""
        line, weight = self.sheet.lines[block.start], 0.0
        if line.opens_page:
            weight += 3.0 if self.marks_are_sections and line.marked else 2.0 if block.titles else 1.0
            weight += 1.0 if block.start - 1 in self.short_pages else 0.0
        if line.after_break:
            weight += 1.5
        elif self.is_web and block.start:
            weight -= 2.0  # on a web page a headline stands below the menus
        extra = line.gap - self.sheet.usual_gap
        if self.sheet.style is Style.WRAPPED or extra <= 0:
            return weight + (0.5 if extra > 2 else 0.0)
        return weight + (1.0 if extra == 1 else 2.0)

    def _headline(self, block: Block) -> float:
        """How the headline is set, and how it reads."""
        sheet, titles, after = self.sheet, block.titles, block.after
        weight = 0.5
        if sheet.indented and (
            titles[0].indent >= CENTRED or (titles[0].indent == 0 and after and _is_indented(after))
        ):
            weight += SET_APART
        tight = after is not None and not after.opens_page and after.gap < sheet.usual_gap
        if len(block.lines) > 1 or after is None or after.gap > sheet.usual_gap + 1 or tight:
            weight += 1.0
        if " " in titles[0].text or any(TITLE_WORDS.search(title.text) for title in titles):
            weight += 1.0
        if COMPILERS.fullmatch(titles[0].text):
            weight += 2.5
        if COLUMN.match(titles[0].text):
            weight += 2.0
        if SORT.match(titles[0].text):
            weight += 2.5
        if any(KICKER.search(t.text) for t in titles[:-1]) or any(DECK.search(t.text) for t in titles[1:]):
            weight += 1.0
        texts = [squeeze(title.text) for title in titles]
        if "".join(texts) in sheet.announced or any(text.strip("【】") in sheet.known_heads for text in texts):
            weight += 3.0
        if (
            (block.before and FULL_TEXT.search(block.before.text))
            or self._is_issued_above(block, "".join(texts))
            or ANNEX.fullmatch(titles[0].text)
        ):
            weight += 3.0
        return weight

    def _is_issued_above(self, block: Block, title: str) -> bool:
        """Whether the short text above names this headline in book title marks, as a notice does what it issues."""
        above = self.sheet.lines[max(0, block.start - _MOST_LINES) : block.start]
        return any(f"《{title}》" in squeeze(line.text) for line in above)

    def _beside(self, block: Block) -> float:
        """Author, day and number beside the headline."""
        weight = 0.0
        for line in [*block.lines, *([block.after] if block.after else [])]:
            if byline := parse_byline(line.text):
                weight += 2.5 if byline.certain else 1.5
                break
        if any(NUMBER.fullmatch(line.text) or (k and is_beside(line)) for k, line in enumerate(block.lines)):
            weight += 2.5
        return weight

    def _text(self, after: Line, line: Line, block: Block) -> float:
        """How the text below the headline opens."""
        if opens_text(after.text) or TO_EDITORS.match(after.text):
            return 3.0
        if META.search(after.text) and not is_digest(after.text):
            return 2.0
        if SALUTATION.fullmatch(after.text) or (not block.titles and SALUTATION.fullmatch(line.text)):
            return 2.0
        if not block.titles:
            return 2.0 if is_digest(line.text) else 0.0
        again = 2.0 if self._is_said_again(block) else 0.0
        heads_report = self.is_of_day and sum(title.width for title in block.titles) >= _NARROWEST_HEADLINE
        lead = _LEAD_WEIGHT_OF_DAY if heads_report else _LEAD_WEIGHT
        return again + (lead if LEAD.search(after.text[:_LEAD_WITHIN]) else 0.0)

    def _is_said_again(self, block: Block) -> bool:
        """Whether the text opens by saying its headline again, as reports do and texts under a subhead do not."""
        first = block.start + len(block.lines)
        text = squeeze("".join(line.text for line in self.sheet.lines[first : first + 6]))[:_SAID_AGAIN_WITHIN]
        for title in (squeeze(line.text) for line in block.titles):
            pairs = {a + b for a, b in pairwise(title)}
            if (
                len(title) >= 8
                and not title.endswith("——")
                and sum(p in text for p in pairs) >= _SAID_AGAIN * len(pairs)
            ):
                return True
        return False


def _is_indented(line: Line) -> bool:
    return 2 <= line.indent < CENTRED
