"""What the archive's admin pages have in common: read-only tables, and who is told to have set or decided a value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, TypeAlias

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db.models import CharField, Model
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.admin.exporting import export_as_fixture
from archive.admin.merging import MergingAdmin, merge_selected
from archive.admin.operating import HistoryAdmin, OperatedAdmin
from archive.models.claims import Claim
from archive.models.curation import Curated, Origin, Record
from archive.models.dates import COLUMNS

Rows: TypeAlias = list[str | list[str] | tuple[str, ...]]  #: rows of a form, of one field or of several

LOCKED = ["locked"]
RECORD: Rows = ["origin", "curator", "note", "locked"]
CLAIM: Rows = ["status", "confidence", "rule", ("decided_by", "decided_at")]


def date_rows(name: str) -> Rows:
    """The columns of the partial date field `name` as two rows of a form."""
    return [(f"{name}_earliest", f"{name}_latest", f"{name}_precision"), (f"{name}_printed", f"{name}_inferred")]


class ReadOnlyAdmin(HistoryAdmin):
    """Rows that are made by imports and by curation, never by hand."""

    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class CuratedAdmin(OperatedAdmin):
    """Rows of which imports leave alone what a person has set: a changed field is locked in that person's name."""

    list_per_page = 50
    actions = [export_as_fixture]
    readonly_fields: ClassVar[Any] = ["locked"]
    formfield_overrides = {CharField: {"widget": AdminTextInputWidget({"class": "vLargeTextField"})}}  # long titles

    @admin.display(description=_("locked fields"))
    def locked(self, row: Curated) -> str:
        return ", ".join(f"{field} ({lock['by']})" for field, lock in sorted(row.locks.items())) or "–"

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        obj.lock(fields_of(type(obj), form.changed_data), request.user.get_username(), timezone.now())
        super().save_model(request, obj, form, change)


class RecordAdmin(MergingAdmin, CuratedAdmin):
    """Records of the authority: who enters one vouches for it."""

    actions = [*CuratedAdmin.actions, merge_selected]
    readonly_fields: ClassVar[Any] = ["origin", "curator", "locked"]

    def save_model(self, request: HttpRequest, obj: Record, form: ModelForm, change: bool) -> None:
        if not change:
            obj.origin, obj.curator = Origin.CURATOR, request.user.get_username()
        super().save_model(request, obj, form, change)


class KeyedAdmin(RecordAdmin):
    """Records with a key that is given once."""

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return [*super().get_readonly_fields(request, obj), *(["key"] if obj else [])]


class ClaimAdmin(OperatedAdmin):
    """Claims that people confirm or reject; one that a person enters is confirmed by that person."""

    list_per_page = 50
    readonly_fields: ClassVar[Any] = ["confidence", "rule", "decided_by", "decided_at"]

    def save_model(self, request: HttpRequest, obj: Claim, form: ModelForm, change: bool) -> None:
        if not change:
            obj.status = Claim.Status.CONFIRMED
        if not change or "status" in form.changed_data:
            obj.decided_by, obj.decided_at = request.user.get_username(), timezone.now()
        super().save_model(request, obj, form, change)


def fields_of(model: type[Model], columns: Iterable[str]) -> set[str]:
    """What locks call the columns: the five columns of a partial date are one field."""
    names = set()
    for column in columns:
        date, _, part = column.rpartition("_")
        names.add(date if part in COLUMNS and isinstance(getattr(model, date, None), property) else column)
    return names
