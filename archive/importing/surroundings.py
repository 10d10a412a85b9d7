"""What stands around an article's text on its pages: heads above it, captions below it, its column, its foot."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from archive.importing.lines import Line, Sheet
from archive.importing.records import ArticleRecord, LeftoverRecord, Reason
from archive.importing.typography import squeeze

_LONGEST_COLUMN = 10


@dataclass(frozen=True)
class Surroundings:
    """A sheet's leftovers and pages, found by line."""

    sheet: Sheet

    @cached_property
    def leftovers(self) -> list[LeftoverRecord]:
        return sorted(self.sheet.leftovers, key=lambda left: left.spans[0])

    @cached_property
    def _leftover_lines(self) -> list[int]:
        return [left.spans[0].line for left in self.leftovers]

    @cached_property
    def _foot_lines(self) -> list[int]:
        return [line.number for line in self.sheet.foots]

    @cached_property
    def _heads(self) -> Counter[str]:
        """How often each running head is printed."""
        return Counter(_head(left) for left in self.leftovers if left.reason is Reason.RUNNING_HEAD)

    def between(self, first: int, last: int) -> list[LeftoverRecord]:
        """The leftovers that begin on raw lines `first` to `last`."""
        return self.leftovers[bisect_left(self._leftover_lines, first) : bisect_right(self._leftover_lines, last)]

    def foot(self, first: Line | None, following: Line | None) -> Sequence[Line]:
        """The headline lines at the feet of the pages between two lines, None for either end of the print."""
        start = bisect_left(self._foot_lines, first.number) if first else 0
        end = bisect_left(self._foot_lines, following.number) if following else None
        return self.sheet.foots[start:end]

    def widened(self, article: ArticleRecord, first: Line, following: Line | None) -> ArticleRecord:
        """The article with its column, its range widened over heads above its first line and captions below its last.

        `first` is its first line, `following` the first one of the next article.
        """
        start, end = article.start_line, article.end_line
        pages = self.sheet.pages
        page = bisect_right(pages, first.number, key=lambda page: page.first_line) - 1
        if first.opens_page and page >= 0:
            above = self.between(pages[page].first_line, start - 1)
            if all(left.reason in (Reason.RUNNING_HEAD, Reason.LABEL) for left in above):
                start = min([start, *(left.spans[0].line for left in above)])
        for left in self.between(end + 1, following.number - 1 if following else self.last_line):
            if left.reason is Reason.CAPTION:
                end = left.spans[-1].line
        return replace(article, start_line=start, end_line=end, column=self._column(article.title, start, end))

    @cached_property
    def last_line(self) -> int:
        return max((span.line for left in self.leftovers for span in left.spans), default=0)

    def _column(self, title: str | None, start: int, end: int) -> str | None:
        """The column (栏目) of an article: what the contents page groups it under, or the head of its pages.

        A head that stands on many pages names the whole print, one of a single letter nothing.
        """
        announced = self.sheet.announced.get(squeeze(title or ""))
        heads = [_head(left) for left in self.between(start, end) if left.reason is Reason.RUNNING_HEAD]
        own = (head.strip("【】") for head in heads if self._names_column(head))
        return announced or next(own, None)

    def _names_column(self, head: str) -> bool:
        seldom = self._heads[head] * 4 <= len(self.sheet.pages)
        return seldom and 2 <= len(head) <= _LONGEST_COLUMN and not re.search(r"\d", head)


def _head(left: LeftoverRecord) -> str:
    return squeeze(left.text.split("\n")[0])


def texts(leftovers: Sequence[LeftoverRecord], *reasons: Reason) -> list[str]:
    """The texts of the leftovers with one of these reasons."""
    return [left.text for left in leftovers if left.reason in reasons]
