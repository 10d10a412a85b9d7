"""Meetings that an article reports and names."""

from __future__ import annotations

from collections.abc import Sequence

from archive.importing.authority import Authority
from archive.importing.recognising.findings import MeetingFound, PersonFound
from archive.importing.records import ArticleRecord


def find(article: ArticleRecord, authority: Authority, people: Sequence[PersonFound]) -> list[MeetingFound]:
    """Each place where a meeting is named, in the order of the text."""
    return []
