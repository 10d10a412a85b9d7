"""Uploads and their files, kept until what became of them is of no interest any more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from archive.importing.refusals import RefusedError
from archive.models.constraints import one_of


class State(models.TextChoices):
    """How far an upload has come."""

    TO_CHECK = "to_check", _("waits to be looked through")
    CHECKING = "checking", _("is being looked through")
    CHECKED = "checked", _("waits for your decision")
    TO_IMPORT = "to_import", _("waits to be imported")
    IMPORTING = "importing", _("is being imported")
    IMPORTED = "imported", _("imported")
    CANCELLED = "cancelled", pgettext_lazy("upload", "cancelled")
    BROKEN = "broken", _("broken off")


WAITING = (State.TO_CHECK, State.TO_IMPORT)
RUNNING = (State.CHECKING, State.IMPORTING)
ENDED = (State.IMPORTED, State.CANCELLED, State.BROKEN)


class UploadQuerySet(models.QuerySet["Upload"]):
    def waiting(self) -> UploadQuerySet:
        """Uploads that a process has to go on with, those first that have waited longest."""
        return self.filter(state__in=WAITING).order_by("since", "pk")

    def running(self) -> UploadQuerySet:
        return self.filter(state__in=RUNNING)

    def ended(self) -> UploadQuerySet:
        return self.filter(state__in=ENDED)

    def recent(self) -> UploadQuerySet:
        """The last upload first, each with its number of files as `file_count`."""
        return self.annotate(file_count=models.Count("files")).order_by("-pk")


class Upload(models.Model):
    """Files that somebody has sent to be imported together."""

    by = models.CharField(
        pgettext_lazy("operation", "by"), max_length=150, help_text=_("User name of the person who sent the files.")
    )
    at = models.DateTimeField(pgettext_lazy("operation", "at"), db_default=Now(), help_text=_("When they were sent."))
    state = models.CharField(
        _("state"), max_length=9, choices=State.choices, default=State.TO_CHECK, help_text=_("How far it has come.")
    )
    since = models.DateTimeField(_("since"), db_default=Now(), help_text=_("When it came into this state."))
    done = models.PositiveIntegerField(
        _("files done"), default=0, help_text=_("Files that were looked through or imported so far.")
    )
    is_stopped = models.BooleanField(
        _("is to be stopped"), default=False, help_text=_("Whether somebody has asked the process to stop.")
    )

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [one_of("state", State.values)]

    def __str__(self) -> str:
        return f"{self.pk} ({self.get_state_display()})"

    def get_absolute_url(self) -> str:
        return reverse("admin:import_upload", args=[self.pk])

    @property
    def folder(self) -> Path:
        """Where its files lie until it ends."""
        return Path(settings.MEDIA_ROOT) / str(self.pk)

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED


class UploadedFile(models.Model):
    """A file of an upload, with what its import would do and what it has done."""

    upload = models.ForeignKey(
        Upload, models.CASCADE, related_name="files", verbose_name=_("upload"), help_text=_("What it was sent with.")
    )
    number = models.PositiveIntegerField(_("number"), help_text=_("Order in which it was sent, from 1."))
    name = models.CharField(_("file name"), help_text=_("As the archive would know it."))
    size = models.PositiveBigIntegerField(_("size"), help_text=_("Bytes."))
    refusal = models.JSONField(
        _("refusal"), null=True, help_text=_("Why it is not imported: the sentence with its values.")
    )
    preview = models.JSONField(_("preview"), null=True, help_text=_("What its import would do."))
    report = models.JSONField(_("report"), null=True, help_text=_("What its import has done."))

    class Meta:
        verbose_name = _("uploaded file")
        verbose_name_plural = _("uploaded files")
        default_permissions = ()
        ordering = ["upload", "number"]
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="uploadedfile_key")]

    def __str__(self) -> str:
        return self.name

    def refuse(self, refusal: RefusedError) -> None:
        """Note why the file is not imported; the row is not saved."""
        self.refusal = {"problem": refusal.problem, "values": refusal.values}

    @property
    def reason(self) -> str:
        """Why it is not imported, in the reader's language; empty where it is."""
        return RefusedError(self.name, **self.refusal).told(gettext) if self.refusal else ""

    @property
    def account(self) -> dict[str, Any]:
        """What was done, or else what would be."""
        return self.report or self.preview or {}

    @property
    def status(self) -> str:
        """created, updated, unchanged or refused: what becomes or has become of it; empty while nobody has looked."""
        return "refused" if self.refusal else self.account.get("status", "")
