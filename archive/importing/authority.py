"""What the archive knows before it reads a file: the names that authority data and curators vouch for.

Plain data, read from the database once and handed to the parser, so that the parser needs no database and gives the
same records for the same bytes and the same authority.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from archive.importing.vocabulary import FOLDER


@dataclass(frozen=True, slots=True)
class Body:
    """A place or another organization, with the names it goes by besides its own."""

    name: str
    kind: str
    level: str
    aliases: tuple[str, ...] = ()

    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A person, with further names and the labels of offices; `key` is that of the record."""

    name: str
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A series of meetings."""

    name: str
    aliases: tuple[str, ...] = ()
    convener: str | None = None


@dataclass(frozen=True, slots=True)
class Slogan:
    """A programme or formulation, named without quotation marks; `key` is that of the record."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    level: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """An instrument, named without 《》; `key` is that of the record."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    issuer: str | None = None
    key: str = ""


@dataclass(frozen=True, eq=False)
class Authority:
    """The names known beforehand, each tuple sorted, so that equal knowledge is an equal value.

    `rejected` are names that curators have refused: a kind of mention (person, meeting, initiative, instrument) and the
    name.
    """

    bodies: tuple[Body, ...] = ()
    figures: tuple[Figure, ...] = ()
    offices: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    slogans: tuple[Slogan, ...] = ()
    titles: tuple[Title, ...] = ()
    rejected: tuple[tuple[str, str], ...] = ()

    @cached_property
    def digest(self) -> str:
        """32 hexadecimal digits, the same for equal knowledge in every process."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:32]

    # The recognisers look up what they compile of an authority again and again, in workers with a copy for each file:
    # neither the hash nor the comparison goes through all names.

    def __hash__(self) -> int:
        return int(self.digest, 16)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Authority) and self.digest == other.digest


def fingerprint(authority: Authority) -> str:
    """16 hexadecimal digits that change when the importer's code or what it knows beforehand changes.

    A document whose bytes and whose fingerprint are the same need not be parsed again.
    """
    digest = hashlib.sha256(authority.digest.encode())
    package = Path(__file__).parent
    for file in sorted([package.parent / "dates.py", *package.rglob("*.py"), *FOLDER.glob("*.txt")]):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
