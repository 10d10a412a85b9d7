"""Which meeting is meant where print gives its name without day or ordinal, and where two prints give other days."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet, Value

from archive.dates import PartialDate
from archive.importing.recognising.meetings.folding import ORDINAL, spelt
from archive.models import (
    Article,
    Document,
    Meeting,
    MeetingMention,
    Participation,
    ParticipationMention,
    Redirect,
    Suggestion,
)
from archive.models.claims import Claim
from archive.models.curation import Origin, RecordType
from archive.models.dates import date_columns

#: A meeting is named without its day from shortly before it until the next one of a yearly series.
_BEFORE, _AFTER = datetime.timedelta(days=10), datetime.timedelta(days=400)
#: Meetings of one name that are so near to each other may be one, dated differently.
_NEAR = datetime.timedelta(days=10)
#: What stands before the name of a numbered meeting; series of meetings that had more are known by their days.
_ORDINALS = ("首届", "首次", *(f"第{spelt(number)}{unit}" for number in range(1, 31) for unit in "届次"))
#: Of a meeting, the mentions whose own words give its day.
_PRINTED = MeetingMention.objects.filter(meeting=OuterRef("pk"), inferred_from="")
#: What is said of a suggested day.
_REASON = "another text gives this day"


class DatedMeetings:
    """The dated and the numbered meetings of some folded names, by which it is told which one is meant."""

    def __init__(self, names: Iterable[str]) -> None:
        names = set(names)
        self._by_name: dict[str, list[Meeting]] = defaultdict(list)
        for row in _dated(names).order_by("start_earliest", "key"):
            self._by_name[row.key.partition("@")[0]].append(row)
        for name, row in _merged(names):
            if row not in self._by_name[name]:
                self._by_name[name].append(row)
        self._numbered: dict[str, list[Meeting]] = defaultdict(list)
        for row in _numbered(names):
            self._numbered[_without_ordinal(row.key)].append(row)

    def of(self, name: str) -> list[Meeting]:
        """All of one name, in the order of their days."""
        return self._by_name[name]

    def meant(self, key: str, article: Article) -> Meeting | None:
        """The meeting that the words of `key` (a folded name, with `@` and a year or month where printed) can mean.

        Told by the date of the article that names it; of an undated one, by the time that its document reports of. None
        unless the archive has exactly one that fits. Where it has none of the name, but one with an ordinal, that is
        meant: 「某论坛」 is 「首届某论坛」 until a second one is printed.
        """
        name, _, period = key.partition("@")
        found = [row for row in self._by_name[name] if row.start and _fits(row.start, period, article)]
        if not self._by_name[name] and not period:
            found = self._numbered[name]
        return found[0] if len(found) == 1 else None


def _fits(day: PartialDate, period: str, article: Article) -> bool:
    if period:
        return day.isoformat().startswith(f"{period}-")
    first = article.date or article.document.period_start
    last = article.date or article.document.period_end
    return first is not None and last is not None and first.earliest - _AFTER <= day.earliest <= last.latest + _BEFORE


def _folded(field: str) -> Func:
    """What a key names: all before the `@`."""
    return Func(F(field), Value("@"), Value(1), function="split_part", output_field=CharField())


def _dated(names: Iterable[str]) -> QuerySet[Meeting]:
    """Meetings of these folded names whose day is printed somewhere, or vouched for."""
    rows = Meeting.objects.annotate(folded=_folded("key")).filter(folded__in=set(names), key__contains="@")
    rows = rows.filter(start_precision="day")
    return rows.filter(~Q(origin=Origin.IMPORT) | Exists(_PRINTED))


def _merged(names: Iterable[str]) -> Iterator[tuple[str, Meeting]]:
    """Meetings into which dated ones of these folded names were merged, each with the name."""
    moved = Redirect.objects.filter(record_type=RecordType.MEETING).annotate(folded=_folded("old_key"))
    keys = dict(moved.filter(folded__in=set(names), old_key__contains="@").values_list("new_key", "folded"))
    for row in Meeting.objects.filter(key__in=keys, start_precision="day").order_by("start_earliest", "key"):
        yield keys[row.key], row


def _numbered(names: Iterable[str]) -> QuerySet[Meeting]:
    """Undated meetings of no series that have an ordinal before one of these names, as print or a person tells."""
    own = MeetingMention.objects.filter(Q(inferred_from=OuterRef("key")) | Q(inferred_from=""), meeting=OuterRef("pk"))
    keys = [ordinal + name for name in names for ordinal in _ORDINALS]
    return Meeting.objects.filter(~Q(origin=Origin.IMPORT) | Exists(own), key__in=keys, series=None)


def _without_ordinal(key: str) -> str:
    return ORDINAL.sub("", key, count=1) if ORDINAL.match(key) and "@" not in key else ""


def newly_dated(document: Document, meetings: Iterable[int]) -> set[str]:
    """The folded names of those of `meetings` (primary keys) whose days or ordinals `document` alone may print."""
    elsewhere = _PRINTED.exclude(paragraph__article__document=document)
    return _names(Meeting.objects.filter(~Exists(elsewhere), pk__in=set(meetings)))


def no_longer_dated(meetings: Iterable[int]) -> set[str]:
    """The folded names of those of `meetings` (primary keys) whose days or ordinals no document may print any more."""
    return _names(Meeting.objects.filter(~Exists(_PRINTED), pk__in=set(meetings), origin=Origin.IMPORT))


def _names(meetings: QuerySet[Meeting]) -> set[str]:
    keys = list(meetings.values_list("key", flat=True))
    return {key.partition("@")[0] for key in keys if "@" in key} | set(filter(None, map(_without_ordinal, keys)))


def settle_days(names: Iterable[str]) -> set[int]:
    """Point mentions of meetings without a day to what they can mean now, and file near days as suggestions.

    `names` are folded names of meetings of which days or ordinals came or went; the mentions are those of all
    documents. Returns the primary keys of meetings that mentions were taken from or given to. The outcome does not
    depend on the order in which documents were imported.
    """
    wanted = sorted(names)
    if not wanted:
        return set()
    dated = DatedMeetings(wanted)
    _file_near_days([row for name in wanted for row in dated.of(name)])
    undated = MeetingMention.objects.annotate(folded=_folded("inferred_from"), article=F("paragraph__article"))
    undated = undated.filter(folded__in=wanted, status=Claim.Status.SUGGESTED)
    # Of the mentions of a busy name few are moved: only those are read as rows.
    named = list(undated.values_list("pk", "inferred_from", "article", "meeting", "meeting__key"))
    articles = _times({article for _pk, _key, article, *_meeting in named})
    meant = {(key, article): dated.meant(key, articles[article]) for _pk, key, article, *_meeting in named}
    moving: set[int] = set()
    for pk, key, article, meeting, meeting_key in named:
        row = meant[key, article]
        if (row is None and meeting_key != key) or (row is not None and row.pk != meeting):
            moving.add(pk)
    moved: set[int] = set()
    for mention in undated.filter(pk__in=moving).select_related("meeting").order_by("pk"):
        moved |= _move(mention, mention.article, meant[mention.inferred_from, mention.article])
    return moved


def _times(articles: Collection[int]) -> dict[int, Article]:
    """Articles by primary key, with no more than what tells when they are from."""
    columns = date_columns("date", "document__period_start", "document__period_end")
    return Article.objects.select_related("document").only(*columns).in_bulk(articles)


def _move(mention: MeetingMention, article: int, row: Meeting | None) -> set[int]:
    """Point one mention to the meeting it can mean now, or to that of its words alone; what it is taken from and to."""
    if row is None:
        key = Redirect.objects.new_key(RecordType.MEETING, mention.inferred_from) or mention.inferred_from
        row, _ = Meeting.objects.get_or_create(key=key, defaults={"name": mention.name})
    if row.pk == mention.meeting_id:
        return set()
    old = mention.meeting
    mention.meeting = row
    mention.save()
    for proof in ParticipationMention.objects.filter(
        participation__meeting=old, paragraph__article=article
    ).select_related("participation"):
        part = proof.participation
        values = {"person": part.person, "office": part.office, "rule": part.rule, "confidence": part.confidence}
        proof.participation, _ = Participation.objects.get_or_create(
            meeting=row, name=part.name, role=part.role, defaults=values
        )
        proof.save()
    return {old.pk, row.pk}


def _file_near_days(dated: Sequence[Meeting]) -> None:
    """A suggestion for each meeting that may be the one before it, printed with another day."""
    near: dict[Meeting, list[str]] = {row: [] for row in dated}
    for before, row in pairwise(dated):
        same_name = before.key.partition("@")[0] == row.key.partition("@")[0]
        if same_name and before.start and row.start and row.start.earliest - before.start.latest <= _NEAR:
            near[row].append(before.start.isoformat())
    file_other_days(near)


def file_other_days(told: Mapping[Meeting, Iterable[str]]) -> None:
    """Suggestions where print gives meetings another day (ISO) than the archive has: the first of those `told`.

    One that ends later has the days between. Suggestions of which nothing tells any more are withdrawn.
    """
    other = {row.key: next((day for day in days if not _has(row, day)), None) for row, days in told.items()}
    current = {row.key: row.start.isoformat() if row.start else None for row in told}
    for suggestion in Suggestion.objects.about(RecordType.MEETING, other).filter(field="start"):
        day = other.pop(suggestion.record_key)
        if suggestion.status != Suggestion.Status.OPEN or suggestion.reason != _REASON:
            continue
        if day is None:
            suggestion.delete()
        elif (suggestion.proposed, suggestion.current) != (day, current[suggestion.record_key]):
            suggestion.proposed, suggestion.current = day, current[suggestion.record_key]
            suggestion.save()
    Suggestion.objects.bulk_create(
        Suggestion(
            record_type=RecordType.MEETING,
            record_key=key,
            field="start",
            current=current[key],
            proposed=day,
            reason=_REASON,
        )
        for key, day in other.items()
        if day
    )


def _has(row: Meeting, day: str) -> bool:
    if not row.start:
        return True
    return day == row.start.isoformat() or bool(row.end and row.start.isoformat() <= day <= row.end.isoformat())
