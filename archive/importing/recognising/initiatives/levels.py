"""The level at which an initiative was launched, told by the words before its name."""

from __future__ import annotations

import re

from archive.importing.vocabulary import pairs

_NEAR = 12  # characters
_WORDS = re.compile("|".join(sorted(pairs("launching_levels"), key=lambda word: (-len(word), word))))


def level(text: str, start: int) -> str:
    """One of the levels of `Organization`, told by the last word of level before `start`, or the empty string."""
    found = _WORDS.findall(text, max(0, start - _NEAR), start)
    return pairs("launching_levels")[found[-1]] if found else ""
