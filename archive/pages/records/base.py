"""What pages of records have in common: the record, and the places of print that name it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.views.generic import ListView, View

from archive.counting.models import PlaceCount
from archive.models.curation import Record
from archive.models.evidence import EVIDENCE, MentionQuerySet
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


def quoted(mention: Any) -> Quotation:
    """The mention, which comes with its paragraph, in its context."""
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


def proofs(mentions: MentionQuerySet[Any], target: str) -> dict[int, Quotation]:
    """By the primary key of each `target` (a foreign key of the mentions), the words that prove it first: one query."""
    return {getattr(row, f"{target}_id"): quoted(row) for row in mentions.with_place().first_of_each(target)}


class OfRecord(MergedKeys, View):
    """A page about the record whose key is in the address."""

    record_model: ClassVar[type[Record]]
    #: The field that addresses name the record by.
    key_field = "key"
    #: Foreign keys that are read with the record.
    related: ClassVar[tuple[str, ...]] = ()
    #: Fields of these that stay in the database: raw texts.
    deferred: ClassVar[tuple[str, ...]] = ()

    @cached_property
    def record(self) -> Any:
        records = self.record_model._default_manager.all()
        if self.related:
            records = records.select_related(*self.related).defer(*self.deferred)
        return get_object_or_404(records, **{self.key_field: self.kwargs["key"]})

    @property
    def mentions(self) -> MentionQuerySet[Any]:
        """The standing mentions of the record, which has to be one of EVIDENCE."""
        mention, target = EVIDENCE[self.record_model]
        return mention.objects.standing().filter(**{target: self.record})


class RecordDetail(OfRecord, ListView):
    """A record and all places that name it, the newest article first."""

    paginate_by = 25
    context_object_name = "mentions"

    def get_queryset(self) -> QuerySet[Any]:
        return self.mentions.with_place().newest_first()

    def get_paginator(self, *args: Any, **kwargs: Any) -> Paginator[Any]:
        paginator = super().get_paginator(*args, **kwargs)
        vars(paginator)["count"] = PlaceCount.objects.number(self.record)  # which is kept: they may be many thousands
        return paginator

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(record=self.record, **kwargs)
        context["quotations"] = [quoted(mention) for mention in context["page_obj"]]
        return context
