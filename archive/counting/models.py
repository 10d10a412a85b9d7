"""Numbers kept by triggers. A number may be spread over several rows: always sum them."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _


class FacetCountQuerySet(models.QuerySet["FacetCount"]):
    def cells(self, model: type[models.Model]) -> list[tuple[*tuple[str | None, ...], int]]:
        """Of each combination of facet values the values, as the list's filters have them, and the number of rows."""
        found = self.filter(record_type=model._meta.model_name).values_list("values", "number")
        return [(*values, number) for values, number in found]


class FacetCount(models.Model):
    """How many rows of a table have the same values of all facets of its list."""

    record_type = models.CharField(_("type of record"), max_length=13, help_text=_("The table of the rows."))
    values = ArrayField(
        models.TextField(null=True),
        verbose_name=_("values"),
        help_text=_("The value of each facet, in the order of the list; null where a row has none."),
    )
    number = models.IntegerField(_("number"), help_text=_("How many more rows, or fewer: the sum of all counts."))

    objects = FacetCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("number by facet")
        verbose_name_plural = _("numbers by facet")
        indexes = [models.Index(fields=["record_type", "values"], name="facetcount_values")]

    def __str__(self) -> str:
        return f"{self.record_type} {self.values}: {self.number}"


class PlaceCountQuerySet(models.QuerySet["PlaceCount"]):
    def of(self, model: type[models.Model]) -> QuerySet[Any, dict[str, Any]]:
        """Of each record of `model` that texts name its `record_id` and its `places`."""
        counts = self.filter(record_type=model._meta.model_name).values("record_id")
        return counts.annotate(places=Sum("number"))

    def number(self, record: models.Model) -> int:
        """How many places name `record`."""
        counts = self.filter(record_type=record._meta.model_name, record_id=record.pk)
        return int(counts.aggregate(places=Sum("number", default=0))["places"])


class PlaceCount(models.Model):
    """How many places name a record in mentions that nobody has rejected."""

    record_type = models.CharField(_("type of record"), max_length=13, help_text=_("The table of the record."))
    record_id = models.BigIntegerField(_("record"), help_text=_("Primary key of the record."))
    number = models.IntegerField(_("number"), help_text=_("How many more places, or fewer: the sum of all counts."))

    objects = PlaceCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("number of places")
        verbose_name_plural = _("numbers of places")
        indexes = [models.Index(fields=["record_type", "record_id"], include=["number"], name="placecount_record")]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}: {self.number}"


class DayCount(models.Model):
    """How many places in articles of one date name an initiative in mentions that nobody has rejected."""

    initiative_id = models.BigIntegerField(_("initiative"), help_text=_("Primary key of the initiative."))
    earliest = models.DateField(_("earliest"), help_text=_("First day that the articles' date can mean."))
    latest = models.DateField(_("latest"), help_text=_("Last day that the articles' date can mean."))
    precision = models.CharField(_("precision"), max_length=5, help_text=_("Year, month or day."))
    number = models.IntegerField(_("number"), help_text=_("How many more places, or fewer: the sum of all counts."))

    class Meta:
        verbose_name = _("number of places by date")
        verbose_name_plural = _("numbers of places by date")
        indexes = [models.Index(fields=["initiative_id", "earliest", "latest", "precision"], name="daycount_date")]

    def __str__(self) -> str:
        return f"{self.initiative_id}, {self.earliest}: {self.number}"
