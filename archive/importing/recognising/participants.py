"""Who took part in the meetings of an article, and in which part."""

from __future__ import annotations

from collections.abc import Sequence

from archive.importing.authority import Authority
from archive.importing.recognising.findings import MeetingFound, OfficeFound, ParticipationFound, PersonFound
from archive.importing.records import ArticleRecord


def find(
    article: ArticleRecord,
    authority: Authority,
    people: Sequence[PersonFound],
    offices: Sequence[OfficeFound],
    meetings: Sequence[MeetingFound],
) -> list[ParticipationFound]:
    """Each part taken, with the words that tell it, in the order of the text."""
    return []
