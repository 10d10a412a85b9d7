"""Documents, their pages and their leftovers."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.base import LOCKED, CuratedAdmin, ReadOnlyAdmin, date_rows
from archive.curating.deleting import delete_documents
from archive.models import Document, Leftover, Page


@admin.register(Document)
class DocumentAdmin(CuratedAdmin):
    list_display = ["__str__", "kind", "period", "articles", "encoding", "line_count", "character_count"]
    list_filter = ["kind", "encoding"]
    search_fields = ["title", "file_name", "slug", "publisher"]
    ordering = ["file_name"]
    fieldsets = [
        (None, {"fields": ["title", "publisher", "kind", "slug", "locked"]}),
        (_("period"), {"fields": [*date_rows("period_start"), *date_rows("period_end")]}),
        (_("file"), {"fields": ["file_name", "sha256", "encoding", "line_count", "character_count", "importer"]}),
        (_("raw text"), {"fields": ["text"], "classes": ["collapse"]}),
    ]
    readonly_fields = [
        *LOCKED, "slug", "file_name", "sha256", "encoding", "text", "line_count", "character_count", "importer"
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        documents: QuerySet[Document] = Document.objects.without_text().with_counts()
        return documents

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What a document holds goes with it, though none of it can be deleted by itself."""
        found, counts, _needed, protected = super().get_deleted_objects(objs, request)
        return found, counts, set(), protected

    def delete_model(self, request: HttpRequest, obj: Document) -> None:
        delete_documents(Document.objects.filter(pk=obj.pk), user=request.user)  # type: ignore[arg-type]

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        delete_documents(queryset, user=request.user)  # type: ignore[arg-type]

    @admin.display(description=_("period"), ordering="period_start_earliest")
    def period(self, document: Document) -> str:
        return " – ".join(str(date) for date in (document.period_start, document.period_end) if date)

    @admin.display(description=_("articles"), ordering="article_count")
    def articles(self, document: Any) -> SafeString:
        address = reverse("admin:archive_article_changelist", query={"document__id__exact": document.pk})
        return format_html('<a href="{}">{}</a>', address, document.article_count)


class _InDocument(ReadOnlyAdmin):
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("document").defer("document__text")


@admin.register(Page)
class PageAdmin(_InDocument):
    list_display = ["document", "number", "label", "first_line", "last_line"]
    list_display_links = ["number"]
    search_fields = ["document__title", "document__file_name", "label"]
    ordering = ["document_id", "number"]


@admin.register(Leftover)
class LeftoverAdmin(_InDocument):
    list_display = ["__str__", "reason", "document", "first_line", "last_line"]
    list_filter = ["reason"]
    search_fields = ["text", "document__title", "document__file_name"]
    ordering = ["document_id", "first_line", "start"]
