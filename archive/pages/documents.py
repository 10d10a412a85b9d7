"""A document with its contents as printed, and its print that is no text."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.views.generic import ListView
from django_filters.views import FilterView

from archive.models import Article, Document, Leftover
from archive.models.curation import RecordType
from archive.pages.filters import LeftoverFilter
from archive.pages.merged import MergedKeys


class _OfDocument(MergedKeys):
    """A page about the document whose slug is in the address."""

    record_type = RecordType.DOCUMENT
    key_kwarg = "slug"

    @cached_property
    def document(self) -> Document:
        document: Document = get_object_or_404(Document.objects.without_text(), slug=self.kwargs["slug"])
        return document


class DocumentDetail(_OfDocument, ListView):
    template_name = "archive/document_detail.html"
    paginate_by = 200
    context_object_name = "articles"

    def get_queryset(self) -> QuerySet[Article]:
        articles: QuerySet[Article] = self.document.articles.with_pages().with_bylines().order_by("ordinal")
        return articles

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            document=self.document,
            page_count=self.document.pages.count(),
            leftovers=self.document.leftovers.count_by_reason(),
            kinds=self.document.articles.count_by_kind(),
            **kwargs,
        )


class LeftoverList(_OfDocument, FilterView):
    template_name = "archive/leftover_list.html"
    filterset_class = LeftoverFilter
    paginate_by = 100
    context_object_name = "leftovers"

    def get_queryset(self) -> QuerySet[Leftover]:
        leftovers: QuerySet[Leftover] = self.document.leftovers.in_print_order()
        return leftovers

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(document=self.document, **kwargs)
        return context
