"""Who and what an article names, for its page: beside the text, and marked in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from archive.importing.records import Role
from archive.models import (
    Article,
    InitiativeMention,
    InstrumentMention,
    MeetingMention,
    OfficeMention,
    Paragraph,
    Participation,
    ParticipationMention,
    PersonMention,
)
from archive.models.articles import BODY_ROLES
from archive.models.claims import CERTAIN, Claim
from archive.models.evidence import Mention
from archive.searching.highlight import Piece, marks_across, pieces
from archive.searching.query import Query

_SHOWN = (*BODY_ROLES, Role.DIGEST)


class Segment(NamedTuple):
    """Part of a paragraph's text; `kind` and `record` are set where it names one.

    `pieces` is the text again, cut where a phrase that was searched for stands.
    """

    text: str
    kind: str = ""
    record: Any = None
    doubtful: bool = False
    pieces: tuple[Piece, ...] = ()


@dataclass
class Entry:
    """A record named in an article: where first in its text, how often, as what, and how surely."""

    record: Any
    anchor: str = ""
    count: int = 0
    doubtful: bool = True
    is_main: bool = False
    offices: dict[str, None] = field(default_factory=dict)
    parts: dict[int, Participation] = field(default_factory=dict)


@dataclass
class Named:
    """The records that an article names, each once, in the order of the text."""

    people: list[Entry]
    meetings: list[Entry]
    initiatives: list[Entry]
    instruments: list[Entry]
    marks: dict[int, list[tuple[str, Any, Mention]]]
    """By the primary key of a paragraph, the kind, the record and the mention of each place."""
    searched: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """By the primary key of a paragraph, start and end of the phrases that were searched for."""

    def __bool__(self) -> bool:
        return bool(self.marks)


def named_in(article: Article, query: Query | None = None) -> Named:
    """What `article` names: six queries. The phrases of `query` are marked in its paragraphs, which it comes with."""
    marks: dict[int, list[tuple[str, Any, Mention]]] = {}
    found: dict[str, dict[int, Entry]] = {}
    for kind, model in (
        ("person", PersonMention),
        ("meeting", MeetingMention),
        ("initiative", InitiativeMention),
        ("instrument", InstrumentMention),
    ):
        entries = found.setdefault(kind, {})
        for mention in _of(model, article, kind):
            record = getattr(mention, kind)
            marks.setdefault(mention.paragraph_id, []).append((kind, record, mention))
            entry = entries.setdefault(record.pk, Entry(record))
            entry.count += 1
            entry.anchor = entry.anchor or anchor(mention.paragraph)
            entry.doubtful &= is_doubtful(mention)
            entry.is_main |= getattr(mention, "is_main", False)
    for office in _of(OfficeMention, article, "person"):
        if office.person_id in found["person"]:
            found["person"][office.person_id].offices[office.title] = None
    for proof in _of(ParticipationMention, article, "participation__person"):
        part = proof.participation
        if part.meeting_id in found["meeting"]:
            found["meeting"][part.meeting_id].parts[part.pk] = part
    people, meetings, initiatives, instruments = (list(entries.values()) for entries in found.values())
    paragraphs = [paragraph for paragraph in article.paragraphs.all() if paragraph.role in _SHOWN] if query else []
    found_words = marks_across([paragraph.text for paragraph in paragraphs], query) if query else []
    searched = {paragraph.pk: places for paragraph, places in zip(paragraphs, found_words, strict=True)}
    return Named(people, meetings, initiatives, instruments, marks, searched)


def anchor(paragraph: Paragraph) -> str:
    """The fragment of an article's address that leads to a paragraph; headlines stand at its top and have none."""
    return f"#p{paragraph.number}" if paragraph.role in _SHOWN else ""


def is_doubtful(claim: Claim) -> bool:
    """Whether a page shows the claim as doubtful: until a person has confirmed it."""
    return claim.status == Claim.Status.SUGGESTED and claim.confidence < CERTAIN


def segments(
    paragraph: Paragraph,
    marks: Iterable[tuple[str, Any, Mention]],
    start: int = 0,
    searched: Sequence[tuple[int, int]] = (),
) -> list[Segment]:
    """The text of a paragraph from character `start` on, cut where it names records.

    Where names lie in each other the longer one is marked: a person's in the name of a visit is the visit's. The places
    `searched` are marked within.
    """
    text = paragraph.text

    def cut_out(first: int, last: int, kind: str = "", record: Any = None, doubtful: bool = False) -> Segment:
        return Segment(text[first:last], kind, record, doubtful, tuple(pieces(text, searched, first, last)))

    at = start
    cut: list[Segment] = []
    taken: list[tuple[str, Any, Mention]] = []
    for mark in sorted(marks, key=lambda mark: mark[2].start - mark[2].end):
        if mark[2].start >= start and all(
            mark[2].end <= other[2].start or other[2].end <= mark[2].start for other in taken
        ):
            taken.append(mark)
    for kind, record, mention in sorted(taken, key=lambda mark: mark[2].start):
        if mention.start > at:
            cut.append(cut_out(at, mention.start))
        cut.append(cut_out(mention.start, mention.end, kind, record, is_doubtful(mention)))
        at = mention.end
    if at < len(text):
        cut.append(cut_out(at, len(text)))
    return cut


def _of(model: type[Mention], article: Article, target: str) -> Iterable[Any]:
    return model.objects.standing().in_text_order(target).filter(paragraph__article=article)
