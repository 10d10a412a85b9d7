"""Laws, regulations and other documents that are cited."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin.base import RECORD, KeyedAdmin, date_rows
from archive.models import Instrument


@admin.register(Instrument)
class InstrumentAdmin(KeyedAdmin):
    list_display = ["title", "kind", "issuer", "day", "article", "origin"]
    list_filter = ["kind", "origin", ("article", admin.EmptyFieldListFilter)]
    list_select_related = ["issuer", "article"]
    search_fields = ["title", "aliases", "key"]
    fieldsets = [
        (None, {"fields": ["key", "title", "aliases", "kind", "issuer", "article"]}),
        (_("date"), {"fields": date_rows("date")}),
        (_("record"), {"fields": RECORD}),
    ]
    autocomplete_fields = ["issuer", "article"]

    @admin.display(description=_("date"), ordering="date_earliest")
    def day(self, instrument: Instrument) -> str:
        return str(instrument.date or "")
