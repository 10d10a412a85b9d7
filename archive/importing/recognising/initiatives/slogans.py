"""The initiatives that the authority knows, found in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from archive.importing.authority import Authority, Slogan
from archive.importing.recognising.initiatives.folding import folded
from archive.importing.recognising.quoted import CLOSING, MARKS, OPENING

_IGNORED = MARKS + " \u3000\n—－-·"
_BETWEEN = re.compile(f"[{CLOSING}](?=[{OPENING}])")
_DROP = str.maketrans("", "", _IGNORED)
_NUMERALS, _LARGE = "一二三四五六七八九十两双", "百千万"
#: 「三保」, 「四个中心」, and clauses that run on in any sentence, but for those that a programme is called by in full:
#: words that are a formula in quotation marks only.
_COMMON = re.compile(rf"[{_NUMERALS}](?:[个大项种件不条]..?|[^{_NUMERALS}]{{1,2}})")
_CLAUSES = re.compile("[^、，]+[、，].+")

#: What makes a known name the theme of a meeting, a prize or a museum, or a rate: 「“一带一路”国际合作高峰论坛」,
#: 「“一网通办”率」.
_EVENT = re.compile(
    r"奖|率(?!先)|(?:陈列|纪念|博物|展览|展示)馆|(?:国际合作)?(?:高峰|高端|主题)?论坛|座谈会|研讨会|峰会|博览会"
)


class Known(NamedTuple):
    """Words of a text that are a name of `slogan`; `marked` where they stand in quotation marks.

    `common` are words that without marks are as often no name: 「四个中心」.
    """

    start: int
    end: int
    slogan: Slogan
    marked: bool
    common: bool


class Lexicon:
    """The known names, and those that curators have refused."""

    def __init__(
        self, slogans: Iterable[Slogan], rejected: Iterable[tuple[str, str]], places: Iterable[str] = ()
    ) -> None:
        #: Names of places, which stand before a name without being part of it.
        self.places = frozenset(places)
        self.refused = frozenset(folded(name) for kind, name in rejected if kind == "initiative")
        self._slogans: dict[str, Slogan] = {}
        self._folds: dict[str, Slogan] = {}
        for slogan in slogans:
            for name in (slogan.name, *slogan.aliases):
                if folded(name) not in self.refused:
                    self._slogans.setdefault(name.translate(_DROP), slogan)
                    self._folds.setdefault(folded(name), slogan)
        self._pattern = re.compile(_trie(self._slogans)) if self._slogans else None

    def named(self, name: str) -> Slogan | None:
        """The initiative that goes by `name`, whatever its marks and its head word."""
        return self._folds.get(folded(name))

    def find(self, text: str) -> Iterator[Known]:
        """The known names in `text`, the longest at each place, with their quotation marks."""
        if self._pattern is None:
            return
        bare = text.translate(_DROP)
        places = (
            range(len(text)) if len(bare) == len(text) else [i for i, sign in enumerate(text) if sign not in _IGNORED]
        )
        for match in self._matches(bare, text, places):
            start, end = places[match.start()], places[match.end() - 1] + 1
            name = match[0]
            start, end, marked = _with_marks(text, start, end)
            numeral = name[0] in _NUMERALS + _LARGE
            if not (numeral and start and text[start - 1] in _NUMERALS + _LARGE + "第") and not _EVENT.match(text, end):
                slogan = self._slogans[name]
                formal = slogan.kind == "programme" and slogan.name.translate(_DROP) == name
                common = _COMMON.fullmatch(name) or (_CLAUSES.fullmatch(name) and not formal)
                yield Known(start, end, slogan, marked, bool(common))

    def _matches(self, bare: str, text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
        """The matches in `bare`; one across two quotations gives way to those within each: 「“六稳”“六保”」."""
        assert self._pattern is not None
        for match in self._pattern.finditer(bare):
            printed = text[places[match.start()] : places[match.end() - 1]]
            if between := _BETWEEN.search(printed):
                middle = bisect_left(places, places[match.start()] + between.end())
                parts = [*self._pattern.finditer(bare, match.start(), middle)]
                parts += self._pattern.finditer(bare, middle, match.end())
                yield from parts or (match,)
            else:
                yield match


@lru_cache(maxsize=4)
def lexicon(authority: Authority) -> Lexicon:
    """The lexicon of `authority`, compiled once."""
    places = (name for body in authority.bodies if body.kind == "place" for name in (body.name, *body.aliases))
    return Lexicon(authority.slogans, authority.rejected, places)


def _with_marks(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """The span with the marks that belong to it, and whether all of it stands between two."""
    inner = text[start:end]
    opened = start > 0 and text[start - 1] in OPENING + "‘"
    closed = end < len(text) and text[end] in CLOSING + "’"
    if opened and closed:
        return start - 1, end + 1, True
    openings, closings = (sum(inner.count(mark) for mark in marks) for marks in (OPENING, CLOSING))
    if opened and closings > openings:
        return start - 1, end, True
    if closed and openings > closings:
        return start, end + 1, True
    return start, end, False


def _trie(names: dict[str, Slogan]) -> str:
    """A pattern for all names, the longest first at each place, in which no branch begins like another."""
    root: dict[str, dict] = {}
    for name in sorted(names):
        node = root
        for sign in name:
            node = node.setdefault(sign, {})
        node[""] = {}
    return _branches(root)


def _branches(node: dict[str, dict]) -> str:
    rest = [re.escape(sign) + _branches(below) for sign, below in node.items() if sign]
    if not rest:
        return ""
    group = rest[0] if len(rest) == 1 and "" not in node else f"(?:{'|'.join(rest)})"
    return f"{group}?" if "" in node else group
