"""Bodies and places that the authority knows, found in texts by every name they go by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from archive.importing.authority import Authority, Body
from archive.importing.recognising.lexicon import word_classes

_SHORT = 2


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
            if start >= reached and (found := self.at(text, start)) and not _is_crossed(text, found):
                reached = found.end
                yield found

    def at(self, text: str, start: int) -> Named | None:
        """The body that is named from `start` on."""
        for length in self._lengths.get(text[start : start + 2], ()):
            body = self.by_name.get(text[start : start + length])
            if body and start + length <= len(text):
                return Named(start, start + length, body)
        return None


def _is_crossed(text: str, named: Named) -> bool:
    """Whether words run over both ends of a short name: 民革 of 人民革命."""
    if named.end - named.start > _SHORT:
        return False
    classes = word_classes()
    return text[max(named.start - 1, 0) : named.start + 1] in classes and text[named.end - 1 : named.end + 1] in classes


@lru_cache(maxsize=4)
def register(authority: Authority) -> Register:
    """The register of `authority`, compiled once."""
    return Register(authority.bodies)
