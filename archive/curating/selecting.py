"""Which claims of a queue somebody looks at: those of a document, of a record, of a rule, of little confidence.

However many claims wait, what is asked here is answered from indexes: the whole queue and what follows a place in it by
the index of doubtful claims, what belongs to a document or a record by the indexes of its foreign keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet

from archive.curating.queue import CLAIMS, Progress, claim_progress
from archive.models import (
    InitiativeMention,
    InstrumentMention,
    MeetingMention,
    OfficeHeld,
    OfficeMention,
    Participation,
    ParticipationMention,
    PersonMention,
)
from archive.models.claims import Claim, ClaimQuerySet
from archive.models.evidence import Mention

#: The record that claims of a model are about, as the foreign key to it.
TARGETS: dict[type[Claim], str] = {
    PersonMention: "person",
    OfficeMention: "office",
    MeetingMention: "meeting",
    InitiativeMention: "initiative",
    InstrumentMention: "instrument",
    Participation: "meeting",
    OfficeHeld: "person",
}
#: By what name people look for claims of a model.
_NAMES: dict[type[Claim], str] = {
    PersonMention: "person__name",
    OfficeMention: "office__label",
    MeetingMention: "meeting__name",
    InitiativeMention: "initiative__name",
    InstrumentMention: "instrument__title",
    Participation: "name",
    OfficeHeld: "person__name",
}
#: Confidences below which one may want to see claims.
BELOW = ("0.3", "0.5", "0.7", "0.8")


class Place(NamedTuple):
    """A place in the order of doubt."""

    confidence: float
    pk: int

    def __str__(self) -> str:
        return f"{self.confidence!r}-{self.pk}"

    @classmethod
    def of(cls, claim: Claim) -> Place:
        return cls(claim.confidence, claim.pk)

    @classmethod
    def read(cls, text: str) -> Place | None:
        """The place that an address names; None where it names none."""
        confidence, _, pk = text.rpartition("-")
        try:
            return cls(float(confidence), int(pk)) if len(pk) < 19 else None
        except ValueError:
            return None


@dataclass(frozen=True)
class Selection:
    """Claims of one model; each filter that is not empty narrows them down."""

    model: type[Claim]
    document: str = ""  #: slug
    record: str = ""  #: primary key of the record the claims are about
    name: str = ""  #: of that record
    rule: str = ""
    below: str = ""  #: a confidence

    @classmethod
    def of(cls, queue: str, values: Mapping[str, str]) -> Selection:
        """The claims of a queue, which is named like its model, under the filters that an address has."""
        model = next(model for model in CLAIMS if model._meta.model_name == queue)
        return cls(model, **{name: values.get(name, "").replace("\0", "").strip() for name in cls.filters()})

    @classmethod
    def filters(cls) -> list[str]:
        return [field.name for field in fields(cls) if field.name != "model"]

    @property
    def values(self) -> dict[str, str]:
        """The filters that are not empty, as an address has them."""
        return {name: value for name in self.filters() if (value := getattr(self, name))}

    def claims(self) -> ClaimQuerySet[Any]:
        """All the claims, decided ones included. A filter that cannot be read leaves none."""
        claims: ClaimQuerySet[Any] = self.model._default_manager.get_queryset()
        if self.document:
            claims = _in_document(claims, self.document)
        if self.record:
            is_key = self.record.isdecimal() and len(self.record) < 19
            claims = claims.filter(**{TARGETS[self.model]: self.record}) if is_key else claims.none()
        if self.name:
            claims = claims.filter(**{_NAMES[self.model]: self.name})
        if self.rule:
            claims = claims.filter(rule=self.rule)
        if self.below:
            below = _number(self.below)
            claims = claims.none() if below is None else claims.filter(confidence__lt=below)
        return claims

    def undecided(self) -> ClaimQuerySet[Any]:
        """Those that nobody has decided on, doubtful or not."""
        return self.claims().filter(status=Claim.Status.SUGGESTED)

    def waiting(self, after: Place | None = None) -> ClaimQuerySet[Any]:
        """Those that wait in the queue, the least sure first; with `after` those behind that place."""
        claims = self.claims().doubtful()
        if after:
            claims = claims.after(*after)
        if self.document or self.record or self.name:
            # Collected, and then put in order: a walk along the queue would not end before the next one is met, and
            # when all of them are decided it would not end before the queue does.
            return claims.order_by(F("confidence") + 0.0, "pk")
        return claims.order_by("confidence", "pk")

    def progress(self) -> Progress:
        """How many people have decided on and how many wait."""
        return claim_progress(self.claims().order_by())


def _in_document(claims: ClaimQuerySet[Any], slug: str) -> ClaimQuerySet[Any]:
    there = "paragraph__article__document__slug"
    if issubclass(claims.model, Mention):
        return claims.filter(**{there: slug})
    if claims.model is Participation:
        proofs: QuerySet[Any] = ParticipationMention.objects.filter(**{there: slug})
        return claims.filter(pk__in=proofs.values("participation"))
    proofs = OfficeMention.objects.filter(person=OuterRef("person"), office=OuterRef("office"), **{there: slug})
    return claims.filter(Exists(proofs))


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None
