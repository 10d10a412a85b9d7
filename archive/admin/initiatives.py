"""Programmes and formulations."""

from __future__ import annotations

from django.contrib import admin

from archive.admin.base import RECORD, KeyedAdmin
from archive.models import Initiative


@admin.register(Initiative)
class InitiativeAdmin(KeyedAdmin):
    list_display = ["name", "kind", "level", "launched_by_person", "launched_by_organization", "origin"]
    list_filter = ["kind", "level", "origin"]
    list_select_related = ["launched_by_person", "launched_by_organization"]
    search_fields = ["name", "aliases", "key"]
    fields = ["key", "name", "aliases", "kind", "level", "launched_by_person", "launched_by_organization", *RECORD]
    autocomplete_fields = ["launched_by_person", "launched_by_organization"]
