"""Laws, regulations and other documents that are cited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import F
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.base import RECORD, MentionedAdmin, date_part, part
from archive.admin.columns import date_cell, linked, record_link
from archive.admin.filters import LockedFilter, empty, organizations, typed
from archive.admin.panels import evidence
from archive.admin.people import SPELLED
from archive.models import Instrument, InstrumentMention


@admin.register(Instrument)
class InstrumentAdmin(MentionedAdmin):
    purpose = _("Laws, regulations and other documents that are cited as 《…》, and the articles that print them.")
    list_display = ["title", "kind", linked(Instrument, "issuer"), "day", "printed_by", "mentions", "origin"]
    sortable_by = ["title", "day"]
    list_filter = [
        "kind",
        "is_named",
        empty("article", _("full text")),
        typed("issuer", _("issuer"), organizations),
        "date_precision",
        "origin",
        LockedFilter,
    ]
    list_select_related = ["issuer", "article"]
    search_fields = ["title", "key"]
    search_help_text = SPELLED
    ordering = [F("is_named").desc(), "title", "key"]
    fieldsets = [
        part(
            None,
            ["key", "title", "aliases", ("kind",), "issuer", "article"],
            _("What the instrument is called, who issued it, and which article prints it in full."),
        ),
        date_part(_("date"), "date"),
        RECORD,
    ]
    panels = (evidence(InstrumentMention, "instrument"),)

    def choice_labels(self, rows: Sequence[Any]) -> dict[int, str]:
        return {row.pk: " · ".join(dict.fromkeys([row.title, *([str(row.date)] if row.date else []), row.key]))
                for row in rows}  # fmt: skip

    @admin.display(description=_("date"), ordering="date_earliest")
    def day(self, instrument: Instrument) -> SafeString:
        return date_cell(instrument.date)

    @admin.display(description=_("printed in full"))
    def printed_by(self, instrument: Instrument) -> SafeString:
        return record_link(instrument.article)
