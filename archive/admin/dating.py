"""Partial dates in forms: typed as one, as far as they are known, and not as the columns that hold them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Model
from django.forms import ModelForm
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.models.dates import columns_of, date_columns, partial_dates
from archive.pages.lists.fields import PartialDateField

#: Of the columns of a date those that stand in forms beside it.
_BESIDE = ("printed", "inferred")


class DatedForm(ModelForm):
    """A form in which each partial date is one field; who empties it also takes back the words it was printed in."""

    dates: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.dates:
            if name in self.fields:
                self.initial.setdefault(name, str(getattr(self.instance, name) or ""))

    def _get_validation_exclusions(self) -> set[str]:
        """The columns are checked as if they were fields of the form, so that tables refuse nothing behind it."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {*date_columns(*(name for name in self.dates if name in self.fields))}

    def _post_clean(self) -> None:
        for name in self.dates:
            if name in self.cleaned_data:
                self._put(name)
        super()._post_clean()  # type: ignore[misc]

    def _put(self, name: str) -> None:
        """Give the row the date, before its fields are checked together."""
        date = self.cleaned_data[name]
        printed, inferred = (f"{name}_{part}" for part in _BESIDE)
        if not date:
            if self.cleaned_data.get(printed) and printed in self.changed_data:
                self.add_error(name, _("Which day do the printed words mean? Write the year, the month or the day."))
                return
            self.cleaned_data |= {printed: "", inferred: False}
        elif name in self.changed_data and inferred not in self.changed_data:
            self.cleaned_data[inferred] = False  # it is what a person says
        for column, value in columns_of(name, date).items():
            if column not in (printed, inferred):
                setattr(self.instance, column, value)


def dated(form: type[ModelForm], model: type[Model]) -> type[ModelForm]:
    """The form with a field for each partial date of `model`; the form itself where there is none."""
    dates: dict[str, Any] = dict(partial_dates(model))  # their words are lazy, for which the stubs have a private name
    fields = {
        name: PartialDateField(label=capfirst(date.verbose_name), help_text=date.help_text, required=False)
        for name, date in dates.items()
    }
    return type(form.__name__, (DatedForm, form), {**fields, "dates": tuple(dates)}) if dates else form
