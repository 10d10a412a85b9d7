"""What a curator needs to see of a claim: its words in the text, the raw lines, and where else its record is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.admin.wording import field_label
from archive.curating.selecting import TARGETS
from archive.models import (
    Article,
    Document,
    Initiative,
    Instrument,
    Meeting,
    OfficeHeld,
    OfficeMention,
    Paragraph,
    Participation,
    ParticipationMention,
    Person,
)
from archive.models.claims import Claim
from archive.models.curation import Record
from archive.models.evidence import Mention
from archive.pages.records.base import Quotation, quoted

#: Characters of the paragraph on either side of the words, and of the paragraphs beside it.
_AROUND, _BESIDE = 600, 120
#: Raw lines shown before and after those of the paragraph, and of a long paragraph before and after the words.
_LINES_BESIDE, _LINES_AROUND = 2, 20
#: Other mentions of the record, and offices of a person.
_OTHERS, _OFFICES = 5, 4
#: Rows that are read with the claims of a model, for what is said of each.
RELATED: dict[str, tuple[str, ...]] = {
    "officemention": ("office", "person"),
    "participation": ("meeting", "person"),
    "officeheld": ("person", "office"),
}


class Fact(NamedTuple):
    """Something that a claim says: the name of a field, its value, and the record that it is."""

    label: str
    value: Any
    record: Any = None

    @property
    def admin_address(self) -> str:
        return reverse(f"admin:archive_{self.record._meta.model_name}_change", args=[self.record.pk])


class RawLine(NamedTuple):
    """A raw line, its number from 1, and whether the paragraph is printed on it."""

    number: int
    text: str
    is_own: bool


@dataclass
class Evidence:
    """The words that prove a claim, and what stands around them."""

    words: Mention
    before: str
    after: str
    previous: str  #: end of the paragraph before
    following: str  #: begin of the paragraph after
    lines: list[RawLine]

    @property
    def article(self) -> Article:
        return self.words.paragraph.article


def read(model: type[Claim]) -> QuerySet[Any]:
    """The claims of a model with the rows that are shown with each."""
    name = str(model._meta.model_name)
    claims: QuerySet[Any] = model._default_manager.select_related(*RELATED.get(name, (TARGETS[model],)))
    if issubclass(model, Mention):
        claims = claims.select_related("paragraph__article__document").defer("paragraph__article__document__text")
    return claims


def facts(claim: Any) -> list[Fact]:
    """What a claim says, field by field, with what tells its record from others of the same name."""
    names: list[str] = {
        "personmention": ["person"],
        "officemention": ["title", "office", "person"],
        "meetingmention": ["meeting", "is_main", "inferred_from"],
        "initiativemention": ["initiative"],
        "instrumentmention": ["instrument"],
        "participation": ["name", "role", "office", "meeting", "person"],
        "officeheld": ["person", "office", "first_cited", "last_cited", "start", "end"],
    }[claim._meta.model_name]
    found = []
    for name in names:
        value = getattr(claim, name)
        word = capfirst(field_label(type(claim), name))
        if isinstance(value, Record):
            found += [Fact(word, str(value), value), *told_apart(value)]
        elif name == "person":
            found.append(Fact(word, _("nobody known")))
        elif value not in ("", None, False):
            display = getattr(claim, f"get_{name}_display", None)
            found.append(Fact(word, display() if display else _("yes") if value is True else value))
    return found


def told_apart(record: Record) -> list[Fact]:
    """What tells a record from others of its name; of a person that comes `with_offices` without a query."""
    if isinstance(record, Person):
        seen = getattr(record, "offices_seen", None)
        if seen is None:
            seen = Person.objects.with_offices().values_list("offices_seen", flat=True).get(pk=record.pk)
        offices = "；".join(seen[:_OFFICES])
        return [Fact(_("Seen in the offices"), offices)] if offices else []
    if isinstance(record, Meeting):
        told = [Fact(_("Held"), record.start), Fact(_("Place"), record.place)]
    elif isinstance(record, Initiative):
        told = [Fact(_("Kind"), record.get_kind_display())]
    elif isinstance(record, Instrument):
        told = [Fact(_("Kind"), record.get_kind_display()), Fact(_("Date"), record.date)]
    else:
        told = []
    return [fact for fact in told if fact.value]


def evidence(claim: Claim) -> Evidence | None:
    """Of a mention its own words, of another claim those printed first; None where no print speaks of it any more."""
    words = claim if isinstance(claim, Mention) else _proofs(claim).with_place().first_printed()
    return around(words) if words is not None else None


def around(words: Mention) -> Evidence:
    """The words of a mention, which comes with its place, with what is printed around them."""
    paragraph: Paragraph = words.paragraph
    text = paragraph.text
    first, last = max(words.start - _AROUND, 0), words.end + _AROUND
    beside = dict(
        Paragraph.objects.filter(
            article=paragraph.article_id, number__in=[paragraph.number - 1, paragraph.number + 1]
        ).values_list("number", "text")
    )
    previous, following = beside.get(paragraph.number - 1, ""), beside.get(paragraph.number + 1, "")
    return Evidence(
        words,
        ("…" if first else "") + text[first : words.start],
        text[words.end : last] + ("…" if last < len(text) else ""),
        ("…" if len(previous) > _BESIDE else "") + previous[-_BESIDE:],
        following[:_BESIDE] + ("…" if len(following) > _BESIDE else ""),
        _raw_lines(paragraph, words.start),
    )


def others(claim: Claim, shown: Evidence | None) -> Sequence[Quotation]:
    """Some places beside those `shown` that name the record of a claim, or tell of the same part or office held."""
    if isinstance(claim, Mention):
        field_name = TARGETS[type(claim)]
        if not getattr(claim, f"{field_name}_id"):
            return []
        rows: Any = type(claim)._default_manager.filter(**{field_name: getattr(claim, f"{field_name}_id")})
    else:
        rows = _proofs(claim)
    if shown:
        rows = rows.exclude(pk=shown.words.pk)
    return [quoted(row) for row in rows.standing().with_place().order_by("-pk")[:_OTHERS]]


def _proofs(claim: Claim) -> Any:
    if isinstance(claim, Participation):
        return ParticipationMention.objects.get_queryset().filter(participation=claim)
    assert isinstance(claim, OfficeHeld)
    return OfficeMention.objects.get_queryset().filter(person=claim.person_id, office=claim.office_id)


def _raw_lines(paragraph: Paragraph, start: int) -> list[RawLine]:
    """The raw lines of a paragraph; of a long one those around the character `start` of its text."""
    own = sorted({line for line, _, _ in paragraph.spans} or {paragraph.first_line})
    place = len(own) * start // max(len(paragraph.text), 1)
    around = own[max(place - _LINES_AROUND, 0) : place + _LINES_AROUND + 1]
    return raw_lines(paragraph.article.document_id, around)


def raw_lines(document_id: int, own: Sequence[int]) -> list[RawLine]:
    """The raw lines of a document from the first of its `own` to the last, with some before and after."""
    first, last = max(own[0] - _LINES_BESIDE, 1), own[-1] + _LINES_BESIDE
    document: Any = Document.objects.with_lines(first, last).get(pk=document_id)
    return [
        RawLine(number, text.rstrip(), number in own)
        for number, text in enumerate(document.lines, first)
        if text.strip()
    ]
