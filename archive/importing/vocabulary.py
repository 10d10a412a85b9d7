"""Word lists of the genre: surnames, words of office and the like, as they stand in `fixtures/authority/words/`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "authority" / "words"


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list `name`: parted by blanks and line ends; what follows a # on a line is a remark."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


@cache
def pairs(name: str) -> dict[str, str]:
    """The words of the list `name` that are written `short=long`."""
    return dict(word.split("=") for word in words(name))


def either(*names: str) -> str:
    """An alternation of the words of these lists for a pattern, the longest first."""
    found = frozenset[str]().union(*map(words, names))
    return "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)))


def beginning(*names: str, also: str = "") -> str:
    """A lookahead for what begins like one of the words of these lists, or `also` (a part of a character class).

    Put before a pattern that begins with conditions and alternatives it spares a search most places of a text.
    """
    found = frozenset[str]().union(*map(words, names))
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in found})))}{also}])"
