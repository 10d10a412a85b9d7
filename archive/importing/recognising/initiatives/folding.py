"""One key for the names that different prints use of one initiative."""

from __future__ import annotations

import re
import unicodedata

from archive.importing.recognising.quoted import unmarked
from archive.importing.vocabulary import words

_SIGNS = re.compile(r"[\s·•、，,—\-–()（）【】\[\]]+")
_HEADS = tuple(words("initiative_heads") | {"建设"})
#: The longest head word at the end, where two characters or more stand before it.
_HEAD = re.compile(f"(?<=..)(?:{'|'.join(sorted(_HEADS, key=len, reverse=True))})$")


def folded(name: str) -> str:
    """`name` without marks, blanks and points, and without a head word at its end: 「“双百”行动」 as 「“双百行动”」."""
    bare = _SIGNS.sub("", unmarked(unicodedata.normalize("NFKC", name)))
    if not bare.endswith(_HEADS):
        return bare
    return _HEAD.sub("", bare)
