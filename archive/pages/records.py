"""People, meetings, initiatives and instruments: one record with the words that prove it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.views.generic import ListView

from archive.models import Initiative, Instrument, Meeting, OfficeHeld, Participation, Person
from archive.models.claims import Claim
from archive.models.curation import Record, RecordType
from archive.models.evidence import EVIDENCE
from archive.pages.merged import MergedKeys
from archive.pages.named import anchor, is_doubtful

#: Characters of context on either side of the words.
_CONTEXT = 36


class Quotation(NamedTuple):
    """The words of a mention with what stands around them."""

    mention: Any
    anchor: str
    before: str
    words: str
    after: str
    doubtful: bool


class _RecordDetail(MergedKeys, ListView):
    """A record and all places that name it, the newest article first."""

    record_model: ClassVar[type[Record]]
    paginate_by = 50
    context_object_name = "mentions"

    @cached_property
    def record(self) -> Any:
        return get_object_or_404(self.record_model._default_manager.all(), key=self.kwargs["key"])

    def get_queryset(self) -> QuerySet[Any]:
        mention, target = EVIDENCE[self.record_model]
        return (
            mention._default_manager.filter(**{target: self.record})
            .exclude(status=Claim.Status.REJECTED)
            .select_related("paragraph__article__document")
            .defer("paragraph__article__document__text")
            .order_by(
                F("paragraph__article__date_earliest").desc(nulls_last=True),
                "paragraph__article",
                "paragraph__number",
                "start",
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(record=self.record, **kwargs)
        context["quotations"] = [_quoted(mention) for mention in context["page_obj"]]
        return context


def _quoted(mention: Any) -> Quotation:
    text = mention.paragraph.text
    first, last = max(mention.start - _CONTEXT, 0), mention.end + _CONTEXT
    return Quotation(
        mention,
        anchor(mention.paragraph),
        ("…" if first else "") + text[first : mention.start],
        mention.printed,
        text[mention.end : last] + ("…" if last < len(text) else ""),
        is_doubtful(mention),
    )


class PersonDetail(_RecordDetail):
    record_type = RecordType.PERSON
    record_model = Person
    template_name = "archive/person_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = OfficeHeld.objects.standing().filter(person=self.record).select_related("office")
        parts = Participation.objects.standing().filter(person=self.record).select_related("meeting")
        return super().get_context_data(
            names=self.record.names.order_by("name"),
            offices=held.order_by(F("last_cited_latest").desc(nulls_last=True), "office__label"),
            parts=parts.order_by(F("meeting__start_earliest").desc(nulls_last=True), "meeting__key", "role"),
            **kwargs,
        )


class MeetingDetail(_RecordDetail):
    record_type = RecordType.MEETING
    record_model = Meeting
    template_name = "archive/meeting_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parts = Participation.objects.standing().filter(meeting=self.record).select_related("person")
        return super().get_context_data(parts=parts.order_by("pk"), **kwargs)


class InitiativeDetail(_RecordDetail):
    record_type = RecordType.INITIATIVE
    record_model = Initiative
    template_name = "archive/initiative_detail.html"


class InstrumentDetail(_RecordDetail):
    record_type = RecordType.INSTRUMENT
    record_model = Instrument
    template_name = "archive/instrument_detail.html"
