"""Instruments: the documents that are cited as 《…》."""

from __future__ import annotations

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from archive.models.addresses import address
from archive.models.articles import Article
from archive.models.constraints import json_type, not_blank, one_of
from archive.models.curation import MentionedRecord, Record
from archive.models.dates import PartialDateField, partial_date
from archive.models.narrowing import InstrumentQuerySet
from archive.models.natural import NaturalKeyManager
from archive.models.people import Organization


class Instrument(MentionedRecord):
    """A law, regulation, decision, opinion, plan, report or notice."""

    class Kind(models.TextChoices):
        LAW = "law", _("law")
        REGULATION = "regulation", _("regulation")
        DECISION = "decision", _("decision")
        OPINION = "opinion", _("opinion")
        PLAN = "plan", _("plan")
        REPORT = "report", _("report")
        NOTICE = "notice", _("notice")
        OTHER = "other", _("other")

    key = models.CharField(
        _("key"),
        unique=True,
        help_text=_("The title, with the issuer or the year where several have the same title; given once."),
    )
    title = models.CharField(_("title"), db_index=True, help_text=_("Full title, without 《》."))
    aliases = models.JSONField(
        _("aliases"), default=list, blank=True, help_text=_("Short titles it is cited by, as a list.")
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind.choices, default=Kind.OTHER, help_text=_("What sort of document it is.")
    )
    issuer = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="instruments",
        verbose_name=_("issuer"),
        help_text=_("The body that issued it."),
    )
    date = PartialDateField(_("date"), _("Date of issue."))
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="instruments", verbose_name=_("article"),
        help_text=_("The article that prints it in full."),
    )  # fmt: skip

    natural_key_fields = ("key",)
    objects = NaturalKeyManager.from_queryset(InstrumentQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ["title", "key"]
        constraints = [
            *Record.Meta.constraints,
            *not_blank("key", "title"),
            json_type("aliases", "array"),
            one_of("kind", ["law", "regulation", "decision", "opinion", "plan", "report", "notice", "other"]),
            partial_date("date"),
        ]
        indexes = [models.Index(F("is_named").desc(), "title", "key", name="instrument_named_first")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("instrument", self.key)
