"""What is known of records that several articles tell of: drawn from all that their mentions tell, in no order.

The value that most articles tell is taken, of equally many that of the article with the first key; of days the full
ones come first, and those whose words leave out nothing. What people have set stays, and so do records that authority
data or a curator vouch for; of a record that others were merged into only what is blank is filled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Count, Min

from archive.dates import PartialDate, is_day
from archive.importing.bringing import bring_bodies, bring_people, bring_series
from archive.importing.copying import update
from archive.importing.disagreeing import Disagreements
from archive.importing.meeting_days import file_other_days
from archive.models import (
    Initiative,
    InitiativeMention,
    Instrument,
    InstrumentMention,
    Meeting,
    MeetingMention,
    Office,
    OfficeMention,
    Participation,
    ParticipationMention,
    Redirect,
)
from archive.models.claims import Claim
from archive.models.curation import Curated, Origin, Record
from archive.models.dates import date_columns
from archive.models.evidence import Telling

#: By the model of a record, the mentions that tell of it, their foreign key to it, and the fields they tell.
TOLD: dict[type[Curated], tuple[type[Telling], str, tuple[str, ...]]] = {
    Office: (OfficeMention, "office", ("title", "organization")),
    Meeting: (
        MeetingMention,
        "meeting",
        ("name", "series", "term", "number", "start", "end", "place", "convener"),
    ),
    Initiative: (
        InitiativeMention,
        "initiative",
        ("name", "kind", "level", "launched_by_person", "launched_by_organization"),
    ),
    Instrument: (InstrumentMention, "instrument", ("title", "kind", "issuer", "date")),
    Participation: (ParticipationMention, "participation", ("person", "office")),
}
#: Fields that are told by the natural key of another record, with what gives the rows of such keys.
_LINKS: dict[str, Callable[[Mapping[str, str]], Mapping[str, Any]]] = {
    "organization": bring_bodies,
    "issuer": bring_bodies,
    "convener": bring_bodies,
    "series": bring_series,
    "person": bring_people,
    "launched_by_person": bring_people,
    "launched_by_organization": bring_bodies,
}
_DATES = frozenset({"start", "end", "date"})

Told = dict[str, Any]
Touched = Mapping[type[Curated], Collection[int]]


def told(**values: Any) -> Told:
    """Values of a record's fields as a mention holds them: without the blank ones, dates as lists, links as keys."""
    return {name: _plain(value) for name, value in values.items() if value not in (None, "")}


def _plain(value: Any) -> Any:
    return [value.isoformat(), value.printed, value.inferred] if isinstance(value, PartialDate) else value


def attributes(values: Told, links: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What was told as attributes of the record; `links` are by field the rows of the keys that are told."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name in _LINKS:
            found[f"{name}_id"] = links[name][value].pk
        else:
            found[name] = _date(*value) if name in _DATES else value
    return found


def _date(iso: str, printed: str, inferred: bool) -> PartialDate:
    return PartialDate.of(*map(int, iso.split("-")), printed=printed, inferred=inferred)


class _Vote(NamedTuple):
    """What some articles tell alike; `first` is the least of their keys."""

    told: Told
    articles: int
    first: str


def settle_values(touched: Touched) -> dict[type[Curated], set[int]]:
    """Bring the records of these primary keys to what the archive's mentions tell of them.

    Returns by model the primary keys of records that may be pointed to no more, or not after all.
    """
    let_go: dict[type[Curated], set[int]] = defaultdict(set)
    opinions = Disagreements()
    for model, keys in touched.items():
        if model in TOLD and keys:
            for name, pk in _settle(model, keys, opinions):
                let_go[model._meta.get_field(name).related_model].add(pk)  # type: ignore[index]
    opinions.save()
    if parts := touched.get(Participation):
        _settle_proof(parts)
    return let_go


def _settle(model: type[Any], keys: Collection[int], opinions: Disagreements) -> list[tuple[str, int]]:
    """As `settle_values` for one model; returns fields, each with a primary key that may not be needed any more."""
    mention, target, fields = TOLD[model]
    free = {"status": Claim.Status.SUGGESTED} if issubclass(model, Claim) else {"origin": Origin.IMPORT}
    rows = list(model._default_manager.filter(pk__in=keys, **free).order_by("pk"))
    votes: dict[int, list[_Vote]] = defaultdict(list)
    standing = mention.objects.standing().filter(**{f"{target}__in": rows})
    for pk, values, *rest in (
        standing.order_by()
        .values_list(f"{target}_id", "told")
        .annotate(articles=Count("paragraph__article", distinct=True), first=Min("paragraph__article__key"))
    ):
        votes[pk].append(_Vote(values, *rest))
    if model is Meeting:
        votes = {pk: _in_sessions(told_of) for pk, told_of in votes.items()}
    # Words that a person alone has found tell nothing of a record, and what is known of it stays.
    rows = [row for row in rows if any(vote.told or issubclass(model, Claim) for vote in votes.get(row.pk, ()))]
    best: dict[int, Told] = {
        row.pk: {name: next(iter(_ranked(name, votes[row.pk])), None) for name in fields} for row in rows
    }
    links = {
        name: _LINKS[name]({key: key for values in best.values() if (key := values[name]) is not None})
        for name in fields
        if name in _LINKS
    }
    merged = _merged_into(model, rows)
    before = {row: _take(row, best[row.pk], links, opinions, only_blank=row.pk in merged) for row in rows}
    changed = [row for row, values in before.items() if values]
    columns = [column for name in fields for column in (date_columns(name) if name in _DATES else [name])]
    update(model, changed, columns)
    if model is Meeting:
        file_other_days({row: _days(votes[row.pk]) for row in rows if "@" not in row.key})
    let_go = [(name, pk) for values in before.values() for name, pk in values.items() if name in _LINKS and pk]
    # What was brought to be linked, and is not where a person has set another.
    return let_go + [(name, linked.pk) for name, rows_of in links.items() for linked in rows_of.values()]


def _settle_proof(parts: Collection[int]) -> None:
    """Parts in meetings are as sure as the surest words that tell of them, and have their rule."""
    proofs = (
        ParticipationMention.objects.standing()
        .filter(participation__in=parts, participation__status=Claim.Status.SUGGESTED)
        .exclude(rule="")  # words that a person alone has found: the part is as sure as it was
        .order_by("participation_id", "-confidence", "paragraph__article__key", "paragraph__number", "start")
        .distinct("participation_id")
        .select_related("participation")
    )
    changed = [proof.participation for proof in proofs if _take_proof(proof.participation, proof)]
    update(Participation, changed, ["rule", "confidence"])


def _take_proof(part: Participation, proof: ParticipationMention) -> bool:
    before = (part.rule, part.confidence)
    part.rule, part.confidence = proof.rule, proof.confidence
    return before != (part.rule, part.confidence)


def _in_sessions(votes: Iterable[_Vote]) -> list[_Vote]:
    """The votes on a meeting, those for a day within the days that others tell as votes for these.

    「1月22日至26日」 tells all of a session of which a report gives the 23rd.
    """
    votes = list(votes)
    told_of = [vote.told for vote in votes if "end" in vote.told and "start" in vote.told]
    sessions = [(told["start"], told["end"]) for told in told_of if is_day(told["start"][0])]
    sessions.sort(key=lambda days: days[1], reverse=True)
    sessions.sort(key=lambda days: days[0])  # of those that begin together the longest comes first
    placed: list[_Vote] = []
    for vote in votes:
        first: list[Any] = vote.told.get("start", [""])
        last: list[Any] = vote.told.get("end", first)
        for start, end in sessions:
            if is_day(first[0]) and start[0] < first[0] and last[0] <= end[0]:
                vote = vote._replace(told=vote.told | {"start": start, "end": end})
                break
        placed.append(vote)
    return placed


def _days(votes: Iterable[_Vote]) -> list[str]:
    """The days that are told for a meeting's first, as ISO, the best first."""
    return list(dict.fromkeys(day for day, _, _ in _ranked("start", votes) if is_day(day)))


def _ranked(name: str, votes: Iterable[_Vote]) -> list[Any]:
    """The values that are told of a field, the best first."""
    told_by: dict[Any, list[_Vote]] = defaultdict(list)
    days: dict[str, list[_Vote]] = defaultdict(list)
    for vote in votes:
        if name in vote.told:
            value = vote.told[name]
            if name in _DATES:
                days[value[0]].append(vote)
            told_by[tuple(value) if name in _DATES else value].append(vote)

    def rank(votes: Iterable[_Vote]) -> tuple[int, str]:
        return -sum(vote.articles for vote in votes), min(vote.first for vote in votes)

    def place(value: Any) -> tuple[Any, ...]:
        if name in _DATES:
            day, _, inferred = value
            return -len(day), *rank(days[day]), day, inferred, *rank(told_by[value]), value
        return *rank(told_by[value]), value

    return sorted(told_by, key=place)


def _take(
    row: Any, values: Told, links: Mapping[str, Mapping[str, Any]], opinions: Disagreements, *, only_blank: bool
) -> dict[str, Any]:
    """Give `row` the values that may be given; the changed fields with what they were before.

    What is told otherwise of a field that a person has set is filed as a suggestion; of the first day of a meeting
    that is done with its other days.

    A field of which nothing is told any more becomes blank, where it may be.
    """
    given = attributes({name: value for name, value in values.items() if value is not None}, links)
    if ends_too_early(given):
        del given["end"]
    changed: dict[str, Any] = {}
    for name in values:
        attribute = f"{name}_id" if name in _LINKS else name
        blank = None if name in _DATES or row._meta.get_field(name).null else ""
        value = given.get(attribute, blank)
        old = getattr(row, attribute)
        if row.is_locked(name) and (type(row), name) != (Meeting, "start"):
            now = getattr(row, name)
            said = links[name][values[name]] if name in _LINKS and attribute in given else given.get(name, now)
            opinions.compare(row, name, now, said)
        if old == value or row.is_locked(name) or (only_blank and old not in (None, "")):
            continue
        if value == "" and not row._meta.get_field(name).blank:
            continue
        setattr(row, attribute, value)
        changed[name] = old
    return changed


def ends_too_early(values: Mapping[str, Any]) -> bool:
    """Whether what is told of a meeting has it end before it starts."""
    start, end = values.get("start"), values.get("end")
    return bool(start and end and end.latest < start.earliest)


def _merged_into(model: type[Any], rows: Iterable[Any]) -> set[int]:
    """Primary keys of those rows that other records were merged into."""
    if not issubclass(model, Record):
        return set()
    field = model.natural_key_fields[0]
    by_key = {getattr(row, field): row.pk for row in rows}
    merged = Redirect.objects.filter(record_type=model._meta.model_name, new_key__in=list(by_key))
    return {by_key[key] for key in merged.values_list("new_key", flat=True)}
