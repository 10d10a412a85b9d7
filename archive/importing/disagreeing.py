"""Suggestions: where an import disagrees with a value that a person has set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from archive.dates import PartialDate
from archive.importing.syncing import take_over
from archive.models import Article, Document, Leftover, OfficeHeld, Participation, Suggestion
from archive.models.curation import Curated, RecordType
from archive.models.natural import NaturalKeyModel


class Subject(NamedTuple):
    """What a suggestion is about: type and key of the record, and the field."""

    record_type: str
    record_key: str
    field: str


class Disagreements:
    """What one import says of values that people have set; nothing is written before `save`."""

    def __init__(self) -> None:
        self._said: dict[Subject, tuple[Any, Any]] = {}

    def take(self, row: Document | Article, proposed: Document | Article, fields: Iterable[str]) -> bool:
        """Give `row` the proposed values of the fields that are free, compare the others; whether `row` changed."""
        free = []
        for field in fields:
            if row.pk is not None and row.is_locked(field):
                self.compare(row, field, getattr(row, field), getattr(proposed, field))
            else:
                free.append(field)
        return take_over(row, proposed, free)

    def compare(self, row: Curated, field: str, current: Any, proposed: Any) -> None:
        """File `proposed` against `current`, unless it was filed before; where they agree withdraw what is open."""
        self._said[subject_of(row, field)] = _plain(current), _plain(proposed)

    def save(self) -> int:
        """Write the suggestions; the number filed or withdrawn."""
        keys: dict[str, set[str]] = defaultdict(set)
        for subject in self._said:
            keys[subject.record_type].add(subject.record_key)
        standing = {
            suggestion.natural_key(): suggestion
            for record_type, some in keys.items()
            for suggestion in Suggestion.objects.about(record_type, some)
        }
        new: list[Suggestion] = []
        changed: list[Suggestion] = []
        withdrawn: list[Suggestion] = []
        for subject, (current, proposed) in self._said.items():
            suggestion = standing.get(subject)
            if current == proposed:
                if suggestion and suggestion.status == Suggestion.Status.OPEN:
                    withdrawn.append(suggestion)
            elif suggestion is None or suggestion.proposed != proposed:
                if suggestion is None:
                    new.append(suggestion := Suggestion(**subject._asdict()))
                else:
                    changed.append(suggestion)
                suggestion.current, suggestion.proposed = current, proposed
                suggestion.reason, suggestion.status = "import", Suggestion.Status.OPEN
                suggestion.decided_by, suggestion.decided_at = "", None
        Suggestion.objects.filter(pk__in=[suggestion.pk for suggestion in withdrawn]).delete()
        Suggestion.objects.bulk_create(new)
        Suggestion.objects.bulk_update(changed, ["current", "proposed", "reason", "status", "decided_by", "decided_at"])
        return len(new) + len(changed) + len(withdrawn)


def subject_of(row: Curated, field: str) -> Subject:
    """What a suggestion on a field of a row is about.

    What has no page of its own is spoken of with the record that it belongs to.
    """
    if isinstance(row, Leftover):
        return Subject(RecordType.DOCUMENT, row.document.slug, f"leftover {row.first_line}:{row.start} {field}")
    if isinstance(row, Participation):
        return Subject(RecordType.MEETING, row.meeting.key, f"participation {row.role} {field} {row.name}"[:60])
    if isinstance(row, OfficeHeld):
        return Subject(RecordType.PERSON, row.person.key, f"officeheld {field} {row.office.label}"[:60])
    assert isinstance(row, NaturalKeyModel)
    return Subject(RecordType(row._meta.model_name or ""), row.natural_key()[0], field)


def _plain(value: Any) -> Any:
    """`value` as a suggestion's JSON holds it; a partial date becomes its parts."""
    if isinstance(value, PartialDate):
        return value.as_json()
    return value.natural_key()[0] if isinstance(value, NaturalKeyModel) else value
