"""Programmes and formulations (提法) named in an article."""

from __future__ import annotations

from archive.importing.authority import Authority
from archive.importing.recognising.findings import InitiativeFound
from archive.importing.records import ArticleRecord


def find(article: ArticleRecord, authority: Authority) -> list[InitiativeFound]:
    """Each place, in the order of the text."""
    return []
