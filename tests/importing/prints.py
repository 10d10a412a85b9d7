"""Texts set as presses and converters set them, for tests: each helper gives the raw lines of one layout.

Widths are in em: a full-width character is 1, any other a half.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from archive.importing.authority import Authority
from archive.importing.layout import lay_out
from archive.importing.lines import Sheet
from archive.importing.pipeline import parse
from archive.importing.records import ArticleRecord, DocumentRecord, Reason, Role
from archive.importing.typography import em
from tests.builders import raw

#: Marks that no line begins with (避头): the line before is set so much wider.
_NEVER_FIRST = "，。、；：？！”’）》…"
#: Marks that no line ends with (避尾).
_NEVER_LAST = "“‘（《"
_WORDS = re.compile(r"[0-9A-Za-z.%]+|.", re.DOTALL)


def sheet(lines: Iterable[str]) -> Sheet:
    """These lines as layout hands them on."""
    return lay_out(raw("\n".join(lines)))


def parsed(lines: Iterable[str]) -> DocumentRecord:
    """These lines as a document, nothing known beforehand."""
    return parse(raw("\n".join(lines)), Authority())


def texts(articles: Iterable[ArticleRecord], *roles: Role) -> list[str]:
    """The paragraphs of articles that have one of these roles; without roles, those of the text itself."""
    roles = roles or (Role.TEXT, Role.HEADING)
    return [p.text for article in articles for p in article.paragraphs if p.role in roles]


def left(document: DocumentRecord | Sheet, reason: Reason) -> list[str]:
    """What was left out of the articles for this reason."""
    return [found.text for found in document.leftovers if found.reason is reason]


def wrapped(text: str, width: int, first: float = 0) -> list[str]:
    """A paragraph in lines `width` wide, the first one narrower by `first` (a lost indent). Numbers stay whole."""
    lines = [""]
    room = width - first
    for word in _WORDS.findall(text):
        if lines[-1] and em(lines[-1] + word) > room and word not in _NEVER_FIRST:
            carried = ""
            while len(lines[-1]) > 1 and lines[-1][-1] in _NEVER_LAST:
                carried = lines[-1][-1] + carried
                lines[-1] = lines[-1][:-1]
            lines.append(carried)
            room = width
        lines[-1] += word
    return lines


def column(paragraphs: Iterable[str], width: int, indent: str = "", lost: float = 0) -> list[str]:
    """Wrapped print: each paragraph begins with the blanks of `indent`, or narrower by what was `lost` of them."""
    return [
        (indent if k == 0 else "") + line
        for paragraph in paragraphs
        for k, line in enumerate(wrapped(paragraph, width, lost or em(indent)))
    ]


def spaced(lines: Iterable[str], blanks: int = 1) -> list[str]:
    """The lines with so many blank ones after each."""
    return [part for line in lines for part in [line, *[""] * blanks]]


def paged(lines: Sequence[str], length: int, blanks: int = 0, marks: bool = True, numbered: bool = False) -> list[str]:
    """Pages of `length` lines, `blanks` blank lines after each line but the last of its page.

    A page break leaves a single blank before the page's first line (`marks`), or a number alone in its line after the
    last one (`numbered`).
    """
    printed: list[str] = []
    for number, start in enumerate(range(0, len(lines), length), 1):
        page = spaced(lines[start : start + length], blanks)
        page = page[: len(page) - blanks]
        if marks:
            page[0] = " " + page[0]
        printed += [*page, *(["", str(number), ""] if numbered else [])]
    return printed


def broken(paragraphs: Iterable[str], first: int = 28) -> list[str]:
    """A word processor's print: each paragraph breaks after its first `first` characters, the rest is one line."""
    return [line for text in paragraphs for line in (text[:first], text[first:]) if line]
