"""People, bodies and offices."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin.base import CLAIM, LOCKED, RECORD, ClaimAdmin, CuratedAdmin, KeyedAdmin, RecordAdmin, date_rows
from archive.admin.operating import OperatedAdmin
from archive.models import Office, OfficeHeld, Organization, Person, PersonName


class PersonNameInline(admin.TabularInline):
    model = PersonName
    extra = 0


@admin.register(Person)
class PersonAdmin(KeyedAdmin):
    list_display = ["name", "pinyin", "key", "origin"]
    list_filter = ["origin"]
    search_fields = ["name", "pinyin", "names__name", "key"]
    fields = ["key", "name", "pinyin", *RECORD]
    inlines = [PersonNameInline]


@admin.register(PersonName)
class PersonNameAdmin(OperatedAdmin):
    list_display = ["name", "person", "kind", "script"]
    list_filter = ["kind", "script"]
    list_select_related = ["person"]
    list_per_page = 50
    search_fields = ["name", "person__name"]
    ordering = ["name", "person_id"]
    autocomplete_fields = ["person"]


@admin.register(Organization)
class OrganizationAdmin(RecordAdmin):
    list_display = ["name", "kind", "level", "parent", "origin"]
    list_filter = ["kind", "level", "origin"]
    list_select_related = ["parent"]
    search_fields = ["name", "aliases", "pinyin"]
    fields = ["name", "aliases", "pinyin", "kind", "level", "parent", *RECORD]
    autocomplete_fields = ["parent"]


@admin.register(Office)
class OfficeAdmin(RecordAdmin):
    list_display = ["label", "title", "organization", "origin"]
    list_filter = ["origin"]
    list_select_related = ["organization"]
    search_fields = ["label", "title", "organization__name"]
    fields = ["label", "title", "organization", *RECORD]
    autocomplete_fields = ["organization"]


@admin.register(OfficeHeld)
class OfficeHeldAdmin(ClaimAdmin, CuratedAdmin):
    list_display = ["person", "office", "cited", "status", "confidence"]
    list_filter = ["status", "rule"]
    list_select_related = ["person", "office"]
    search_fields = ["person__name", "office__label"]
    ordering = ["person_id", "office_id"]
    fieldsets = [
        (None, {"fields": ["person", "office", *CLAIM, "locked"]}),
        (_("first cited"), {"fields": date_rows("first_cited")}),
        (_("last cited"), {"fields": date_rows("last_cited")}),
        (_("start"), {"fields": date_rows("start")}),
        (_("end"), {"fields": date_rows("end")}),
    ]
    readonly_fields = [*ClaimAdmin.readonly_fields, *LOCKED]
    autocomplete_fields = ["person", "office"]

    @admin.display(description=_("cited"), ordering="first_cited_earliest")
    def cited(self, held: OfficeHeld) -> str:
        return " – ".join(str(date) for date in (held.first_cited, held.last_cited) if date)
