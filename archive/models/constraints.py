"""Constraints that several tables share; the names are completed with each table's own."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _


def one_of(field: str, values: Iterable[str]) -> models.CheckConstraint:
    """The column holds one of `values`."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [str(value) for value in values]}), name=f"%(class)s_{field}_known"
    )


def not_blank(*fields: str) -> list[models.CheckConstraint]:
    """The columns are never the empty string: what is not printed is null."""
    return [
        models.CheckConstraint(condition=~Q(**{field: ""}), name=f"%(class)s_{field}_not_blank") for field in fields
    ]


def line_range() -> models.CheckConstraint:
    """`first_line` and `last_line` are 1-based and in order."""
    return models.CheckConstraint(
        condition=Q(first_line__gte=1, last_line__gte=F("first_line")),
        name="%(class)s_lines_in_order",
        violation_error_message=_("The first line must not stand after the last line."),
    )


def json_type(field: str, kind: str) -> models.CheckConstraint:
    """The JSON column holds an `array` or an `object`."""
    return models.CheckConstraint(
        condition=Exact(Func(F(field), function="jsonb_typeof", output_field=models.CharField()), kind),
        name=f"%(class)s_{field}_is_{kind}",
    )
