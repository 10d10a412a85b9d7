"""Works and their printings."""

from __future__ import annotations

from django.contrib import admin

from archive.admin.base import CLAIM, ClaimAdmin, CuratedAdmin, ReadOnlyAdmin
from archive.models import Printing, Sketch, Work


@admin.register(Work)
class WorkAdmin(CuratedAdmin):
    list_display = ["title", "key"]
    search_fields = ["title", "key"]
    fields = ["key", "title", "locked"]


@admin.register(Printing)
class PrintingAdmin(ClaimAdmin):
    list_display = ["work", "article", "is_excerpt", "is_best", "status", "confidence"]
    list_filter = ["status", "is_excerpt", "is_best", "rule"]
    list_select_related = ["work", "article"]
    search_fields = ["work__title", "article__title", "article__key"]
    ordering = ["work_id", "article_id"]
    fields = ["work", "article", "is_excerpt", "is_best", *CLAIM]
    autocomplete_fields = ["work", "article"]


@admin.register(Sketch)
class SketchAdmin(ReadOnlyAdmin):
    list_display = ["article", "version"]
    list_filter = ["version"]
    list_select_related = ["article"]
    search_fields = ["article__title", "article__key"]
    ordering = ["article_id"]
    fields = ["article", "version", "hashes"]
