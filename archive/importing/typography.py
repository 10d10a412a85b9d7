"""What can be told from printed characters alone: widths, sentence ends, heading numbers, doubled print."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

SENTENCE_ENDS = "。！？…!?"
CLAUSE_ENDS = "；：;:"
_CLOSERS = "”’」』）》】〉)]\"'"
_ENUMERATION = re.compile("[、，；]")
#: The shortest part that, standing twice in a row, shows a line to be doubled print.
_SHORTEST = 4
_TWICE = re.compile(r"(.{4,60})\1|(.{3})\2$")
_NUMERAL = "[一二三四五六七八九十百零〇]"

#: Headings that say their own level, the widest first: 编, 章, 节, 一、, （一）, 1., （1）.
NUMBERED_HEADINGS = [
    (1, re.compile(rf"第{_NUMERAL}+(?:编|部分|篇)(?=[\s　：:]|$)")),
    (1, re.compile(rf"第{_NUMERAL}+章(?=[\s　]|$)")),
    (2, re.compile(rf"第{_NUMERAL}+节(?=[\s　]|$)")),
    (3, re.compile(rf"第{_NUMERAL}+条(?=[\s　]|$)")),
    (1, re.compile(rf"{_NUMERAL}+、")),
    (1, re.compile(rf"{_NUMERAL}{{1,3}}$")),
    (2, re.compile(rf"[（(]{_NUMERAL}+[）)]")),
    (2, re.compile(r"●")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)")),
]
_BULLET = re.compile(r"[■◆▲★●※]|·(?=\s|\S)|—\s?—")


def any_of(*words: str) -> str:
    """A group of a regular expression that matches any of these words, which are parted by blanks."""
    return f"(?:{'|'.join(' '.join(words).split())})"


def _narrow() -> str:
    """The characters of half width, as a class of a regular expression; from U+3000 on print is full-width."""
    return "".join(
        re.escape(chr(code)) for code in range(0x3000) if unicodedata.east_asian_width(chr(code)) not in "WFA"
    )


_NARROW = re.compile(f"[{_narrow()}\uff61-\uffdc]+")


def em(text: str) -> float:
    """Width in em (全角): a full-width character is 1, any other a half."""
    return len(text) - sum(map(len, _NARROW.findall(text))) / 2


def is_closed(text: str, ends: str = SENTENCE_ENDS + CLAUSE_ENDS) -> bool:
    """Whether a line ends a sentence, looking behind closing quotes and brackets; a wholly bracketed line does."""
    core = text.rstrip(_CLOSERS)
    return core.endswith(tuple(ends)) or (text.startswith(("（", "(")) and text.endswith(("）", ")")))


def has_sentence(text: str) -> bool:
    """Whether a sentence ends anywhere in the text, as headlines do not have it."""
    return "。" in text or "；" in text


def heading_level(text: str) -> int | None:
    """Level of a numbered or marked heading (1 the highest), None for other text."""
    return next((level for level, pattern in NUMBERED_HEADINGS if pattern.match(text)), None)


def is_bullet(text: str) -> bool:
    """Whether a line opens with a mark that only opens paragraphs."""
    return bool(_BULLET.match(text))


def is_digest(text: str) -> bool:
    """Whether a line opens with the mark of a digest's bullet (提要); a byline can open with the same mark."""
    return text[:1] in "■◆▲·" and any(len(word) > 6 for word in text[1:].split())


def squeeze(text: str) -> str:
    """The text without any white space, for comparing print with print."""
    return "".join(text.split())


class Impression(NamedTuple):
    """Columns of a line: `kept` is the first impression of each part, `doubled` the second ones."""

    kept: list[tuple[int, int]]
    doubled: list[tuple[int, int]]


def undouble(text: str) -> Impression | None:
    """Tells doubled print (重影) apart: 'ABAB' is AB printed twice. None when nothing of it is doubled.

    A line counts as doubled when some part of at least four characters stands twice in a row, or three at its end;
    only then are shorter parts (a quotation mark, a name) taken for doubled too: 久久 and 处处 are plain Chinese.
    """
    if not _TWICE.search(text):
        return None
    tail = text[-3:] == text[-6:-3] and len(set(text[-3:])) > 1
    if not tail and not any(_repeat(text, i, _SHORTEST) for i in range(len(text))):
        return None
    kept: list[tuple[int, int]] = []
    doubled: list[tuple[int, int]] = []
    i = 0
    while i < len(text):
        length = 0 if text[i].isspace() else _repeat(text, i, 1)
        if length:
            kept.append((i, i + length))
            doubled.append((i + length, i + 2 * length))
            i += 2 * length
        else:
            kept.append((i, i + 1))
            i += 1
    return Impression(_merged(kept), doubled)


def doubled_share(text: str) -> float:
    """How much of a line is doubled print, both impressions counted: 1.0 when all of it is printed twice."""
    impression = undouble(text)
    return 2 * sum(end - start for start, end in impression.doubled) / len(squeeze(text)) if impression else 0.0


def _repeat(text: str, start: int, shortest: int) -> int:
    """Length of the longest part of at least `shortest` characters that stands twice from `start` on, or 0.

    A part with a comma in it is only doubled when that is all of the line: 重点实验室、省实验室、省 is an enumeration.
    """
    for length in range(min((len(text) - start) // 2, 60), shortest - 1, -1):
        part = text[start : start + length]
        if part == text[start + length : start + 2 * length] and (
            2 * length == len(text) or not _ENUMERATION.search(part)
        ):
            return length
    return 0


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged
