"""One key for the names that different prints use of one initiative."""

from __future__ import annotations

import re
import unicodedata

from archive.importing.recognising.quoted import unmarked
from archive.importing.vocabulary import words

_SIGNS = re.compile(r"[\s·•、，,—\-–()（）【】\[\]]+")


def folded(name: str) -> str:
    """`name` without marks, blanks and points, and without head words at its end: 「“双百”行动」 as 「“双百行动”」."""
    bare = _SIGNS.sub("", unmarked(unicodedata.normalize("NFKC", name)))
    while True:
        head = next((head for head in _HEADS if bare.endswith(head) and len(bare) - len(head) >= 2), None)
        if head is None:
            return bare
        bare = bare[: -len(head)]


#: The longest first.
_HEADS = sorted(words("initiative_heads") | {"建设", "专项"}, key=len, reverse=True)
