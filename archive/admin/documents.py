"""Documents, their pages and their leftovers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.base import CuratedAdmin, ReadOnlyAdmin, date_part, part
from archive.admin.columns import date_cell, fill_counts, listed, raw_line, record_link
from archive.admin.filters import LockedFilter, of_document
from archive.admin.panels import Panel
from archive.curating.deleting import delete_documents
from archive.models import Article, Document, Leftover, Page
from archive.pages.citing import line_range
from archive.pages.dating import period


@admin.register(Document)
class DocumentAdmin(CuratedAdmin):
    purpose = _("The files of the archive: what each is, the time it covers, and the way to its articles.")
    list_display = ["__str__", "kind", "period", "articles", "leftovers", "line_count"]
    sortable_by = ["period", "line_count"]
    list_filter = [
        "kind",
        ("title", admin.EmptyFieldListFilter),
        ("publisher", admin.EmptyFieldListFilter),
        "period_start_precision",
        LockedFilter,
    ]
    search_fields = ["title", "file_name", "slug", "publisher"]
    search_help_text = _("A part of the title, of the file's name or of the publisher.")
    ordering = ["file_name"]
    fieldsets = [
        part(None, ["title", "publisher", "kind", "slug"], _("What the document is, as the print says it.")),
        date_part(_("period start"), "period_start"),
        date_part(_("period end"), "period_end"),
        part(
            _("file"),
            ["file_name", "sha256", ("encoding", "line_count", "character_count"), ("importer", "raw")],
            _("The raw file as it came; nothing of it is changed here."),
        ),
    ]
    readonly_fields = [
        "slug", "file_name", "sha256", "encoding", "line_count", "character_count", "importer", "raw"
    ]  # fmt: skip
    panels = (
        Panel(
            Article,
            "document",
            [
                (_("article"), record_link),
                (_("kind"), lambda article: article.get_kind_display()),
                (_("date"), lambda article: date_cell(article.date)),
                (_("lines"), line_range),
                (_("review"), lambda article: article.get_review_display()),
            ],
            rows=lambda rows: rows.order_by("ordinal"),
            parameter="document",
            value=lambda document: document.slug,
            per_page=30,
        ),
        Panel(
            Leftover,
            "document",
            [
                (_("leftover"), record_link),
                (_("reason"), lambda row: row.get_reason_display()),
                (_("lines"), line_range),
            ],
            rows=lambda rows: rows.in_print_order(),
            parameter="document",
            value=lambda document: document.slug,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        documents: QuerySet[Document] = Document.objects.without_text()
        return documents

    def fill(self, rows: Sequence[Any]) -> None:
        fill_counts(rows, Article, "document", "article_count")
        fill_counts(rows, Leftover, "document", "leftover_count")

    def choice_labels(self, rows: Sequence[Any]) -> dict[int, str]:
        return {row.pk: " · ".join(dict.fromkeys([str(row), row.file_name])) for row in rows}

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
        return period(document.period_start, document.period_end) or "–"

    @admin.display(description=_("articles"))
    def articles(self, document: Any) -> SafeString | int:
        return listed(Article, document.article_count, document=document.slug)

    @admin.display(description=_("leftovers"))
    def leftovers(self, document: Any) -> SafeString | int:
        return listed(Leftover, document.leftover_count, document=document.slug)

    @admin.display(description=_("raw text"))
    def raw(self, document: Document) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("raw", args=[document.slug]), _("read the raw text"))


class _InDocument(ReadOnlyAdmin):
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("document").defer("document__text")

    def view_on_site(self, row: Any) -> str:
        return raw_line(row.document, row.first_line)

    @admin.display(description=_("document"))
    def of_document(self, row: Any) -> SafeString:
        return record_link(row.document)

    @admin.display(description=_("lines"))
    def lines(self, row: Any) -> str:
        return line_range(row)


@admin.register(Page)
class PageAdmin(_InDocument):
    purpose = _("Printed pages with the raw lines they hold, by which articles are cited; to be looked at only.")
    list_display = ["__str__", "number", "of_document", "lines"]
    list_filter = [("label", admin.EmptyFieldListFilter), of_document()]
    search_fields = ["label"]
    search_help_text = _("A page number as printed, or a document's title or file.")
    ordering = ["document_id", "number"]
    fieldsets = [
        part(None, ["document", ("number", "label"), ("first_line", "last_line")], _("A page, and its raw lines."))
    ]

    def found(self, rows: Any, text: str) -> QuerySet[Any]:
        return rows.filter(label=text) | rows.filter(document__in=Document.objects.named(text).values("pk"))  # type: ignore[no-any-return]


@admin.register(Leftover)
class LeftoverAdmin(_InDocument):
    purpose = _("Print that is no article's text, and why; what belongs to an article is taken back from here.")
    list_display = ["__str__", "reason", "of_document", "lines"]
    list_filter = ["reason", of_document(), LockedFilter]
    search_fields = ["text"]
    search_help_text = _("A part of the print, or a document's title or file.")
    ordering = ["document_id", "first_line", "start"]
    fieldsets = [
        part(
            None,
            ["document", "reason", "text", ("first_line", "start", "last_line"), "spans"],
            _("The print line by line, and where it stands."),
        )
    ]

    def found(self, rows: Any, text: str) -> QuerySet[Any]:
        return rows.filter(text__contains=text) | rows.filter(document__in=Document.objects.named(text).values("pk"))  # type: ignore[no-any-return]
