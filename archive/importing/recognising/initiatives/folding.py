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
#: 「民营经济32条政策」 is 「“民营经济32条”」.
_MEASURES = re.compile(r"(?<=[^\d第])(\d{1,3}条)(?:具体|硬)?(?:政策|措施|举措)\Z")
_COUNT = re.compile(r"[一二三四五六七八九十百两\d]+[个大项件条]")


def folded(name: str) -> str:
    """`name` without marks, blanks and points, and without a head word at its end: 「“双百”行动」 as 「“双百行动”」.

    A count alone is no name: 「六个工程」 and 「六个行动」 are two.
    """
    bare = _MEASURES.sub(r"\1", _SIGNS.sub("", unmarked(unicodedata.normalize("NFKC", name))))
    if not bare.endswith(_HEADS):
        return bare
    body = _HEAD.sub("", bare)
    return bare if _COUNT.fullmatch(body) else body


def is_fuller(name: str, other: str) -> bool:
    """Whether `name` has all the words of `other` and more: 「“田间问诊”活动」, first printed as 「“田间问诊”等」."""
    return len(unmarked(other)) < len(unmarked(name)) and unmarked(other) in unmarked(name)
