"""Which meeting is meant where print gives its name and not its day, and where two prints give different days."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet, Value

from archive.dates import PartialDate
from archive.models import Document, Meeting, MeetingMention, Participation, ParticipationMention, Redirect, Suggestion
from archive.models.claims import Claim
from archive.models.curation import Origin, RecordType

#: A meeting is named without its day from shortly before it until the next one of a yearly series.
_BEFORE, _AFTER = datetime.timedelta(days=10), datetime.timedelta(days=400)
#: Meetings of one name that are so near to each other may be one, dated differently.
_NEAR = datetime.timedelta(days=10)


class DatedMeetings:
    """The dated meetings of some folded names, by which it is told which one is meant."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_name: dict[str, list[Meeting]] = defaultdict(list)
        for row in _dated(names).order_by("start_earliest", "key"):
            self._by_name[row.key.partition("@")[0]].append(row)
        for name, row in _merged(names):
            if row not in self._by_name[name]:
                self._by_name[name].append(row)

    def of(self, name: str) -> list[Meeting]:
        """All of one name, in the order of their days."""
        return self._by_name[name]

    def meant(self, key: str, at: PartialDate | None) -> Meeting | None:
        """The meeting that the words of `key` (a folded name, with `@` and a year or month where printed) can mean.

        `at` is the date of the article that names it. None unless the archive has exactly one that fits.
        """
        name, _, period = key.partition("@")
        found = [row for row in self._by_name[name] if row.start and _fits(row.start, period, at)]
        return found[0] if len(found) == 1 else None


def _fits(day: PartialDate, period: str, at: PartialDate | None) -> bool:
    if period:
        return day.isoformat().startswith(f"{period}-")
    return at is not None and at.earliest - _AFTER <= day.earliest <= at.latest + _BEFORE


def _dated(names: Iterable[str]) -> QuerySet[Meeting]:
    """Meetings of these folded names whose day is printed somewhere, or vouched for."""
    printed = MeetingMention.objects.filter(meeting=OuterRef("pk"), inferred_from="")
    name = Func(F("key"), Value("@"), Value(1), function="split_part", output_field=CharField())
    rows = Meeting.objects.annotate(folded=name).filter(folded__in=set(names), start_precision="day", key__contains="@")
    return rows.filter(~Q(origin=Origin.IMPORT) | Exists(printed))


def _merged(names: Iterable[str]) -> Iterator[tuple[str, Meeting]]:
    """Meetings into which dated ones of these folded names were merged, each with the name."""
    moved = Redirect.objects.filter(record_type=RecordType.MEETING).annotate(
        folded=Func(F("old_key"), Value("@"), Value(1), function="split_part", output_field=CharField())
    )
    keys = dict(moved.filter(folded__in=set(names), old_key__contains="@").values_list("new_key", "folded"))
    for row in Meeting.objects.filter(key__in=keys, start_precision="day").order_by("start_earliest", "key"):
        yield keys[row.key], row


def names_to_settle(document: Document, meetings: Iterable[int], before: Iterable[int]) -> set[str]:
    """The folded names of meetings whose days `document` alone prints, or was the last to print.

    `meetings` are those it speaks of, `before` those it spoke of until now, by primary key.
    """
    printed = MeetingMention.objects.filter(meeting=OuterRef("pk"), inferred_from="")
    elsewhere = Exists(printed.exclude(paragraph__article__document=document))
    first = Meeting.objects.filter(~elsewhere, pk__in=set(meetings), key__contains="@")
    lost = Meeting.objects.filter(~Exists(printed), pk__in=set(before), key__contains="@", origin=Origin.IMPORT)
    return {key.partition("@")[0] for rows in (first, lost) for key in rows.values_list("key", flat=True)}


def settle_days(names: Iterable[str], within: Document | None = None) -> set[int]:
    """Point mentions of meetings without a day to what they can mean now, and file near days as suggestions.

    `names` are folded names of meetings. The mentions are those of all documents, or of one `within` which alone
    anything changed. Returns the primary keys of meetings that mentions were taken from. The outcome does not depend on
    the order in which documents were imported.
    """
    left: set[int] = set()
    wanted = sorted(names)
    dated = DatedMeetings(wanted)
    for name in wanted:
        _file_conflicts(dated.of(name))
        undated = MeetingMention.objects.filter(inferred_from__startswith=name, status=Claim.Status.SUGGESTED)
        if within:
            undated = undated.filter(paragraph__article__document=within)
        for mention in undated.select_related("meeting", "paragraph__article"):
            if mention.inferred_from.partition("@")[0] == name:
                left |= _settle(mention, dated)
    return left


def _settle(mention: MeetingMention, dated: DatedMeetings) -> set[int]:
    """Point one mention to what it can mean now; the meeting it is taken from, if any."""
    row = dated.meant(mention.inferred_from, mention.paragraph.article.date)
    if row is None:
        key = Redirect.objects.new_key(RecordType.MEETING, mention.inferred_from) or mention.inferred_from
        row, _ = Meeting.objects.get_or_create(key=key, defaults={"name": mention.name})
    if row.pk == mention.meeting_id:
        return set()
    old = mention.meeting
    mention.meeting = row
    mention.save()
    for proof in ParticipationMention.objects.filter(
        participation__meeting=old, paragraph__article=mention.paragraph.article_id
    ).select_related("participation"):
        part = proof.participation
        values = {"person": part.person, "office": part.office, "rule": part.rule, "confidence": part.confidence}
        proof.participation, _ = Participation.objects.get_or_create(
            meeting=row, name=part.name, role=part.role, defaults=values
        )
        proof.save()
    return {old.pk}


def _file_conflicts(dated: Iterable[Meeting]) -> None:
    """A suggestion for each meeting that may be the one before it, printed with another day."""
    for before, row in pairwise(dated):
        if before.start and row.start and row.start.earliest - before.start.latest <= _NEAR:
            _suggest(row, before.start.isoformat())


def file_other_days(row: Meeting, days: Iterable[str]) -> None:
    """A suggestion where print gives a meeting another day (ISO) than the archive has; one that ends later has both."""
    for day in sorted(days):
        between = row.start and row.end and row.start.isoformat() <= day <= row.end.isoformat()
        if row.start and day != row.start.isoformat() and not between:
            _suggest(row, day)


def _suggest(row: Meeting, day: str) -> None:
    Suggestion.objects.get_or_create(
        record_type=RecordType.MEETING,
        record_key=row.key,
        field="start",
        defaults={
            "current": row.start.isoformat() if row.start else None,
            "proposed": day,
            "reason": "another text gives this day",
        },
    )
