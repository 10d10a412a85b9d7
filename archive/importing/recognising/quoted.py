"""What stands in quotation marks in a paragraph."""

from __future__ import annotations

import re
from typing import NamedTuple

OPENING, CLOSING = "“「", "”」"
MARKS = "“”‘’「」\"＂'"
LONGEST = 40
_SPAN = re.compile(rf"[“「]([^“”「」\n]{{1,{LONGEST}}})[”」]|‘([^“”「」‘’\n]{{1,{LONGEST}}})’")
_BOOK = re.compile(r"《[^《》\n]{1,120}》")
#: What stands for the characters of a quotation and of a 《》 in `masked`.
QUOTATION, BOOK = "□", "▢"


class Quoted(NamedTuple):
    """Words in quotation marks; `start` and `end` include the marks."""

    start: int
    end: int
    inner: str


def quotations(text: str) -> list[Quoted]:
    """The short quotations of `text`, in order; a mark without its partner opens or closes none."""
    return [Quoted(*match.span(), match[1] or match[2]) for match in _SPAN.finditer(text)]


def masked(text: str) -> str:
    """`text`, as long as it was, with a sign for each character of a quotation or of a 《》."""
    text = _SPAN.sub(lambda match: QUOTATION * len(match[0]), text)
    return _BOOK.sub(lambda match: BOOK * len(match[0]), text)


def unmarked(name: str) -> str:
    """`name` without its quotation marks."""
    return name.translate(_NONE)


_NONE = str.maketrans("", "", MARKS)
