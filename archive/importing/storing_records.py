"""The part of storing that brings the records findings speak of: people, bodies, offices, meetings and the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from archive.importing.bringing import bring, bring_bodies, bring_people, bring_series
from archive.importing.recognising.findings import (
    Finding,
    Findings,
    InitiativeFound,
    InstrumentFound,
    MeetingFound,
    OfficeFound,
)
from archive.importing.tellings import Told, attributes, ends_too_early, told
from archive.models import Initiative, Instrument, Meeting, Office
from archive.models.curation import Curated, Origin, Record

Row = TypeVar("Row", bound=Record)

_MARKS = str.maketrans("", "", '“”‘’「」『』"')


def told_by(found: Finding) -> Told:
    """What a finding tells of the record that it names."""
    match found:
        case OfficeFound():
            return told(title=found.post or found.title, organization=found.body)
        case MeetingFound():
            return told(
                name=found.title or found.name,
                series=found.series,
                term=found.term,
                number=found.number,
                start=found.date,
                end=found.end_date,
                place=found.place,
                convener=found.convener,
            )
        case InitiativeFound():
            return told(
                name=found.name.translate(_MARKS) or found.name,
                kind=found.kind.value,
                level=found.level,
                launched_by_person=found.launched_by_person,
                launched_by_organization=found.launched_by_organization,
            )
        case InstrumentFound():
            return told(title=found.title, kind=found.kind.value, issuer=found.issuer, date=found.date)
    return {}


class Records:
    """Rows of the records that the findings of a document speak of, by the keys that the findings give."""

    def __init__(self, found: Sequence[Findings]) -> None:
        #: By model, primary keys of records of which the document tells otherwise than the archive has it.
        self.doubtful: dict[type[Curated], set[int]] = defaultdict(set)
        bodies = {office.body for f in found for office in f.offices if office.body}
        bodies |= {meeting.convener for f in found for meeting in f.meetings if meeting.convener}
        bodies |= {cited.issuer for f in found for cited in f.instruments if cited.issuer}
        bodies |= {i.launched_by_organization for f in found for i in f.initiatives if i.launched_by_organization}
        self.bodies = bring_bodies(bodies)
        self.series = bring_series({m.series for f in found for m in f.meetings if m.series})
        self.people = bring_people({person.key: person.name for f in found for person in f.people})
        self._links: dict[str, Mapping[str, Any]] = {
            **dict.fromkeys(("organization", "issuer", "convener"), self.bodies),
            "series": self.series,
            "launched_by_organization": self.bodies,
            "launched_by_person": self.people,
        }
        self.offices = self._bring(Office, ((o.label, o) for f in found for o in f.offices if o.label))
        self.meetings = self.bring_meetings(m for f in found for m in f.meetings if not m.is_inferred)
        self.initiatives = self._bring(Initiative, ((i.key, i) for f in found for i in f.initiatives))
        self.instruments = self._bring(Instrument, ((i.key, i) for f in found for i in f.instruments))

    def bring_meetings(self, found: Iterable[MeetingFound]) -> dict[str, Meeting]:
        """Rows of meetings by key."""
        return self._bring(Meeting, ((meeting.key, meeting) for meeting in found))

    def _bring(self, model: type[Row], found: Iterable[tuple[str, Finding]]) -> dict[str, Row]:
        """The row of each key. A new one has of each value the first that is told; settling them is done later."""
        tellings = [(key, attributes(told_by(finding), self._links)) for key, finding in found]
        first: dict[str, dict[str, Any]] = defaultdict(dict)
        for key, values in tellings:
            first[key] = values | first[key]
        field = model.natural_key_fields[0]

        def made(key: str) -> Row:
            values = first[key]
            if ends_too_early(values):
                del values["end"]
            return model(**{field: key}, **values)

        rows = bring(model, first, made)
        for key, values in tellings:
            self._compare(rows[key], values)
        return rows

    def compare(self, row: Record, finding: Finding) -> None:
        """Note whether the finding tells otherwise of the record than the archive has it."""
        self._compare(row, attributes(told_by(finding), self._links))

    def _compare(self, row: Record, values: Mapping[str, Any]) -> None:
        if row.origin == Origin.IMPORT and any(getattr(row, name) != value for name, value in values.items()):
            self.doubtful[type(row)].add(row.pk)
