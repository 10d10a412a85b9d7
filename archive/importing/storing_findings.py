"""The part of storing that writes what was recognised: mentions, and the claims they prove."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from archive.importing.copying import insert_with_keys
from archive.importing.meeting_days import DatedMeetings, newly_dated, no_longer_dated, settle_days
from archive.importing.recognising.findings import Finding, MeetingFound, ParticipationFound
from archive.importing.records import ArticleRecord
from archive.importing.settling import Before, settle
from archive.importing.storing_records import Records, told_by
from archive.importing.syncing import sync
from archive.importing.tellings import told
from archive.models import (
    Article,
    Document,
    InitiativeMention,
    InstrumentMention,
    Meeting,
    MeetingMention,
    OfficeMention,
    Paragraph,
    Participation,
    ParticipationMention,
    PersonMention,
)
from archive.models.claims import Claim
from archive.models.evidence import Mention

Row = TypeVar("Row", bound=Mention)
Written = Sequence[tuple[ArticleRecord, Article]]
Targets = Iterator[tuple[Finding, dict[str, Any]]]

_COLUMNS = ["end", "printed", "rule", "confidence"]


def write_findings(document: Document, written: Written, before: Before, *, is_new: bool) -> bool:
    """Bring the mentions in `written`, articles of `document` with their rows, to what was found; whether any changed.

    `before` is what the document spoke of before this import, nothing where it is new. Mentions that people have
    decided on stay as they are. Records that nothing speaks of any more are removed, unless authority data or a curator
    vouch for them.
    """
    wanted = _Wanted(document, written)
    # A new article may have paragraphs that were another's.
    in_scope = {} if is_new else {"paragraph__article__in": [row for _, row in written]}
    changed = False
    for model, target, more in (
        (PersonMention, ["person_id"], []),
        (OfficeMention, ["office_id", "person_id"], ["told", "title"]),
        (MeetingMention, ["meeting_id"], ["told", "is_main", "inferred_from", "name"]),
        (InitiativeMention, ["initiative_id"], ["told"]),
        (InstrumentMention, ["instrument_id"], ["told"]),
        (ParticipationMention, ["participation_id"], ["told"]),
    ):
        changed |= _sync_mentions(model, in_scope, wanted.of(model), target, more)
    moved = settle_days(newly_dated(document, wanted.met()) | no_longer_dated(before.spoken.of(Meeting)))
    settle(before, [document], wanted.records.doubtful, moved, wanted.records.brought())
    return changed


def _sync_mentions(
    model: type[Row], in_scope: Mapping[str, Any], wanted: Iterable[Row], target: Sequence[str], more: Sequence[str]
) -> bool:
    identity = ("paragraph_id", "start", *target)

    def place(row: Mention) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in identity)

    old = list(model._default_manager.filter(**in_scope)) if in_scope else []
    decided = {place(row) for row in old if row.status != Claim.Status.SUGGESTED}
    refused = [row for row in old if row.status == Claim.Status.REJECTED]
    new = {place(row): row for row in wanted}
    return bool(
        sync(
            model,
            [row for row in old if row.status == Claim.Status.SUGGESTED],
            [row for key, row in new.items() if key not in decided and not _is_part_of(row, refused)],
            [identity],
            [*_COLUMNS, *more],
        )
    )


def _is_part_of(row: Mention, refused: Iterable[Mention]) -> bool:
    """Whether a mention is a piece of one that people have refused: a refused name makes no shorter one."""
    return any(
        other.paragraph_id == row.paragraph_id
        and other.start <= row.start
        and row.end <= other.end
        and row.end - row.start < other.end - other.start
        for other in refused
    )


class _Wanted:
    """The unsaved mentions of some articles' findings, whose records are brought first."""

    def __init__(self, document: Document, written: Written) -> None:
        self.written = written
        self.records = Records([made.findings for made, _ in written])
        rows = Paragraph.objects.filter(article__in=[row for _, row in written])
        self._paragraphs = {
            (article, number): pk for pk, article, number in rows.values_list("pk", "article_id", "number")
        }
        self._meetings = self._met()
        self._parts = self._participations()

    def met(self) -> set[int]:
        """The primary keys of the meetings that the articles name."""
        return {row.pk for row in self._meetings.values()}

    def of(self, model: type[Mention]) -> list[Any]:
        """The mentions of one model in all articles."""
        targets = {
            PersonMention: self._people,
            OfficeMention: self._offices,
            MeetingMention: self._of_meetings,
            InitiativeMention: self._initiatives,
            InstrumentMention: self._instruments,
            ParticipationMention: self._of_parts,
        }[model]
        return [
            self._mention(model, article, made, found, values)
            for made, article in self.written
            for found, values in targets(made, article)
        ]

    def _people(self, made: ArticleRecord, article: Article) -> Targets:
        for found in made.findings.people:
            yield found, {"person": self.records.people[found.key]}

    def _offices(self, made: ArticleRecord, article: Article) -> Targets:
        keys = _keys_of_people(made)
        for found in made.findings.offices:
            office = self.records.offices[found.label] if found.label else None
            person = self.records.people[keys[found.person]]
            values = {"office": office, "person": person, "title": found.title}
            yield found, values | {"told": told_by(found) if office else {}}

    def _of_meetings(self, made: ArticleRecord, article: Article) -> Targets:
        for found in made.findings.meetings:
            yield (
                found,
                {
                    "meeting": self._meetings[article.pk, found.key],
                    "is_main": found.is_main,
                    "inferred_from": found.key if found.is_inferred else "",
                    "name": found.name,
                    "told": told_by(found),
                },
            )

    def _initiatives(self, made: ArticleRecord, article: Article) -> Targets:
        for found in made.findings.initiatives:
            yield found, {"initiative": self.records.initiatives[found.key], "told": told_by(found)}

    def _instruments(self, made: ArticleRecord, article: Article) -> Targets:
        for found in made.findings.instruments:
            yield found, {"instrument": self.records.instruments[found.key], "told": told_by(found)}

    def _of_parts(self, made: ArticleRecord, article: Article) -> Targets:
        keys = _keys_of_people(made)
        for found in made.findings.participations:
            part = self._parts[self._part_key(made, article, found)]
            yield found, {"participation": part, "told": told(office=found.office, person=keys.get(found.person))}

    def _mention(
        self, model: type[Mention], article: Article, made: ArticleRecord, found: Finding, values: dict[str, Any]
    ) -> Mention:
        text = made.paragraphs[found.paragraph].text
        return model(
            paragraph_id=self._paragraphs[article.pk, found.paragraph + 1],
            start=found.start,
            end=found.end,
            printed=text[found.start : found.end],
            rule=found.rule,
            confidence=round(found.confidence, 3),
            **values,
        )

    def _met(self) -> dict[tuple[int, str], Meeting]:
        """By article and key, the meeting's row; where the day is not printed the meeting that is meant by dates."""
        rows: dict[tuple[int, str], Meeting] = {}
        undated: dict[tuple[int, str], MeetingFound] = {}
        found = (meeting for made, _ in self.written for meeting in made.findings.meetings)
        dated = DatedMeetings(meeting.key.partition("@")[0] for meeting in found if meeting.is_inferred)
        for made, article in self.written:
            for meeting in made.findings.meetings:
                place = (article.pk, meeting.key)
                if not meeting.is_inferred:
                    rows[place] = self.records.meetings[meeting.key]
                elif row := dated.meant(meeting.key, article):
                    self.records.compare(row, meeting)
                    rows[place] = row
                else:
                    undated.setdefault(place, meeting)
        brought = self.records.bring_meetings(undated.values())
        return rows | {place: brought[meeting.key] for place, meeting in undated.items()}

    def _part_key(self, made: ArticleRecord, article: Article, part: ParticipationFound) -> tuple[int, str, str]:
        key = next(meeting.key for meeting in made.findings.meetings if meeting.name == part.meeting)
        return self._meetings[article.pk, key].pk, part.person, part.part.value

    def _participations(self) -> dict[tuple[int, str, str], Participation]:
        """Rows of the parts taken, by meeting, name and role; new ones have what is told first."""
        found: dict[tuple[int, str, str], list[Participation]] = defaultdict(list)
        for made, article in self.written:
            keys = _keys_of_people(made)
            for part in made.findings.participations:
                key = self._part_key(made, article, part)
                person = self.records.people.get(keys.get(part.person, ""))
                found[key].append(
                    Participation(
                        meeting_id=key[0],
                        name=part.person,
                        role=part.part.value,
                        office=part.office,
                        person=person,
                        rule=part.rule,
                        confidence=round(part.confidence, 3),
                    )
                )
        rows = {
            (row.meeting_id, row.name, row.role): row
            for row in Participation.objects.filter(meeting__in={meeting for meeting, _, _ in found})
        }
        new = {key: parts[0] for key, parts in found.items() if key not in rows}
        insert_with_keys(Participation, new.values())
        rows |= new
        for key, parts in found.items():
            if any(_tells_otherwise(part, rows[key]) for part in parts):
                self.records.doubtful[Participation].add(rows[key].pk)
        return {key: rows[key] for key in found}


def _keys_of_people(made: ArticleRecord) -> dict[str, str]:
    return {person.name: person.key for person in made.findings.people}


def _tells_otherwise(part: Participation, row: Participation) -> bool:
    return (
        part.office not in ("", row.office)
        or part.person_id not in (None, row.person_id)
        or part.confidence > row.confidence
        or (part.confidence == row.confidence and part.rule != row.rule)
    )
