"""Offices (职务) printed with the names of an article's people, and bodies."""

from __future__ import annotations

from collections.abc import Sequence

from archive.importing.authority import Authority
from archive.importing.recognising.findings import BodyFound, OfficeFound, PersonFound
from archive.importing.records import ArticleRecord


def find(
    article: ArticleRecord, authority: Authority, people: Sequence[PersonFound]
) -> tuple[list[OfficeFound], list[BodyFound]]:
    """The offices of `people`, and the bodies named, both in the order of the text."""
    return [], []
