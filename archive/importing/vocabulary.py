"""Word lists of the genre: surnames, words of office and the like, as they stand in `fixtures/authority/words/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "authority" / "words"


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list `name`: parted by blanks and line ends; what follows a # on a line is a remark."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())
