"""The level at which an initiative was launched, told by the words before its name."""

from __future__ import annotations

import re

_NEAR = 12  # characters
#: The last that stands before the name counts.
_WORDS = re.compile(
    "(?P<national>党中央|中共中央|中央|国务院|国家|全国|我国)"
    "|(?P<province>全省|我省|本省|省委|省政府|省级|自治区|全区)"
    "|(?P<prefecture>全市|我市|本市|市委|市政府|市级|全州)"
    "|(?P<county>全县|我县|本县|县委|县政府|县级)"
)


def level(text: str, start: int) -> str:
    """One of the levels of `Organization`, or the empty string where the words before `start` tell none."""
    found = ""
    for match in _WORDS.finditer(text, max(0, start - _NEAR), start):
        found = match.lastgroup or found
    return found
