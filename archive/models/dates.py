"""Partial dates as one attribute over five columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import NullIf
from django.db.models.lookups import Exact
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from archive.dates import PartialDate, Precision

PRECISIONS = {Precision.YEAR.value: _("year"), Precision.MONTH.value: _("month"), Precision.DAY.value: _("day")}
COLUMNS = ("earliest", "latest", "precision", "printed", "inferred")


class PartialDateField:
    """A partial date, given and taken as an `archive.dates.PartialDate` or None.

    Its columns are `<name>_earliest` and `<name>_latest`, which queries filter and sort on, `<name>_precision`,
    `<name>_printed` and `<name>_inferred`. The table holds them together by the constraint `partial_date(name)`.
    """

    def __init__(self, verbose_name: str | Promise, help_text: str | Promise) -> None:
        self.verbose_name, self.help_text = verbose_name, help_text

        def title(part: str | Promise) -> Any:  # a lazy string, for which the stubs have a private name
            return format_lazy(_("{date}: {part}"), date=verbose_name, part=part)

        self.columns: dict[str, models.Field] = {
            "earliest": models.DateField(
                title(_("earliest day")), null=True, blank=True,
                help_text=format_lazy(_("{date} {part}"), date=help_text, part=_("The first day it can mean.")),
            ),
            "latest": models.DateField(
                title(_("latest day")), null=True, blank=True,
                help_text=format_lazy(_("{date} {part}"), date=help_text, part=_("The last day it can mean.")),
            ),
            "precision": models.CharField(
                title(_("precision")), max_length=5, blank=True, choices=PRECISIONS,
                help_text=_("How much of the date is known; blank where there is no date."),
            ),
            "printed": models.CharField(
                title(_("as printed")), blank=True, help_text=_("The words the date was printed in."),
            ),
            "inferred": models.BooleanField(
                title(_("inferred")), default=False,
                help_text=_("Whether the year or the month was taken from context and is not in the words."),
            ),
        }  # fmt: skip

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        for part, column in self.columns.items():
            cls.add_to_class(f"{name}_{part}", column)

        def get(row: models.Model) -> PartialDate | None:
            earliest, latest, precision, printed, inferred = (getattr(row, f"{name}_{part}") for part in COLUMNS)
            return PartialDate(earliest, latest, Precision(precision), printed, inferred) if precision else None

        def put(row: models.Model, date: PartialDate | None) -> None:
            for column, value in columns_of(name, date).items():
                setattr(row, column, value)

        get.short_description = self.verbose_name  # type: ignore[attr-defined]  # what the admin calls it
        get.partial_date = self  # type: ignore[attr-defined]
        setattr(cls, name, property(get, put, doc=str(self.help_text)))

    if TYPE_CHECKING:

        def __get__(self, row: models.Model, model: type[models.Model] | None = None) -> PartialDate | None: ...

        def __set__(self, row: models.Model, date: PartialDate | None) -> None: ...


def partial_dates(model: type[models.Model]) -> dict[str, PartialDateField]:
    """The partial dates of a model, by name."""
    ending = "_earliest"
    names = (field.name.removesuffix(ending) for field in model._meta.concrete_fields if field.name.endswith(ending))
    return {name: getattr(model, name).fget.partial_date for name in names}


def field_of(model: type[models.Model], column: str) -> str:
    """The field that a column belongs to, as locks, suggestions and forms have it: a partial date is one of five."""
    date, _underscore, part = column.rpartition("_")
    return date if part in COLUMNS and date in partial_dates(model) else column


def date_columns(*names: str) -> list[str]:
    """The columns of partial date fields, given by name."""
    return [f"{name}_{part}" for name in names for part in COLUMNS]


def columns_of(name: str, date: PartialDate | None) -> dict[str, object]:
    """The five column values that stand for `date` in the partial date field `name`."""
    return {
        f"{name}_earliest": date.earliest if date else None,
        f"{name}_latest": date.latest if date else None,
        f"{name}_precision": str(date.precision) if date else "",
        f"{name}_printed": date.printed if date else "",
        f"{name}_inferred": date.inferred if date else False,
    }


def partial_date(name: str) -> models.CheckConstraint:
    """The columns of the partial date field `name` hold no date at all, or a whole year, a whole month or one day."""
    earliest, latest, precision, printed, inferred = date_columns(name)
    none = Q(**{earliest: None, latest: None, precision: "", printed: "", inferred: False})
    given = Q(**{f"{earliest}__isnull": False, f"{latest}__isnull": False, f"{precision}__in": list(PRECISIONS)})
    day_after = Func(F(latest), template="(%(expressions)s + 1)", output_field=models.DateField())

    def start_of_unit(day: F | Func[Any]) -> Func:
        unit = NullIf(F(precision), Value(""))
        return Func(unit, day, template="date_trunc(%(expressions)s::timestamp)::date", output_field=models.DateField())

    whole = Q(Exact(F(earliest), start_of_unit(F(latest)))) & Q(Exact(day_after, start_of_unit(day_after)))
    return models.CheckConstraint(
        condition=none | (given & whole),
        name=f"%(class)s_{name}_whole",
        violation_error_message=_("A partial date is one day, one whole month or one whole year."),
    )
