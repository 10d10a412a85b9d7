"""Programmes and formulations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from archive.admin.base import RECORD, MentionedAdmin, part
from archive.admin.columns import fill_years, linked
from archive.admin.filters import LockedFilter
from archive.admin.panels import evidence
from archive.admin.people import SPELLED
from archive.models import Initiative, InitiativeMention


@admin.register(Initiative)
class InitiativeAdmin(MentionedAdmin):
    purpose = _("Programmes that are carried out and formulations that are repeated, with who launched them.")
    list_display = [
        "name",
        "kind",
        "level",
        linked(Initiative, "launched_by_person"),
        linked(Initiative, "launched_by_organization"),
        "mentions",
        "seen",
        "origin",
    ]
    list_filter = [
        "kind",
        "level",
        "is_named",
        ("launched_by_person", admin.EmptyFieldListFilter),
        ("launched_by_organization", admin.EmptyFieldListFilter),
        "origin",
        LockedFilter,
    ]
    list_select_related = ["launched_by_person", "launched_by_organization"]
    search_fields = ["name", "key"]
    search_help_text = SPELLED
    ordering = [F("is_named").desc(), "name", "key"]
    fieldsets = [
        part(None, ["key", "name", "aliases", ("kind", "level")], _("What it is called, and what it is.")),
        part(
            _("launched by"),
            ["launched_by_person", "launched_by_organization"],
            _("Who launched it, where print tells."),
        ),
        RECORD,
    ]
    panels = (evidence(InitiativeMention, "initiative"),)

    def fill(self, rows: Sequence[Any]) -> None:
        super().fill(rows)
        fill_years(rows, InitiativeMention, "initiative")

    def choice_labels(self, rows: Sequence[Any]) -> dict[int, str]:
        self.fill(rows)
        return {row.pk: " · ".join(filter(None, [row.name, row.get_kind_display(), row.seen])) for row in rows}

    @admin.display(description=_("seen"))
    def seen(self, initiative: Any) -> str:
        return str(initiative.seen) or "–"
