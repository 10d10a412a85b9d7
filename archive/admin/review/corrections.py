"""What can be corrected of a claim on its page: the records it names, and the days of an office held."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.admin.review.evidence import Fact, told_apart
from archive.admin.screens import typed
from archive.admin.wording import field_label
from archive.curating.assigning import candidates
from archive.models import OfficeHeld, OfficeMention, Participation, Person
from archive.models.claims import Claim
from archive.pages.lists.fields import PartialDateField

#: Days of an office held, as they follow each other on the form.
DAYS = ("first_cited", "last_cited", "start", "end")


class Correction(NamedTuple):
    """A record of a claim that people put right: the foreign key, what it is called, and the records that could be."""

    field: str
    label: str
    find: str
    candidates: list[tuple[Any, list[Fact]]]
    may_be_nobody: bool


def correction(request: HttpRequest, claim: Claim, field: str) -> Correction:
    """The records that what was typed for this field may mean; of an office, before that, who is named beside it."""
    find = typed(request.GET, "find")[:100] if request.GET.get("field", field) == field else ""
    found = candidates(claim, field, find)
    if not find and isinstance(claim, OfficeMention) and field == "person":
        found = list(Person.objects.named_beside(claim).with_offices())
    return Correction(
        field,
        label=str(type(claim)._meta.get_field(field).verbose_name),  # type: ignore[union-attr]
        find=find,
        candidates=[(record, told_apart(record)) for record in found],
        may_be_nobody=isinstance(claim, OfficeMention | Participation) and field == "person" and bool(claim.person_id),
    )


class DatesForm(forms.Form):
    """The days of an office held, each as far as it is known; who leaves one as it is corrects nothing of it."""

    def __init__(self, held: OfficeHeld, data: Any = None) -> None:
        super().__init__(data, initial={name: str(getattr(held, name) or "") for name in DAYS})
        self.fields.update(
            {name: PartialDateField(label=capfirst(field_label(OfficeHeld, name)), required=False) for name in DAYS}
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for first, last in (("first_cited", "last_cited"), ("start", "end")):
            start, end = given.get(first), given.get(last)
            if start and end and start.earliest > end.latest:
                self.add_error(last, _("This is before the other day: %(day)s.") % {"day": start})
        if not self.errors and not self.changed_data:
            raise forms.ValidationError(_("No day was changed: to say that the claim is right, confirm it."))
        return given

    def changed(self) -> dict[str, Any]:
        """The days that were given otherwise, by the name of the field."""
        return {name: self.cleaned_data[name] for name in self.changed_data}
