"""Suggestions of imports, and the keys of merged records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.admin.base import ReadOnlyAdmin, part
from archive.admin.columns import record_link
from archive.admin.wording import field_label, value_words
from archive.curating.suggested import records_named
from archive.models import Redirect, Suggestion


def fill_records(rows: Sequence[Any], key: str) -> None:
    """Give each of `rows` as `record` the one that its `record_type` and its field `key` name, if it is there."""
    found = records_named((row.record_type, getattr(row, key)) for row in rows)
    for row in rows:
        row.record = found.get((row.record_type, getattr(row, key)))


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    purpose = _("Where an import found another value than a person has set: the person's stays until one decides.")
    list_display = ["record_key", "record", "record_type", "of_field", "now", "other", "status"]
    list_filter = ["status", "record_type"]
    search_fields = ["record_key", "field"]
    search_help_text = _("A part of the record's key.")
    ordering = ["record_type", "record_key", "field"]
    fieldsets = [
        part(
            None,
            [("record_type", "record_key", "field"), "current", "proposed", "reason"],
            _("Which value is in question, what it is and what the import found."),
        ),
        part(
            pgettext_lazy("claim", "decision"),
            [("status", "decided_by", "decided_at")],
            _("Whether somebody has decided, and when."),
        ),
    ]

    def fill(self, rows: Sequence[Any]) -> None:
        fill_records(rows, "record_key")

    @admin.display(description=_("field"))
    def of_field(self, row: Suggestion) -> str:
        return field_label(apps.get_model("archive", row.record_type), row.field)

    @admin.display(description=_("current value"))
    def now(self, row: Suggestion) -> str:
        return value_words(apps.get_model("archive", row.record_type), row.field, row.current) or "–"

    @admin.display(description=_("proposed value"))
    def other(self, row: Suggestion) -> str:
        return value_words(apps.get_model("archive", row.record_type), row.field, row.proposed) or "–"

    @admin.display(description=_("record"))
    def record(self, suggestion: Any) -> SafeString:
        return record_link(suggestion.record)


@admin.register(Redirect)
class RedirectAdmin(ReadOnlyAdmin):
    purpose = _("Keys of records that were merged into others: old addresses lead on, and imports follow them.")
    list_display = ["old_key", "record", "new_key", "record_type"]
    list_filter = ["record_type"]
    search_fields = ["old_key", "new_key"]
    search_help_text = _("A part of the old or of the new key.")
    ordering = ["record_type", "old_key"]
    fieldsets = [
        part(None, ["record_type", "old_key", "new_key"], _("The key that is gone, and the one that it leads to."))
    ]

    def fill(self, rows: Sequence[Any]) -> None:
        fill_records(rows, "new_key")

    @admin.display(description=_("record"))
    def record(self, redirect: Any) -> SafeString:
        return record_link(redirect.record)
