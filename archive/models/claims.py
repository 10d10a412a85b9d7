"""What every claim carries: how sure it is, which rule made it, and what people say to it."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import GreaterThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.constraints import one_of
from archive.models.natural import NaturalKeyManager, NaturalKeyModel, Row

#: Of claims suggested with this confidence or more nobody has to look at each.
CERTAIN = 0.9


def decision(status: str, by: str) -> dict[str, Any]:
    """The columns of a claim that the user `by` confirms or rejects, or leaves open again, as if nobody had decided."""
    is_open = status == Claim.Status.SUGGESTED
    return {
        "status": str(status),
        "decided_by": "" if is_open else by,
        "decided_at": None if is_open else timezone.now(),
    }


class ClaimQuerySet(models.QuerySet[Row]):
    def standing(self) -> Self:
        """Claims that nobody has rejected."""
        return self.exclude(status=Claim.Status.REJECTED)

    def certain(self, confidence: float = CERTAIN) -> Self:
        """Claims that are confirmed, or suggested with at least this confidence."""
        return self.filter(
            Q(status=Claim.Status.CONFIRMED) | Q(status=Claim.Status.SUGGESTED, confidence__gte=confidence)
        )

    def decided(self) -> Self:
        """Claims that people have confirmed or rejected; imports leave them alone."""
        return self.exclude(status=Claim.Status.SUGGESTED)

    def doubtful(self) -> Self:
        """Claims that wait for a person: suggested, and not certain."""
        return self.filter(status=Claim.Status.SUGGESTED, confidence__lt=CERTAIN)

    def by_doubt(self) -> Self:
        """Doubtful claims, the least sure first."""
        return self.doubtful().order_by("confidence", "pk")

    def after(self, confidence: float, pk: int) -> Self:
        """Claims that come after a place in the order of confidence and primary key.

        The two are compared as one value, so that the index of that order is entered at that place.
        """
        row: dict[str, Any] = {"function": "ROW", "output_field": models.FloatField()}
        place = Func(Value(confidence, models.FloatField()), Value(pk), **row)
        return self.filter(GreaterThan(Func(F("confidence"), F("pk"), **row), place))


class ClaimManager(NaturalKeyManager[Row]):
    """Written out, because the type checker loses a manager that is made of a queryset and inherited."""

    def get_queryset(self) -> ClaimQuerySet[Row]:
        return ClaimQuerySet(self.model, using=self._db)

    def standing(self) -> ClaimQuerySet[Row]:
        return self.get_queryset().standing()

    def certain(self, confidence: float = CERTAIN) -> ClaimQuerySet[Row]:
        return self.get_queryset().certain(confidence)

    def decided(self) -> ClaimQuerySet[Row]:
        return self.get_queryset().decided()

    def doubtful(self) -> ClaimQuerySet[Row]:
        return self.get_queryset().doubtful()

    def by_doubt(self) -> ClaimQuerySet[Row]:
        return self.get_queryset().by_doubt()


class Claim(NaturalKeyModel):
    """Something a machine or a person says of the world."""

    class Status(models.TextChoices):
        SUGGESTED = "suggested", _("suggested")
        CONFIRMED = "confirmed", _("confirmed")
        REJECTED = "rejected", _("rejected")

    confidence = models.FloatField(
        _("confidence"), default=1, help_text=_("How sure the rule is that the claim is right, from 0 to 1.")
    )
    rule = models.CharField(
        _("rule"), max_length=40, blank=True, help_text=_("The rule that found it; blank where a person entered it.")
    )
    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.SUGGESTED,
        help_text=_("Whether a person has confirmed or rejected it."),
    )  # fmt: skip
    decided_by = models.CharField(
        _("decided by"), max_length=150, blank=True, help_text=_("User name of the person who decided.")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, help_text=_("When it was decided."))

    objects = ClaimManager()  # type: ignore[misc]

    class Meta:
        abstract = True
        constraints = [
            one_of("status", ["suggested", "confirmed", "rejected"]),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="%(class)s_confidence_from_0_to_1"
            ),
            models.CheckConstraint(
                condition=~Q(rule="") | ~Q(decided_by=""),
                name="%(class)s_rule_or_person",
                violation_error_message=_("A claim names the rule that found it or the person who vouches for it."),
            ),
        ]
        # Of a queue the first, and how many wait and are done, whatever the number of claims that nobody doubts.
        indexes = [
            models.Index(
                fields=["confidence", "id"],
                condition=Q(status="suggested", confidence__lt=CERTAIN),
                name="%(class)s_doubtful",
            ),
            models.Index(fields=["id"], condition=~Q(status="suggested"), name="%(class)s_decided"),
        ]
