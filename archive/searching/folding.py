"""Folding: texts and what readers type, brought to the characters that count.

Width, case and accents are levelled, traditional characters become simplified ones, and what is no letter, numeral or
sign of quantity is dropped: spaces, line breaks, punctuation, quotation marks, bullets. Each character folds by itself,
whatever stands beside it, so that the fold of a part of a text is a part of the fold of the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import opencc

#: Signs that mean something although Unicode calls them punctuation.
_KEPT = "%‰"
#: Signs that mean nothing although Unicode counts them as mathematical.
_DROPPED = "~|"
#: Characters that stand for others in print: the circle for the zero of 二〇〇八年, 著 for 着 in traditional texts.
_STAND_INS = {"○": "〇", "◯": "〇", "著": "着"}
#: Separators, punctuation, marks on other letters, controls and pictures.
_CATEGORIES = ("Z", "P", "Mn", "Me", "Cc", "Cf", "Cs", "So", "Sk")


class _Folds(dict[int, str]):
    """The fold of each code point, worked out when it is first met: a table for `str.translate`."""

    def __init__(self) -> None:
        super().__init__()
        self._simplified = opencc.OpenCC("t2s").convert

    def __missing__(self, code: int) -> str:
        fold = self[code] = "".join(self._fold(char) for char in self._plain(chr(code)))
        return fold

    @staticmethod
    def _plain(char: str) -> str:
        """Without width and case; composed letters of other scripts stay whole."""
        if char in _STAND_INS:
            return char
        return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).casefold())

    def _fold(self, char: str) -> str:
        if char in _STAND_INS:
            return _STAND_INS[char]
        base = unicodedata.normalize("NFD", char)[0]
        if base.isascii():
            char = base
        if char in _DROPPED or (char not in _KEPT and unicodedata.category(char).startswith(_CATEGORIES)):
            return ""
        return self._simplified(char)


_FOLDS = _Folds()


def fold(text: str) -> str:
    """The characters of `text` that count; empty where there are none."""
    return text.translate(_FOLDS)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The fold of `text`, and of each of its characters the offset in `text` of the one it comes from."""
    folds = [_FOLDS[ord(char)] for char in text]
    return "".join(folds), [offset for offset, fold in enumerate(folds) for _ in fold]


def fold_all(texts: Iterable[str]) -> str:
    """The fold of texts that go on in each other, as the paragraphs of an article."""
    return "".join(texts).translate(_FOLDS)
