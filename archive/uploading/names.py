"""File names that a browser sends, as the archive can take them."""

from __future__ import annotations

import re
import unicodedata

#: Bytes of a name: file systems take 255, and a draft of it has to be named as well.
_LONGEST = 200


def clean(name: str) -> str:
    """The last part of a name, whichever system it comes from, on one line and without what cannot be seen.

    Empty where nothing is left that names a file.
    """
    last = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    seen = "".join(" " if char.isspace() else "" if unicodedata.category(char)[0] == "C" else char for char in last)
    return " ".join(seen.split()).lstrip(". ")


def is_too_long(name: str) -> bool:
    return len(name.encode()) > _LONGEST
