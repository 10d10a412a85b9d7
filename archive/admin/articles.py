"""Articles, their paragraphs and their authors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.base import CuratedAdmin, ReadOnlyAdmin, RecordForm, date_part, date_rows, part
from archive.admin.columns import date_cell, linked, raw_line, record_link
from archive.admin.filters import LockedFilter, articles, empty, of_document, typed
from archive.admin.inlines import PagedInline
from archive.admin.operating import OperatedAdmin
from archive.admin.panels import Panel
from archive.models import Article, Byline, Paragraph, Person, Printing
from archive.models.lookups import AnyOf
from archive.pages.citing import line_range
from archive.searching import hits
from archive.searching.query import parse

PHRASES = _("Words and phrases as in the public search, wherever they are printed; or an article's key.")


def raw_lines(paragraph: Paragraph) -> SafeString:
    """The raw lines of a paragraph, linked to where they stand in the document's text."""
    address = raw_line(paragraph.article.document, paragraph.first_line)
    return format_html('<a href="{}">{}</a>', address, line_range(paragraph))


def printings_link(printing: Printing) -> SafeString:
    """The way to the screen on which the article is taken out of the work."""
    address = reverse("admin:work_printings", args=[printing.work_id])
    return format_html('<a href="{}">{}</a>', address, _("put in, take out"))


class BylineInline(PagedInline):
    model = Byline
    related = ("person",)


@admin.register(Article)
class ArticleAdmin(CuratedAdmin):
    purpose = _("Every article of every document: here headlines, dates, kinds and authors are put right.")
    list_display = ["__str__", "kind", "day", "signed", linked(Article, "document"), "lines", "review"]
    sortable_by = ["day"]
    list_filter = [
        "review",
        "kind",
        of_document(),
        ("title", admin.EmptyFieldListFilter),
        ("supplied_title", admin.EmptyFieldListFilter),
        "date_precision",
        "date_inferred",
        ("source", admin.EmptyFieldListFilter),
        LockedFilter,
    ]
    search_fields = ["title", "key"]
    search_help_text = PHRASES
    date_hierarchy = "date_earliest"
    ordering = ["document_id", "ordinal"]
    fieldsets = [
        part(
            None,
            ["kicker", "title", "subtitle", "supplied_title", "column", ("kind", "review"), "source"],
            _("The headline as printed, and what sort of text it is. What is not printed stays empty."),
        ),
        date_part(_("date"), "date"),
        part(
            _("dateline"),
            [("dateline_agency", "dateline_place"), *date_rows("dateline_date")],
            _("The line that news open with (电头): agency, place and day."),
        ),
        part(
            _("place in print"),
            ["document", ("ordinal", "first_line", "last_line", "first_page", "last_page"), ("key", "opening")],
            _("Where the article stands in the document's raw text; it is changed by cutting, not here."),
        ),
    ]
    readonly_fields = [
        "document", "ordinal", "first_line", "last_line", "first_page", "last_page", "key", "opening"
    ]  # fmt: skip
    inlines = [BylineInline]
    panels = (
        Panel(
            Paragraph,
            "article",
            [
                (_("lines"), raw_lines),
                (_("role"), lambda paragraph: paragraph.get_role_display()),
                (_("level"), lambda paragraph: paragraph.level),
                (_("text"), lambda paragraph: format_html('<p lang="zh-Hans">{}</p>', paragraph.text)),
            ],
            rows=lambda rows: (
                rows.select_related("article__document").defer("article__document__text", "spans").order_by("number")
            ),
            parameter="article",
            value=lambda article: article.key,
            per_page=30,
        ),
        Panel(
            Printing,
            "article",
            [
                (_("work"), lambda printing: record_link(printing.work)),
                (_("best printing"), lambda printing: _("yes") if printing.is_best else _("no")),
                (_("status"), lambda printing: printing.get_status_display()),
            ],
            deciding=[(_("printings"), printings_link)],
            rows=lambda rows: rows.select_related("work").order_by("pk"),
            title=_("works of which it is a printing"),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        found: QuerySet[Article] = Article.objects.with_document().with_bylines()
        return found

    def found(self, rows: Any, text: str) -> QuerySet[Any]:
        if Article.objects.filter(key=text).exists():
            return rows.filter(key=text)  # type: ignore[no-any-return]
        return rows.matching(parse(text))  # type: ignore[no-any-return]

    def choice_labels(self, rows: Sequence[Any]) -> dict[int, str]:
        return {
            row.pk: " · ".join(filter(None, [str(row), row.date and str(row.date), str(row.document)])) for row in rows
        }

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            form.instance.lock(["bylines"], request.user.get_username(), timezone.now())
            form.instance.save(update_fields=["locks"])

    @admin.display(description=_("date"), ordering=F("date_earliest").asc(nulls_last=True))
    def day(self, article: Article) -> SafeString:
        return date_cell(article.date)

    @admin.display(description=_("bylines"))
    def signed(self, article: Article) -> str:
        return "、".join(byline.name for byline in article.bylines.all()) or "–"

    @admin.display(description=_("lines"))
    def lines(self, article: Article) -> str:
        return line_range(article)


@admin.register(Paragraph)
class ParagraphAdmin(ReadOnlyAdmin):
    purpose = _("The texts piece by piece, each with the raw lines it was printed on; to be looked at only.")
    list_display = ["__str__", "role", "level", "of_article", "number", "lines"]
    list_filter = ["role", typed("article", _("article"), articles)]
    list_select_related = ["article"]
    search_fields = ["article__key"]
    search_help_text = _("Words and phrases: all paragraphs of the articles in which they stand; or an article's key.")
    ordering = ["article_id", "number"]
    fieldsets = [
        part(
            None,
            ["article", ("number", "role", "level"), "text", ("first_line", "last_line"), "spans"],
            _("The text as it was put together from the raw lines."),
        )
    ]

    def found(self, rows: Any, text: str) -> QuerySet[Any]:
        exact = Article.objects.filter(key=text)
        found = f"{{{exact[0].pk}}}" if exact.exists() else hits.matching(parse(text)).keys
        return rows.filter(AnyOf(F("article_id"), found))  # type: ignore[no-any-return]

    def view_on_site(self, paragraph: Paragraph) -> str:
        return f"{paragraph.article.get_absolute_url()}#p{paragraph.number}"

    @admin.display(description=_("article"))
    def of_article(self, paragraph: Paragraph) -> SafeString:
        return record_link(paragraph.article)

    @admin.display(description=_("lines"))
    def lines(self, paragraph: Paragraph) -> str:
        return line_range(paragraph)


@admin.register(Byline)
class BylineAdmin(RecordForm, OperatedAdmin):
    """Here authors are linked to people; their names are corrected with the article."""

    purpose = _("Authors as they are printed: here each is linked to the person it means.")
    list_display = ["name", "of_article", linked(Byline, "person")]
    list_filter = [empty("person", _("link to a person")), of_document("article__")]
    list_select_related = ["article", "person"]
    search_fields = ["name", "person__name"]
    search_help_text = _("The name as printed, or a person's name or its pinyin.")
    ordering = ["article_id", "number"]
    fieldsets = [part(None, ["article", ("number", "name"), "person"], _("Who signed, and which person that is."))]
    readonly_fields = ["article", "number", "name"]

    def found(self, rows: Any, text: str) -> QuerySet[Any]:
        return rows.filter(Q(name__contains=text) | Q(person__in=Person.objects.named(text).values("pk")))  # type: ignore[no-any-return]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Byline, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.changed_data:
            obj.article.lock(["bylines"], request.user.get_username(), timezone.now())
            obj.article.save(update_fields=["locks"])

    @admin.display(description=_("article"))
    def of_article(self, byline: Byline) -> SafeString:
        return record_link(byline.article)
