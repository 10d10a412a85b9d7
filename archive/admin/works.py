"""Works and their printings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.admin.base import CLAIM, ClaimAdmin, CuratedAdmin, ReadOnlyAdmin, part
from archive.admin.columns import date_cell, dated_link, decide_link, fill_counts, listed, record_link
from archive.admin.filters import DoubtFilter, LockedFilter, of_document
from archive.admin.merging import MergingAdmin, merge_selected
from archive.admin.panels import Panel
from archive.curating.models import Operation
from archive.models import Article, Printing, Sketch, Work


@admin.register(Work)
class WorkAdmin(MergingAdmin, CuratedAdmin):
    actions = [*CuratedAdmin.actions, merge_selected]
    purpose = _("Texts that are printed several times: each with its printings, and the best of them.")
    list_display = ["title", "printings", "key"]
    list_filter = [LockedFilter]
    search_fields = ["title", "key"]
    search_help_text = _("A part of the title, or the key.")
    ordering = ["key"]
    fieldsets = [part(None, ["key", "title"], _("What the text is called, here and in addresses."))]
    panels = (
        Panel(
            Printing,
            "work",
            [
                (_("article"), lambda printing: record_link(printing.article)),
                (_("document"), lambda printing: record_link(printing.article.document)),
                (_("date"), lambda printing: date_cell(printing.article.date)),
                (_("best printing"), lambda printing: _("yes") if printing.is_best else _("no")),
                (_("excerpt"), lambda printing: _("yes") if printing.is_excerpt else _("no")),
                (_("status"), lambda printing: printing.get_status_display()),
            ],
            deciding=[(pgettext_lazy("claim", "decision"), decide_link)],
            rows=lambda rows: rows.best_first(),
            per_page=20,
        ),
    )

    def fill(self, rows: Sequence[Any]) -> None:
        fill_counts(rows, Printing, "work", "printing_count")

    def choice_labels(self, rows: Sequence[Any]) -> dict[int, str]:
        return {row.pk: f"{row.title} · {row.key}" for row in rows}

    @admin.display(description=_("printings"))
    def printings(self, work: Any) -> SafeString | int:
        return listed(Printing, work.printing_count, work__id__exact=work.pk)


@admin.register(Printing)
class PrintingAdmin(ClaimAdmin):
    """Of a printing only the status is changed: articles are put into a work on its own screen."""

    kind = Operation.Kind.DECIDE
    purpose = _("Which article prints which text, whole or in part; a wrong pair is rejected here.")
    list_display = ["of_work", "is_best", "is_excerpt", "status", "sure", "of_article", "document"]
    list_filter = ["status", DoubtFilter, "is_excerpt", "is_best", of_document("article__")]
    search_fields = ["work__title", "article__key"]
    search_help_text = _("A part of the text's title, or an article's key.")
    ordering = ["work_id", "article_id"]
    fieldsets = [
        part(None, ["work", "article", ("is_excerpt", "is_best")], _("The text, and the article that prints it.")),
        CLAIM,
    ]
    readonly_fields: ClassVar[Any] = ["work", "article", "is_excerpt", "is_best", *ClaimAdmin.readonly_fields]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("work", "article__document")
        return rows.defer("article__document__text")

    def found(self, rows: Any, text: str) -> QuerySet[Any]:
        works = Work.objects.filter(title__icontains=text).values("pk")
        articles = Article.objects.filter(key=text).values("pk")
        return rows.filter(Q(work__in=works) | Q(article__in=articles))  # type: ignore[no-any-return]

    def view_on_site(self, printing: Printing) -> str:
        return printing.work.get_absolute_url()

    @admin.display(description=_("work"))
    def of_work(self, printing: Printing) -> str:
        return printing.work.title

    @admin.display(description=_("article"))
    def of_article(self, printing: Printing) -> SafeString:
        return dated_link(printing.article, printing.article.date)

    @admin.display(description=_("document"))
    def document(self, printing: Printing) -> SafeString:
        return record_link(printing.article.document)


@admin.register(Sketch)
class SketchAdmin(ReadOnlyAdmin):
    purpose = _("By these numbers printings of one text are found; they are made by the machine, and made anew by it.")
    list_display = ["article", "version"]
    list_select_related = ["article"]
    search_fields = ["article__key"]
    search_help_text = _("An article's key.")
    ordering = ["article_id"]
    fieldsets = [part(None, ["article", "version", "hashes"], _("What the machine compares texts by."))]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("hashes")

    def found(self, rows: Any, text: str) -> QuerySet[Any]:
        return rows.filter(article__key=text)  # type: ignore[no-any-return]
