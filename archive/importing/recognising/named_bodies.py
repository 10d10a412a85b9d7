"""Bodies and places that the authority knows, found in texts by every name they go by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from archive.importing.authority import Authority, Body

#: How often a place of a level has to be named to be what 省 or 市 means, and how much more often than any other.
_LEVELS = {"province": 1, "prefecture": 2}
_MORE = 3


class Named(NamedTuple):
    start: int
    end: int
    body: Body


class Register:
    """The bodies of an authority by every name."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self.by_name: dict[str, Body] = {}
        for body in bodies:
            for alias in body.aliases:
                self.by_name.setdefault(alias, body)
        for body in bodies:
            self.by_name[body.name] = body
        lengths: dict[str, set[int]] = {}
        for name in self.by_name:
            if len(name) > 1:
                lengths.setdefault(name[:2], set()).add(len(name))
        self._lengths = {start: sorted(found, reverse=True) for start, found in lengths.items()}
        first = "".join(sorted({start[0] for start in lengths}))
        self._first = re.compile(f"[{re.escape(first)}]") if first else None

    def named(self, text: str) -> Iterator[Named]:
        """The places where a body is named, each with the longest name that fits."""
        reached = 0
        for match in self._first.finditer(text) if self._first else ():
            start = match.start()
            if start >= reached and (found := self.at(text, start)):
                reached = found.end
                yield found

    def at(self, text: str, start: int) -> Named | None:
        """The body that is named from `start` on."""
        for length in self._lengths.get(text[start : start + 2], ()):
            body = self.by_name.get(text[start : start + length])
            if body and start + length <= len(text):
                return Named(start, start + length, body)
        return None


@lru_cache(maxsize=4)
def register(authority: Authority) -> Register:
    """The register of `authority`, compiled once."""
    return Register(authority.bodies)


def home(named: Iterable[Named], known: Register) -> dict[str, Body]:
    """The places that 省 and 市 mean in a text, by level: those it names, where no other one vies with them.

    A province is named with each of its cities too.
    """
    counts: Counter[Body] = Counter()
    for _, _, body in named:
        if body.kind == "place":
            counts[body] += 1
            if body.level != "province" and body.parent and (parent := known.by_name.get(body.parent)):
                counts[parent] += 1
    places = {}
    for level, least in _LEVELS.items():
        top = [(body, count) for body, count in counts.most_common() if body.level == level][:2]
        if top and top[0][1] >= least and (len(top) == 1 or top[0][1] >= _MORE * top[1][1]):
            places[level] = top[0][0]
    return places
