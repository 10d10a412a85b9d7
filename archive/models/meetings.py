"""Meetings, the series they belong to, and who took part."""

# ruff: noqa: DJ001 - null stands for what is not printed, and the tables refuse the empty string

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.addresses import address
from archive.models.claims import Claim, ClaimManager, ClaimQuerySet
from archive.models.constraints import json_type, not_blank, one_of
from archive.models.curation import Curated, Record
from archive.models.dates import PartialDateField, partial_date
from archive.models.narrowing import MeetingQuerySet as MeetingNarrowing
from archive.models.narrowing import SeriesQuerySet
from archive.models.natural import NaturalKeyManager
from archive.models.people import Organization, Person

#: Meetings of one name whose days are so near may be one, told differently.
_NEAR = datetime.timedelta(days=10)


class MeetingSeries(Record):
    """Meetings that are counted on: plenary sessions of one body, its study sessions, its yearly conference."""

    name = models.CharField(_("name"), unique=True, help_text=_("Full official name, without term and number."))
    aliases = models.JSONField(_("aliases"), default=list, blank=True, help_text=_("Short names, as a list."))
    convener = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="series", verbose_name=_("convener"),
        help_text=_("The body that calls the meetings."),
    )  # fmt: skip

    natural_key_fields = ("name",)
    objects = NaturalKeyManager.from_queryset(SeriesQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("meeting series")
        verbose_name_plural = _("meeting series")
        ordering = ["name"]
        constraints = [*Record.Meta.constraints, *not_blank("name"), json_type("aliases", "array")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("series", self.name)


class MeetingQuerySet(MeetingNarrowing):
    def held_last(self, number: int) -> MeetingQuerySet:
        """The `number` dated meetings that were held last, the latest first."""
        return self.filter(start_earliest__isnull=False).newest_first()[:number]

    def told_otherwise(self, meeting: Meeting) -> MeetingQuerySet:
        """Meetings of the same name whose days are so near that they may be `meeting`, told differently."""
        if not meeting.start:
            return self.none()
        near = {
            "start_earliest__lte": meeting.start.latest + _NEAR,
            "start_latest__gte": meeting.start.earliest - _NEAR,
        }
        return self.filter(name=meeting.name, **near).exclude(pk=meeting.pk).order_by("start_earliest", "key")


class Meeting(Record):
    """A meeting."""

    key = models.CharField(_("key"), unique=True, help_text=_("Folded name and date; given once."))
    name = models.CharField(_("name"), db_index=True, help_text=_("Official name, term and number included."))
    aliases = models.JSONField(
        _("aliases"), default=list, blank=True, help_text=_("Short names it is printed by, as a list.")
    )
    series = models.ForeignKey(
        MeetingSeries,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("series"),
        help_text=_("The series it belongs to."),
    )
    term = models.PositiveSmallIntegerField(
        _("term"), null=True, blank=True, help_text=_("届: the term of the body that meets.")
    )
    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, help_text=_("次: place in the series, or in the term.")
    )
    start = PartialDateField(_("start"), _("First day."))
    end = PartialDateField(_("end"), _("Last day."))
    place = models.CharField(_("place"), null=True, blank=True, help_text=_("Where it met, as printed."))
    convener = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("convener"),
        help_text=_("The body that called it."),
    )  # fmt: skip

    natural_key_fields = ("key",)
    objects = NaturalKeyManager.from_queryset(MeetingQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["start_earliest", "key"]
        constraints = [
            *Record.Meta.constraints,
            *not_blank("key", "name", "place"),
            json_type("aliases", "array"),
            partial_date("start"),
            partial_date("end"),
            models.CheckConstraint(
                condition=Q(end_latest=None) | Q(start_earliest__lte=models.F("end_latest")),
                name="meeting_ends_after_it_starts",
                violation_error_message=_("A meeting cannot end before it starts."),
            ),
        ]
        indexes = [
            # The order of `newest_first`.
            models.Index(F("start_earliest").desc(nulls_last=True), "key", name="meeting_newest"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("meeting", self.key)


class ParticipationQuerySet(ClaimQuerySet["Participation"]):
    def latest_meeting_first(self) -> ParticipationQuerySet:
        """With their meetings, by the first day of the meeting, those without a day last."""
        ordered = self.order_by(F("meeting__start_earliest").desc(nulls_last=True), "meeting__key", "role", "name")
        return ordered.select_related("meeting")

    def in_rank(self) -> ParticipationQuerySet:
        """With their people, by role as `Participation.Role` orders them, those of one role as they were printed."""
        ranks = [models.When(role=role, then=rank) for rank, role in enumerate(Participation.Role.values)]
        return self.order_by(models.Case(*ranks, output_field=models.IntegerField()), "pk").select_related("person")

    def of_latest_meetings(self, number: int) -> ParticipationQuerySet:
        """Of the `number` dated meetings that were held last."""
        return self.filter(meeting__in=Meeting.objects.held_last(number).values("pk"))

    def people(self) -> QuerySet[Any, Any]:
        """Who took part: `person`, `key`, `name`, number of `meetings`, day of the `last`; the busiest first."""
        known = self.filter(person__isnull=False).order_by()
        counted = known.values("person", key=F("person__key"), shown=F("person__name"))
        return counted.annotate(meetings=Count("meeting", distinct=True), last=Max("meeting__start_earliest")).order_by(
            "-meetings", "key"
        )

    def company_of(self, person: Person) -> ParticipationQuerySet:
        """The parts that others took in the meetings of `person`."""
        own = self.filter(person=person).values("meeting")
        return self.filter(meeting__in=own).exclude(person=person)

    def ties(self, people: Collection[int]) -> list[tuple[int, int, int]]:
        """Pairs of `people` (primary keys, the smaller first) with the number of meetings that both took part in."""
        rows = (
            self.filter(
                person__in=people,
                meeting__participations__person__in=people,
                meeting__participations__person__gt=F("person"),
                meeting__participations__status__in=[Claim.Status.SUGGESTED, Claim.Status.CONFIRMED],
            )
            .order_by()
            .values_list("person", "meeting__participations__person")
            .annotate(number=Count("meeting", distinct=True))
        )
        return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))


class ParticipationManager(ClaimManager["Participation"]):
    def get_queryset(self) -> ParticipationQuerySet:
        return ParticipationQuerySet(self.model, using=self._db)

    def standing(self) -> ParticipationQuerySet:
        return self.get_queryset().standing()


class Participation(Curated, Claim):
    """Someone's part in a meeting."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        SPEAKER = "speaker", _("speaker")
        ATTENDEE = "attendee", _("attendee")
        NONVOTING = "nonvoting", _("non-voting attendee")
        CONVEYOR = "conveyor", _("conveyor of instructions")
        WRITTEN = "written", _("written address")
        PRESENTED_TO = "presented_to", _("presented to")

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="participations", verbose_name=_("meeting"), help_text=_("The meeting.")
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("person"),
        help_text=_("Who took part; empty where it is not known which person the name means."),
    )
    name = models.CharField(
        pgettext_lazy("person", "name"), help_text=_("The name as printed, without the spaces inside it.")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, help_text=_("The part taken."))
    office = models.CharField(_("office"), blank=True, help_text=_("The office printed with the name."))

    natural_key_fields = ("meeting", "name", "role")
    objects = ParticipationManager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["meeting", "role", "name"]
        indexes = [*Claim.Meta.indexes]
        constraints = [
            *Curated.Meta.constraints,
            *Claim.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "name", "role"], name="participation_key"),
            one_of("role", ["chair", "speaker", "attendee", "nonvoting", "conveyor", "written", "presented_to"]),
            *not_blank("name"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}, {self.meeting}"
