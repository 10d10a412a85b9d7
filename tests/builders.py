"""Small documents for tests, cut as the test says and not as the parser would."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from archive.dates import PartialDate
from archive.importing.records import (
    ArticleRecord,
    Dateline,
    DocumentKind,
    DocumentRecord,
    Kind,
    LeftoverRecord,
    PageRecord,
    ParagraphRecord,
    RawText,
    Reason,
    Role,
    Span,
)
from archive.importing.reflow import joined

#: Two articles, lines 2 to 4 and 6 to 8, between a running head and a page number.
TEXT = """青禾通讯 第三期
全县春灌工作会议召开
青禾社柳镇3月4日电 全县春灌工作会议昨日召开。
会议要求，渠道清淤要在清明之前完成。
— 1 —
一渠清水进村来
柳镇的老渠修了三年。今年开春，水第一次流到了渠尾。
老支书把手伸进水里，半天没有说话。
"""


@dataclass(frozen=True)
class Cut:
    """Lines `first` to `last` (from 1) as an article, a paragraph a line, the first of them its title if `titled`."""

    first: int
    last: int
    titled: bool = True
    kind: Kind = Kind.NEWS
    source: str | None = None
    bylines: tuple[str, ...] = ()
    date: PartialDate | None = None
    dateline: Dateline | None = None


CUTS = (
    Cut(2, 4, dateline=Dateline("青禾社", "柳镇", PartialDate.of(2031, 3, 4, printed="3月4日", inferred=True))),
    Cut(6, 8, kind=Kind.FEATURE, bylines=("许桂兰", "吴明远"), date=PartialDate.of(2031, 3, printed="今年开春")),
)


def raw(text: str = TEXT, name: str = "青禾通讯.txt") -> RawText:
    return RawText(name, hashlib.sha256(text.encode()).hexdigest(), "utf-8", text)


def document(
    text: str = TEXT,
    cuts: Iterable[Cut] = CUTS,
    *,
    name: str = "青禾通讯.txt",
    title: str | None = "青禾通讯",
    pages: tuple[PageRecord, ...] = (PageRecord(1, 5, "1"), PageRecord(6, 8)),
) -> DocumentRecord:
    """The record of `text` with the articles that `cuts` names; each line between them is a leftover."""
    lines = text.split("\n")
    cuts = tuple(cuts)
    taken = {line for cut in cuts for line in range(cut.first, cut.last + 1)}
    return DocumentRecord(
        raw=raw(text, name),
        title=title,
        publisher=None,
        kind=DocumentKind.COMPILATION,
        period_start=PartialDate.of(2031, 3),
        period_end=None,
        pages=pages,
        articles=tuple(_article(lines, cut) for cut in cuts),
        leftovers=tuple(
            LeftoverRecord(Reason.OTHER, line, (_span(lines, number),))
            for number, line in enumerate(lines, 1)
            if number not in taken and line.strip()
        ),
    )


def _article(lines: list[str], cut: Cut) -> ArticleRecord:
    paragraphs = [
        ParagraphRecord(
            role := Role.TITLE if cut.titled and number == cut.first else Role.TEXT,
            joined([lines[number - 1]], role),
            (_span(lines, number),),
        )
        for number in range(cut.first, cut.last + 1)
        if lines[number - 1].strip()
    ]
    return ArticleRecord(
        start_line=cut.first,
        end_line=cut.last,
        kicker=None,
        title=paragraphs[0].text if cut.titled else None,
        subtitle=None,
        column=None,
        kind=cut.kind,
        dateline=cut.dateline,
        source=cut.source,
        bylines=cut.bylines,
        date=cut.date,
        paragraphs=tuple(paragraphs),
    )


def _span(lines: list[str], number: int) -> Span:
    return Span(number, 0, len(lines[number - 1]))
