"""Articles, their paragraphs and their authors."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.admin.base import LOCKED, CuratedAdmin, ReadOnlyAdmin, date_rows, fields_of
from archive.admin.operating import OperatedAdmin
from archive.curating import correcting
from archive.models import Article, Byline, Paragraph


class BylineInline(admin.TabularInline):
    model = Byline
    extra = 0
    autocomplete_fields = ["person"]


@admin.register(Article)
class ArticleAdmin(CuratedAdmin):
    list_display = ["__str__", "kind", "day", "document", "ordinal", "review"]
    list_filter = ["kind", "review", "date_precision", "date_inferred"]
    search_fields = ["title", "supplied_title", "kicker", "opening", "key", "document__title", "document__file_name"]
    date_hierarchy = "date_earliest"
    ordering = ["document_id", "ordinal"]
    fieldsets = [
        (None, {"fields": ["kicker", "title", "subtitle", "supplied_title", "column", "kind", "source", "review"]}),
        (_("date"), {"fields": date_rows("date")}),
        (_("dateline"), {"fields": ["dateline_agency", "dateline_place", *date_rows("dateline_date")]}),
        (
            _("place in print"),
            {"fields": ["document", "ordinal", ("first_line", "last_line"), ("first_page", "last_page")]},
        ),
        (_("record"), {"fields": ["key", "opening", "locked"]}),
    ]
    readonly_fields = [
        *LOCKED, "document", "ordinal", "first_line", "last_line", "first_page", "last_page", "key", "opening"
    ]  # fmt: skip
    inlines = [BylineInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        articles: QuerySet[Article] = Article.objects.with_document().with_pages()
        return articles

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Article, form: ModelForm, change: bool) -> None:
        values = {name: getattr(obj, name) for name in fields_of(Article, form.changed_data)}
        if values:
            obj.locks = correcting.apply(obj, values, by=request.user.get_username()).locks

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            form.instance.lock(["bylines"], request.user.get_username(), timezone.now())
            form.instance.save(update_fields=["locks"])

    @admin.display(description=_("date"), ordering="date_earliest")
    def day(self, article: Article) -> str:
        return str(article.date or "")


@admin.register(Paragraph)
class ParagraphAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "role", "level", "article", "number", "first_line", "last_line"]
    list_filter = ["role", "level"]
    list_select_related = ["article"]
    search_fields = ["article__key", "text"]
    ordering = ["article_id", "number"]


@admin.register(Byline)
class BylineAdmin(OperatedAdmin):
    """Here authors are linked to people; their names are corrected with the article."""

    list_display = ["name", "article", "person"]
    list_filter = [("person", admin.EmptyFieldListFilter)]
    list_select_related = ["article", "person"]
    list_per_page = 50
    search_fields = ["name", "person__name"]
    ordering = ["article_id", "number"]
    fields = ["article", "number", "name", "person"]
    readonly_fields = ["article", "number", "name"]
    autocomplete_fields = ["person"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Byline, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.changed_data:
            obj.article.lock(["bylines"], request.user.get_username(), timezone.now())
            obj.article.save()
