"""Documents cited as 《…》 in an article."""

from __future__ import annotations

from archive.importing.authority import Authority
from archive.importing.recognising.findings import InstrumentFound
from archive.importing.records import ArticleRecord


def find(article: ArticleRecord, authority: Authority) -> list[InstrumentFound]:
    """Each place, in the order of the text."""
    return []
