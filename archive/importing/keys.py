"""Names that documents and articles are given once, at their first import."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count
from pathlib import PurePath

from pypinyin import lazy_pinyin

_LONGEST = 60


def document_slug(file_name: str) -> str:
    """A readable ASCII slug made of a file name, Chinese in pinyin."""
    words = " ".join(lazy_pinyin(PurePath(file_name).stem))
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or "document"


def article_key(slug: str, first_line: int) -> str:
    """The key of an article that is new in the document `slug` and starts on raw line `first_line`."""
    return f"{slug}-l{first_line}"


def first_free(name: str, taken: Container[str]) -> str:
    """`name`, with the first number from 2 after it that makes it none of `taken`, if it is one of them."""
    if name not in taken:
        return name
    return next(numbered for i in count(2) if (numbered := f"{name}-{i}") not in taken)
