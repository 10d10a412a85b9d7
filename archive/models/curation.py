"""What people decided: locks on fields, suggestions against them, keys of merged records."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.constraints import json_type, one_of
from archive.models.natural import NaturalKeyManager, NaturalKeyModel


class Curated(models.Model):
    """A row whose fields people correct; what a person has set, no import overwrites."""

    locks = models.JSONField(
        _("locks"), default=dict, blank=True, editable=False,
        help_text=_("Fields that a person has set, each with who did it (by) and when (at). Imports leave them alone."),
    )  # fmt: skip

    class Meta:
        abstract = True
        constraints = [json_type("locks", "object")]

    def lock(self, fields: Iterable[str], by: str, at: datetime.datetime) -> None:
        """Mark `fields` as set by the user `by` at the time `at`; the row is not saved."""
        self.locks = self.locks | {field: {"by": by, "at": at.isoformat()} for field in fields}

    def is_locked(self, field: str) -> bool:
        """Whether imports leave `field` alone."""
        return field in self.locks


class Origin(models.TextChoices):
    """Where a record comes from."""

    IMPORT = "import", _("found in print")
    AUTHORITY = "authority", _("authority data")
    CURATOR = "curator", _("entered by a curator")


class Record(Curated, NaturalKeyModel):
    """A person, body, meeting, initiative or instrument. Without a mention it needs a source that vouches for it."""

    origin = models.CharField(
        _("origin"),
        max_length=9,
        choices=Origin.choices,
        default=Origin.IMPORT,
        help_text=_("Whether the record was found in print, seeded from authority data or entered by a curator."),
    )
    curator = models.CharField(
        _("curator"),
        max_length=150,
        blank=True,
        help_text=_("User name of the curator who entered the record and vouches for it."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Remarks, and for authority data where the fact comes from.")
    )  # fmt: skip

    class Meta:
        abstract = True
        constraints = [
            *Curated.Meta.constraints,
            one_of("origin", Origin.values),
            models.CheckConstraint(
                condition=~Q(origin=Origin.CURATOR) | ~Q(curator=""),
                name="%(class)s_curator_named",
                violation_error_message=_("A record entered by a curator names the curator."),
            ),
        ]


class MentionedRecord(Record):
    """A record that lists show after all others while no text names it."""

    is_named = models.BooleanField(
        _("named in texts"), db_default=False, editable=False, serialize=False,
        help_text=_("Whether a text names it in a mention that nobody has rejected. The database keeps it so."),
    )  # fmt: skip

    class Meta(Record.Meta):
        abstract = True


class RecordType(models.TextChoices):
    """Tables whose rows suggestions and redirects speak of."""

    DOCUMENT = "document", _("document")
    ARTICLE = "article", _("article")
    WORK = "work", _("work")
    PERSON = "person", _("person")
    ORGANIZATION = "organization", _("organization")
    OFFICE = "office", _("office")
    SERIES = "meetingseries", _("meeting series")
    MEETING = "meeting", _("meeting")
    INITIATIVE = "initiative", _("initiative")
    INSTRUMENT = "instrument", _("instrument")


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def open(self) -> SuggestionQuerySet:
        return self.filter(status=Suggestion.Status.OPEN)

    def about(self, record_type: str, keys: Iterable[str]) -> SuggestionQuerySet:
        """Suggestions on the records of one type with these keys."""
        return self.filter(record_type=record_type, record_key__in=list(keys))


class Suggestion(NaturalKeyModel):
    """A value that an import proposes against one that a person has set. One a field: the latest disagreement."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")

    record_type = models.CharField(
        _("type of record"), max_length=13, choices=RecordType.choices, help_text=_("The table of the record.")
    )
    record_key = models.CharField(_("key of the record"), help_text=_("The key, slug or name of the record."))
    field = models.CharField(_("field"), max_length=60, help_text=_("The field whose value is in question."))
    current = models.JSONField(
        _("current value"), null=True, help_text=_("The curated value when the suggestion was made.")
    )
    proposed = models.JSONField(_("proposed value"), null=True, help_text=_("The value that the import found."))
    reason = models.CharField(
        _("reason"), blank=True, help_text=_("What proposes the value: the step of the import or the rule.")
    )
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.OPEN,
        help_text=_("Whether a person has decided. The same proposal is not made again once rejected."),
    )  # fmt: skip
    decided_by = models.CharField(
        _("decided by"), max_length=150, blank=True, help_text=_("User name of the person who decided.")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, help_text=_("When it was decided."))

    natural_key_fields = ("record_type", "record_key", "field")
    objects = NaturalKeyManager.from_queryset(SuggestionQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["record_type", "record_key", "field"]
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_key", "field"], name="suggestion_key"),
            one_of("record_type", RecordType.values),
            one_of("status", ["open", "accepted", "rejected"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_record_type_display()} {self.record_key}: {self.field}"


class RedirectQuerySet(models.QuerySet["Redirect"]):
    def new_key(self, record_type: str, old_key: str) -> str | None:
        """Key of the record that the one with `old_key` was merged into; None where it was not merged."""
        return self.filter(record_type=record_type, old_key=old_key).values_list("new_key", flat=True).first()


class Redirect(NaturalKeyModel):
    """The key of a record that was merged into another. Chains are repointed at each merge, so one step arrives."""

    record_type = models.CharField(
        _("type of record"), max_length=13, choices=RecordType.choices, help_text=_("The table of both records.")
    )
    old_key = models.CharField(_("old key"), help_text=_("Key of the record that is gone."))
    new_key = models.CharField(_("new key"), help_text=_("Key of the record it was merged into."))

    natural_key_fields = ("record_type", "old_key")
    objects = NaturalKeyManager.from_queryset(RedirectQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["record_type", "old_key"]
        constraints = [
            models.UniqueConstraint(fields=["record_type", "old_key"], name="redirect_key"),
            one_of("record_type", RecordType.values),
            models.CheckConstraint(condition=~Q(old_key=F("new_key")), name="redirect_leads_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.old_key} → {self.new_key}"
