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
_COUNT = re.compile(r"[一二三四五六七八九十百两\d]+[个大项件条]")


def folded(name: str) -> str:
    """`name` without marks, blanks and points, and without a head word at its end: 「“双百”行动」 as 「“双百行动”」.

    A count alone is no name: 「六个工程」 and 「六个行动」 are two.
    """
    bare = _SIGNS.sub("", unmarked(unicodedata.normalize("NFKC", name)))
    if not bare.endswith(_HEADS):
        return bare
    body = _HEAD.sub("", bare)
    return bare if _COUNT.fullmatch(body) else body
