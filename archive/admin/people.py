"""People, bodies and offices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import F, Max, Min, Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.admin.base import (
    CLAIM,
    RECORD,
    ClaimAdmin,
    CuratedAdmin,
    MentionedAdmin,
    RecordAdmin,
    RecordForm,
    date_part,
)
from archive.admin.base import part as fields
from archive.admin.columns import date_cell, decide_link, fill_counts, fill_years, linked, listed, record_link, span
from archive.admin.filters import DoubtFilter, LockedFilter, empty, organizations, people, typed
from archive.admin.inlines import PagedInline
from archive.admin.operating import OperatedAdmin
from archive.admin.panels import Panel, evidence
from archive.models import (
    Instrument,
    Meeting,
    Office,
    OfficeHeld,
    OfficeMention,
    Organization,
    Participation,
    Person,
    PersonMention,
    PersonName,
)

SPELLED = _("A name or alias or a part of it, pinyin, or its first letters.")


class PersonNameInline(PagedInline):
    model = PersonName


@admin.register(Person)
class PersonAdmin(MentionedAdmin):
    purpose = _("Everybody whom the texts name, and whom authority data know: here names are put right.")
    list_display = ["name", "pinyin", "office", "mentions", "seen", "origin", "other_key"]
    list_filter = ["is_named", "origin", LockedFilter]
    search_fields = ["name", "key"]
    search_help_text = SPELLED
    ordering = [F("is_named").desc(), "pinyin", "key"]
    fieldsets = [
        fields(None, ["key", "name", "pinyin"], _("What the person is called, here and in addresses.")),
        RECORD,
    ]
    inlines = [PersonNameInline]
    panels = (
        Panel(
            OfficeHeld,
            "person",
            [
                (_("office"), lambda held: record_link(held, held.office)),
                (_("first cited"), lambda held: date_cell(held.first_cited)),
                (_("last cited"), lambda held: date_cell(held.last_cited)),
                (_("status"), lambda held: held.get_status_display()),
            ],
            rows=lambda rows: rows.select_related("office", "person").order_by(
                F("last_cited_latest").desc(nulls_last=True), "office_id"
            ),
            parameter="person",
            value=lambda person: person.key,
        ),
        evidence(PersonMention, "person"),
        Panel(
            Participation,
            "person",
            [
                (_("meeting"), lambda held: record_link(held.meeting)),
                (_("date"), lambda held: date_cell(held.meeting.start)),
                (_("role"), lambda held: held.get_role_display()),
                (_("status"), lambda held: held.get_status_display()),
            ],
            rows=lambda rows: rows.latest_meeting_first(),
            parameter="person",
            value=lambda person: person.key,
        ),
    )

    def fill(self, rows: Sequence[Any]) -> None:
        super().fill(rows)
        fill_years(rows, PersonMention, "person")
        offices = last_offices(rows)
        for row in rows:
            row.last_office = offices.get(row.pk)

    def choice_labels(self, rows: Sequence[Any]) -> dict[int, str]:
        """The name with the office last held, the years in offices, else those in texts, and the key."""
        offices, seen = last_offices(rows), years_in_office(rows)
        fill_years([row for row in rows if row.pk not in seen], PersonMention, "person")
        told = {row.pk: [row.name, str(offices.get(row.pk, "")), seen.get(row.pk) or row.seen, row.key] for row in rows}
        return {pk: " · ".join(dict.fromkeys(filter(None, parts))) for pk, parts in told.items()}

    @admin.display(description=_("office last seen in"))
    def office(self, person: Any) -> SafeString:
        return record_link(person.last_office)

    @admin.display(description=_("mentions"))
    def mentions(self, person: Any) -> SafeString | int:
        return listed(PersonMention, person.mention_count, person=person.key)

    @admin.display(description=_("seen"))
    def seen(self, person: Any) -> str:
        return str(person.seen) or "–"

    @admin.display(description=_("key, where it is not the name"))
    def other_key(self, person: Any) -> str:
        return "–" if person.key == person.name else str(person.key)


def last_offices(people: Sequence[Person]) -> dict[int, Office]:
    """By the primary key of each person the office they were last seen in."""
    held = OfficeHeld.objects.standing().filter(person__in=[person.pk for person in people])
    held = held.order_by("person_id", F("last_cited_latest").desc(nulls_last=True), "office_id")
    return {each.person_id: each.office for each in held.distinct("person_id").select_related("office")}


def years_in_office(people: Sequence[Person]) -> dict[int, str]:
    """By the primary key of each person seen in an office on a known day, the years in which they were."""
    held = OfficeHeld.objects.standing().filter(person__in=[person.pk for person in people]).order_by()
    ends = held.values_list("person_id").annotate(Min("first_cited_earliest"), Max("last_cited_latest"))
    return {pk: span(first, last) for pk, first, last in ends if first or last}


@admin.register(PersonName)
class PersonNameAdmin(RecordForm, OperatedAdmin):
    purpose = _("Further names and spellings of people: whoever is searched or printed under one is found.")
    list_display = ["name", linked(PersonName, "person"), "kind", "script"]
    list_filter = ["kind", "script"]
    list_select_related = ["person"]
    search_fields = ["name", "person__name"]
    search_help_text = SPELLED
    ordering = ["name", "person_id"]
    fieldsets = [fields(None, ["person", "name", "kind", "script"], _("One name, and whose it is."))]

    def found(self, rows: Any, text: str) -> QuerySet[Any]:
        return rows.filter(person__in=Person.objects.named(text).values("pk"))  # type: ignore[no-any-return]


@admin.register(Organization)
class OrganizationAdmin(RecordAdmin):
    purpose = _("Bodies of the Party and the state, places, schools and companies: whose offices people hold.")
    list_display = ["name", "kind", "level", linked(Organization, "parent"), "office_count", "origin"]
    list_filter = ["kind", "level", empty("parent", _("parent")), "origin", LockedFilter]
    list_select_related = ["parent"]
    search_fields = ["name", "pinyin"]
    search_help_text = SPELLED
    ordering = ["pinyin", "name"]
    fieldsets = [
        fields(
            None,
            ["name", "aliases", "pinyin", ("kind", "level"), "parent"],
            _("What the body is called, what it is, and which body it is part of."),
        ),
        RECORD,
    ]
    panels = (
        Panel(Office, "organization", [(_("office"), record_link)]),
        Panel(Organization, "parent", [(_("organization"), record_link)], title=_("bodies that are part of it")),
        Panel(
            Meeting,
            "convener",
            [(_("meeting"), record_link), (_("date"), lambda meeting: date_cell(meeting.start))],
            rows=lambda rows: rows.newest_first(),
            title=_("meetings that it called"),
        ),
        Panel(
            Instrument,
            "issuer",
            [(_("instrument"), record_link), (_("date"), lambda instrument: date_cell(instrument.date))],
            rows=lambda rows: rows.newest_first(),
            title=_("instruments that it issued"),
        ),
    )

    def found(self, rows: Any, text: str) -> QuerySet[Any]:
        return rows.named(text)  # type: ignore[no-any-return]

    def fill(self, rows: Sequence[Any]) -> None:
        fill_counts(rows, Office, "organization", "offices_counted")

    def choice_labels(self, rows: Sequence[Any]) -> dict[int, str]:
        return {row.pk: f"{row.name} · {row.get_kind_display()}" for row in rows}

    @admin.display(description=_("offices"))
    def office_count(self, body: Any) -> SafeString | int:
        return listed(Office, body.offices_counted, organization=body.name)


@admin.register(Office)
class OfficeAdmin(RecordAdmin):
    purpose = _("Posts of bodies, whoever holds them: here a post is given its body and its full name.")
    list_display = ["label", "title", linked(Office, "organization"), "mentions", "holders", "origin"]
    list_filter = [
        typed("organization", _("organization"), organizations),
        empty("organization", _("organization")),
        "origin",
        LockedFilter,
    ]
    list_select_related = ["organization"]
    search_fields = ["label", "title", "organization__name"]
    search_help_text = _("A part of the post's name, or of its body's.")
    ordering = ["label"]
    fieldsets = [
        fields(None, ["label", "title", "organization"], _("The post with and without its body, and the body.")),
        RECORD,
    ]
    panels = (
        Panel(
            OfficeHeld,
            "office",
            [
                (_("person"), lambda held: record_link(held.person)),
                (_("first cited"), lambda held: date_cell(held.first_cited)),
                (_("last cited"), lambda held: date_cell(held.last_cited)),
                (_("status"), lambda held: held.get_status_display()),
            ],
            deciding=[(pgettext_lazy("claim", "decision"), decide_link)],
            rows=lambda rows: rows.select_related("person", "office").order_by(
                F("last_cited_latest").desc(nulls_last=True), "person_id"
            ),
        ),
        evidence(OfficeMention, "office"),
    )

    def fill(self, rows: Sequence[Any]) -> None:
        fill_counts(rows, OfficeMention, "office", "mention_count")
        fill_counts(rows, OfficeHeld, "office", "holder_count")

    @admin.display(description=_("mentions"))
    def mentions(self, office: Any) -> SafeString | int:
        return listed(OfficeMention, office.mention_count, office__id__exact=office.pk)

    @admin.display(description=_("holders"))
    def holders(self, office: Any) -> SafeString | int:
        return listed(OfficeHeld, office.holder_count, office__id__exact=office.pk)


@admin.register(OfficeHeld)
class OfficeHeldAdmin(ClaimAdmin, CuratedAdmin):
    purpose = _("Who was seen in which office, from when to when; drawn from all texts, and decided on here.")
    list_display = ["person", linked(OfficeHeld, "office"), "first", "last", "status", "sure"]
    list_filter = ["status", DoubtFilter, typed("person", _("person"), people), LockedFilter]
    list_select_related = ["person", "office"]
    search_fields = ["person__name", "office__label"]
    search_help_text = _("A person's name or its pinyin, or a part of the post's name.")
    ordering = ["person_id", "office_id"]
    fieldsets = [
        fields(None, ["person", "office"], _("Who was seen in which office.")),
        CLAIM,
        date_part(_("first cited"), "first_cited"),
        date_part(_("last cited"), "last_cited"),
        date_part(pgettext_lazy("office", "start"), "start"),
        date_part(pgettext_lazy("office", "end"), "end"),
    ]

    def found(self, rows: Any, text: str) -> QuerySet[Any]:
        named = Q(person__in=Person.objects.named(text).values("pk"))
        return rows.filter(named | Q(office__in=Office.objects.filter(label__icontains=text).values("pk")))  # type: ignore[no-any-return]

    @admin.display(description=_("first cited"))
    def first(self, held: OfficeHeld) -> SafeString:
        return date_cell(held.first_cited)

    @admin.display(description=_("last cited"))
    def last(self, held: OfficeHeld) -> SafeString:
        return date_cell(held.last_cited)
