"""What a reader types into a filter, read: days as far as they are known, and records by key or name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.dates import PartialDate

#: Characters of a filter's value; longer than any name that is printed.
LONGEST = 200
#: Names of a filter that takes several: each costs a look-up.
MOST_NAMES = 5
#: Names that are proposed where a name is not known.
_PROPOSED = 5
UNKNOWN = _("Nothing here is called “%(text)s”.")
_DATE = re.compile(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?|年)?", re.ASCII)


class PartialDateField(forms.CharField):
    """A year, a month or a day: `2031`, `2031-03`, `2031-03-05`, `2031年3月5日`."""

    def clean(self, value: Any) -> PartialDate | None:
        text: str = super().clean(value)
        if not text:
            return None
        match = _DATE.fullmatch("".join(text.split()))
        try:
            if match:
                return PartialDate.of(*(int(part) for part in match.groups() if part))
        except ValueError:  # the calendar has no such day
            pass
        raise ValidationError(
            _("“%(text)s” is no date. Write a year, a month or a day: 2031, 2031-03 or 2031-03-05."),
            code="invalid",
            params={"text": text},
        )


@dataclass(frozen=True)
class Chosen:
    """The records that a name in an address means: the one whose key it is, else all namesakes."""

    name: str
    pks: tuple[int, ...]

    def __str__(self) -> str:
        return self.name


class RecordField(forms.CharField):
    """A record of `model` by its key or one of its names, which the model's querysets find: `called(text)` those with
    exactly this key or name, `named(text)` those whose names look like it; some of these are proposed where nothing is
    called so.
    """

    def __init__(self, *, model: type[models.Model], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.records: Any = model._default_manager

    def clean(self, value: Any) -> Chosen | None:
        text: str = super().clean(value)
        if not text:
            return None
        found = list(self.records.called(text))
        if found:
            return Chosen(str(found[0]), tuple(record.pk for record in found))
        records = list(self.records.named(text)[:_PROPOSED])
        message = _("Nothing here is called “%(text)s”. Similar names: %(proposed)s.") if records else UNKNOWN
        params = {"text": text, "proposed": "、".join(map(str, records)), "records": records}
        raise ValidationError(message, code="unknown", params=params)


class _Repeated(forms.TextInput):
    """An input whose parameter the address may repeat."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        values: list[str] = data.getlist(name)
        return values


class RecordsField(RecordField):
    """Some records, which are all meant; by the text each is given as."""

    widget = _Repeated

    def clean(self, value: list[str]) -> dict[str, Chosen]:  # type: ignore[override]
        texts = dict.fromkeys(value)
        if len(texts) > MOST_NAMES:
            raise ValidationError(
                _("Give at most %(most)d of them: leave some out."), code="many", params={"most": MOST_NAMES}
            )
        found = {text: super(RecordsField, self).clean(text) for text in texts}
        return {text: chosen for text, chosen in found.items() if chosen}


class YearsField(forms.MultipleChoiceField):
    """Some years, in four digits."""

    def valid_value(self, value: str) -> bool:
        return re.fullmatch(r"[12]\d{3}", value, re.ASCII) is not None
