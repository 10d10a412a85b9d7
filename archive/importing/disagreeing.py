"""Suggestions: where an import disagrees with a value that a person has set."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from archive.dates import PartialDate
from archive.importing.syncing import take_over
from archive.models import Article, Document, Suggestion
from archive.models.curation import RecordType


class Disagreements:
    """What one import of a document says of values that people have set; nothing is written before `save`."""

    def __init__(self, slug: str, article_keys: Iterable[str]) -> None:
        standing = Suggestion.objects.filter(
            Q(record_type=RecordType.DOCUMENT, record_key=slug)
            | Q(record_type=RecordType.ARTICLE, record_key__in=list(article_keys))
        )
        self._standing = {suggestion.natural_key(): suggestion for suggestion in standing}
        self._filed: list[Suggestion] = []
        self._withdrawn: list[Suggestion] = []

    def take(self, row: Document | Article, proposed: Document | Article, fields: Iterable[str]) -> bool:
        """Give `row` the proposed values of the fields that are free, compare the others; whether `row` changed."""
        free = []
        for field in fields:
            if row.pk is not None and row.is_locked(field):
                self.compare(row, field, getattr(row, field), getattr(proposed, field))
            else:
                free.append(field)
        return take_over(row, proposed, free)

    def compare(self, row: Document | Article, field: str, current: Any, proposed: Any) -> None:
        """File `proposed` against `current`, unless it was filed before; where they agree withdraw what is open."""
        key = (
            (RecordType.DOCUMENT.value, row.slug, field)
            if isinstance(row, Document)
            else (RecordType.ARTICLE.value, row.key, field)
        )
        standing = self._standing.get(key)
        if current == proposed:
            if standing and standing.status == Suggestion.Status.OPEN:
                self._withdrawn.append(standing)
        elif standing is None or standing.proposed != _plain(proposed):
            suggestion = standing or Suggestion(record_type=key[0], record_key=key[1], field=field)
            suggestion.current, suggestion.proposed = _plain(current), _plain(proposed)
            suggestion.reason, suggestion.status = "import", Suggestion.Status.OPEN
            suggestion.decided_by, suggestion.decided_at = "", None
            self._filed.append(suggestion)

    def save(self) -> int:
        """Write the suggestions; the number filed or withdrawn."""
        Suggestion.objects.filter(pk__in=[suggestion.pk for suggestion in self._withdrawn]).delete()
        for suggestion in self._filed:
            suggestion.save()
        return len(self._filed) + len(self._withdrawn)


def _plain(value: Any) -> Any:
    """`value` as a suggestion's JSON holds it; a partial date becomes its parts."""
    if isinstance(value, PartialDate):
        return dataclasses.asdict(value) | {
            "earliest": value.earliest.isoformat(),
            "latest": value.latest.isoformat(),
            "precision": value.precision.value,
        }
    return value
