"""Persons named in an article."""

from __future__ import annotations

from archive.importing.authority import Authority
from archive.importing.recognising.findings import PersonFound
from archive.importing.records import ArticleRecord


def certain(article: ArticleRecord, authority: Authority) -> frozenset[str]:
    """Names that the article alone makes certain."""
    return frozenset()


def find(article: ArticleRecord, authority: Authority, names: frozenset[str]) -> list[PersonFound]:
    """Each place where a person is named, in the order of the text; `names` are certain from elsewhere."""
    return []
