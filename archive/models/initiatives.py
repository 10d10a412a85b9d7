"""Initiatives: programmes and formulations (提法)."""

from __future__ import annotations

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from archive.dates import PartialDate
from archive.models.addresses import address
from archive.models.constraints import json_type, not_blank, one_of
from archive.models.curation import MentionedRecord, Record
from archive.models.narrowing import InitiativeQuerySet
from archive.models.natural import NaturalKeyManager
from archive.models.people import Level, Organization, Person


class Initiative(MentionedRecord):
    """A programme that is carried out, or a formulation that is repeated."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("programme")
        FORMULATION = "formulation", _("formulation")

    key = models.CharField(_("key"), unique=True, help_text=_("Given once; it never changes."))
    name = models.CharField(_("name"), db_index=True, help_text=_("The name it is shown by, without quotation marks."))
    aliases = models.JSONField(
        _("aliases"), default=list, blank=True, help_text=_("Other names and wordings, as a list.")
    )
    kind = models.CharField(_("kind"), max_length=11, choices=Kind.choices, help_text=_("Programme or formulation."))
    level = models.CharField(
        _("level"),
        max_length=10,
        choices=Level.choices,
        blank=True,
        help_text=_("Level at which it was launched; blank where it is not known."),
    )
    launched_by_person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="initiatives",
        verbose_name=_("launched by"),
        help_text=_("The person who launched it, where print tells."),
    )
    launched_by_organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="initiatives",
        verbose_name=_("launched by the body"), help_text=_("The body that launched it, where print tells."),
    )  # fmt: skip

    natural_key_fields = ("key",)
    objects = NaturalKeyManager.from_queryset(InitiativeQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ["name"]
        constraints = [
            *Record.Meta.constraints,
            *not_blank("key", "name"),
            json_type("aliases", "array"),
            one_of("kind", ["programme", "formulation"]),
            one_of("level", ["", *Level.values]),
        ]
        indexes = [models.Index(F("is_named").desc(), "name", "key", name="initiative_named_first")]

    def __str__(self) -> str:
        return self.name

    @property
    def first_seen(self) -> PartialDate | None:
        """The date of the first dated article that names it; of rows `with_first_seen()`."""
        text: str = self.first_seen_as or ""  # type: ignore[attr-defined]
        parts = {"": 0, "year": 1, "month": 2, "day": 3}[text[10:]]
        return PartialDate.of(*(int(part) for part in text[:10].split("-")[:parts])) if parts else None

    def get_absolute_url(self) -> str:
        return address("initiative", self.key)
