"""Filters that call verbs of a list's queryset, and the set of them that an address is read with.

The names of filters stand in addresses: they stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import django_filters
from django import forms
from django.contrib.postgres.aggregates import ArrayAgg
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters.constants import EMPTY_VALUES

from archive.dates import PartialDate
from archive.models.lookups import AnyOf
from archive.pages.lists.fields import LONGEST, Chosen, PartialDateField, RecordField, RecordsField, YearsField

Text = str | Promise

SIZES = (20, 50, 100)
#: Parameters of a list's address beside its filters.
PAGE = "page"
#: Parameters that narrow nothing down.
ARRANGING = ("sort", "size")
#: Verbs of records that texts may name or not.
NAMED = {"yes": (_("yes"), "in_texts"), "no": (_("no"), "in_no_text")}


def keys_of(rows: QuerySet[Any]) -> str:
    """The primary keys of all rows, as the text of a PostgreSQL array: it goes back as it came, to `AnyOf`."""
    keys: str = rows.order_by().aggregate(keys=Cast(ArrayAgg("pk", default=[]), CharField()))["keys"]
    return keys


class VerbFilter(django_filters.Filter):
    """Calls the method `verb` of the queryset with what was typed."""

    field_class: type[forms.Field] = forms.CharField

    def __init__(self, verb: str, **kwargs: Any) -> None:
        if issubclass(self.field_class, forms.CharField):
            kwargs.setdefault("max_length", LONGEST)
            kwargs.setdefault(
                "error_messages", {"max_length": _("This is longer than %(limit_value)d characters: shorten it.")}
            )
        super().__init__(**kwargs)
        self.verb = verb

    def filter(self, queryset: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if value in EMPTY_VALUES:
            return queryset
        narrowed: QuerySet[Any] = getattr(queryset, self.verb)(self.argument(value))
        return narrowed

    def argument(self, value: Any) -> Any:
        return value


class SinceFilter(VerbFilter):
    """From the first day of a year, a month or a day on."""

    field_class = PartialDateField

    def argument(self, value: PartialDate) -> Any:
        return value.earliest


class UntilFilter(VerbFilter):
    """Up to the last day of a year, a month or a day."""

    field_class = PartialDateField

    def argument(self, value: PartialDate) -> Any:
        return value.latest


class SpanFilter(VerbFilter):
    """Both ends of a time that are one condition: the verb gets the first and the last day, or None for an open end.

    Such a condition looks into many texts: it is asked once a page, for the rows and the facets.
    """

    field_class = PartialDateField
    keys: str | None = None

    def filter(self, queryset: QuerySet[Any], value: PartialDate | None) -> QuerySet[Any]:
        until = self.parent.form.cleaned_data["until"]
        if not value and not until:
            return queryset
        if self.keys is None:
            rows = queryset.model._default_manager.all()
            self.keys = keys_of(getattr(rows, self.verb)(value and value.earliest, until and until.latest))
        return queryset.filter(AnyOf(F("pk"), self.keys))


class EndFilter(django_filters.Filter):
    """The end of the time whose start is a `SpanFilter`, which reads it."""

    field_class = PartialDateField

    def filter(self, queryset: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return queryset


class RecordFilter(VerbFilter):
    """What has to do with a record, given by key or name: the verb gets its primary keys, of namesakes several."""

    field_class = RecordField

    def __init__(self, verb: str, model: type[models.Model], **kwargs: Any) -> None:
        super().__init__(verb, model=model, **kwargs)

    def argument(self, value: Chosen) -> Any:
        return value.pks


def takes_several(field: forms.Field) -> bool:
    """Whether the address may repeat the parameter of a field."""
    return isinstance(field, (forms.MultipleChoiceField, RecordsField))


class RecordsFilter(RecordFilter):
    """What has to do with each of some records: the verb is called for one after the other."""

    field_class = RecordsField

    def filter(self, queryset: QuerySet[Any], value: dict[str, Chosen]) -> QuerySet[Any]:
        for chosen in value.values():
            queryset = super().filter(queryset, chosen)
        return queryset


class OneOfFilter(VerbFilter):
    """One of a few choices."""

    field_class = forms.ChoiceField

    def __init__(self, verb: str, choices: Mapping[str, Text], **kwargs: Any) -> None:
        super().__init__(verb, choices=[("", _("any")), *choices.items()], **kwargs)


class WhichFilter(django_filters.Filter):
    """One of a few verbs of the queryset, by name."""

    field_class = forms.ChoiceField

    def __init__(self, verbs: Mapping[str, tuple[Text, str]], **kwargs: Any) -> None:
        self.verbs = {name: verb for name, (_label, verb) in verbs.items()}
        super().__init__(choices=[("", _("any")), *((name, label) for name, (label, _verb) in verbs.items())], **kwargs)

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        narrowed: QuerySet[Any] = getattr(queryset, self.verbs[value])() if value else queryset
        return narrowed


class SomeFilter(django_filters.Filter):
    """Some of the few values that a column holds; the address repeats the parameter."""

    field_class = forms.MultipleChoiceField

    def __init__(self, column: str, choices: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(column, "in", choices=list(choices), **kwargs)


class YearsFilter(django_filters.Filter):
    """Some years of a partial date."""

    field_class = YearsField

    def __init__(self, date: str, **kwargs: Any) -> None:
        super().__init__(f"{date}_earliest__year", "in", **kwargs)


class SortFilter(django_filters.Filter):
    """The order, by name: its label and the verb of the queryset that makes it. The first one is the default."""

    field_class = forms.ChoiceField

    def __init__(self, orders: Mapping[str, tuple[Text, str]], **kwargs: Any) -> None:
        self.verbs = {name: verb for name, (_label, verb) in orders.items()}
        choices = [(name, label) for name, (label, _verb) in orders.items()]
        super().__init__(label=_("order"), choices=choices, **kwargs)

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        ordered: QuerySet[Any] = getattr(queryset, self.verbs[value or next(iter(self.verbs))])()
        return ordered

    def default(self, data: QueryDict) -> str:
        """The order that applies where none is chosen."""
        return next(iter(self.verbs))


class SizeFilter(django_filters.Filter):
    """How many rows a page has; it narrows nothing down."""

    field_class = forms.TypedChoiceField

    def __init__(self) -> None:
        super().__init__(
            label=_("rows a page"), choices=[(size, str(size)) for size in SIZES], coerce=int, empty_value=SIZES[0]
        )

    def filter(self, queryset: QuerySet[Any], value: int) -> QuerySet[Any]:
        return queryset

    def default(self, data: QueryDict) -> str:
        return str(SIZES[0])


class ListForm(forms.Form):
    """Refuses what would silently be left aside: a second value of a filter that takes one, an end before a start."""

    def clean(self) -> None:
        data = self.data
        assert isinstance(data, QueryDict)
        for name, field in self.fields.items():
            if not takes_several(field) and len(set(data.getlist(name))) > 1:
                self.add_error(name, ValidationError(_("Give one value only."), code="repeated"))
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since.earliest > until.latest:
            self.add_error("until", ValidationError(_("This is before the start."), code="reversed"))


class ListFilter(django_filters.FilterSet):
    """The filters of a list, its order under `sort` and the size of its pages under `size`."""

    class Meta:
        form = ListForm

    def unknown(self) -> list[str]:
        """Parameters of the address that this list does not have."""
        return sorted(name for name in self.data if name not in self.filters and name != PAGE)

    def narrowed(self, without: Collection[str] = ()) -> QuerySet[Any]:
        """The rows that pass the filters, in order; `without` names filters that are left out."""
        queryset: QuerySet[Any] = self.queryset.all()
        for name, value in self.form.cleaned_data.items():
            if name not in without:
                queryset = self.filters[name].filter(queryset, value)
        return queryset
