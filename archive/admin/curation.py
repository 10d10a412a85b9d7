"""Suggestions of imports, and the keys of merged records."""

from __future__ import annotations

from django.contrib import admin

from archive.admin.base import ReadOnlyAdmin
from archive.models import Redirect, Suggestion


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    list_display = ["record_type", "record_key", "field", "current", "proposed", "status"]
    list_display_links = ["record_key"]
    list_filter = ["status", "record_type"]
    search_fields = ["record_key", "field"]


@admin.register(Redirect)
class RedirectAdmin(ReadOnlyAdmin):
    list_display = ["old_key", "new_key", "record_type"]
    list_filter = ["record_type"]
    search_fields = ["old_key", "new_key"]
