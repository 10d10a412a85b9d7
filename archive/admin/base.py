"""What the archive's admin pages have in common: read-only tables, and who is told to have set or decided a value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, NamedTuple, TypeAlias

from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models
from django.db.models import JSONField, Model, Q, QuerySet
from django.forms import CharField, ModelForm, Textarea
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.choosing import ChoosingAdmin
from archive.admin.columns import fill_counts, listed
from archive.admin.dating import dated
from archive.admin.deleting import gone_with
from archive.admin.exporting import export_as_fixture
from archive.admin.lists import ListedAdmin
from archive.admin.merging import MergingAdmin, merge_selected
from archive.admin.operating import HistoryAdmin, OperatedAdmin
from archive.admin.panels import Panel
from archive.admin.review.reasons import rule_words
from archive.curating import correcting, deciding
from archive.curating.entering import free_key
from archive.curating.merging import NAMES
from archive.curating.models import Operation
from archive.curating.queue import CLAIMS
from archive.importing import pinyin
from archive.models import Organization, Person
from archive.models.claims import Claim
from archive.models.curation import Curated, Origin, Record
from archive.models.evidence import EVIDENCE

Rows: TypeAlias = list[str | list[str] | tuple[str, ...]]  #: rows of a form, of one field or of several
Part: TypeAlias = Any  #: a fieldset, for whose options the stubs have a private name


def part(heading: Any, rows: Rows, sentence: str | Promise, *classes: str) -> Part:
    """A part of a form with a sentence that says what is in it."""
    return (heading and capfirst(heading), {"fields": rows, "description": sentence, "classes": classes})


def date_rows(name: str) -> Rows:
    """The partial date field `name` as a row of a form, with the words it was printed in."""
    return [(name, f"{name}_printed", f"{name}_inferred")]


def date_part(heading: str | Promise, name: str, *more: str) -> Part:
    """A part of a form with the partial date field `name`."""
    sentence = gettext_lazy(
        "As much of the date as is known: a year, a month or a day, as 2031, 2031-03 or 2031-03-05; "
        "and the words it is printed in."
    )
    return part(heading, [*more, *date_rows(name)], sentence)


CLAIM = part(
    gettext_lazy("claim"),
    ["status", ("confidence", "found_by"), ("decided_by", "decided_at")],
    gettext_lazy("How sure the rule is that found it, and what people say to it. What is decided, imports keep."),
)
RECORD = part(
    gettext_lazy("record"),
    [("origin", "curator"), "note"],
    gettext_lazy("Where the record comes from, and who vouches for it."),
)


class Lock(NamedTuple):
    """A field that a person has set: its name in `locks`, what it is called, who set it, and when."""

    field: str
    label: str
    by: str
    at: datetime


def locks_of(row: Curated) -> list[Lock]:
    """The locks of a row, the last one first."""
    found = [
        Lock(field, _label(type(row), field), lock["by"], datetime.fromisoformat(lock["at"]))
        for field, lock in row.locks.items()
    ]
    return sorted(found, key=lambda lock: lock.at, reverse=True)


def _label(model: type[Curated], field: str) -> str:
    relations = {each.name: each.related_model for each in model._meta.related_objects}
    if field in relations:
        return str(relations[field]._meta.verbose_name_plural)
    return str(label_for_field(field, model)) if hasattr(model, field) else field


class LinesField(CharField):
    """A list of names, one a line."""

    widget = Textarea(attrs={"rows": 4, "class": "vLargeTextField"})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else (value or "").splitlines()
        return list(dict.fromkeys(filter(None, (line.strip() for line in lines))))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))


class RecordForm(ChoosingAdmin, ListedAdmin):
    """Tables whose forms tell what other tables say of a row, and whose lists stay quick."""

    panels: ClassVar[tuple[Panel, ...]] = ()  #: what is shown beneath the form of a row

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """As Django's; but a list of names is typed one a line, not as JSON."""
        if isinstance(db_field, JSONField) and db_field.default is list:
            told = format_html("{} {}", db_field.help_text, _("One a line."))
            return LinesField(label=capfirst(db_field.verbose_name), help_text=told, required=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, form=dated(self.form, self.model), **kwargs)

    def view_on_site(self, row: Any) -> str | None:
        return row.get_absolute_url() if hasattr(row, "get_absolute_url") else None

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        return gone_with(self.admin_site, self.model, list(objs), request)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        shown = [panel.shown(obj, request) for panel in self.panels if panel.may_view(request)] if obj else []
        more = {"purpose": self.purpose, "panels": shown}
        return super().render_change_form(request, context | more, *args, **kwargs)


class ReadOnlyAdmin(RecordForm, HistoryAdmin):
    """Rows that are made by imports and by curation, never by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class CuratedAdmin(RecordForm, OperatedAdmin):
    """Rows of which imports leave alone what a person has set: a changed field is locked in that person's name."""

    actions = [export_as_fixture]
    formfield_overrides = {
        models.CharField: {"widget": AdminTextInputWidget({"class": "vLargeTextField"})}
    }  # long titles

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        locks = locks_of(kwargs["obj"]) if kwargs.get("obj") else []
        by_field = {lock.field: lock for lock in locks}
        for name, field in context["adminform"].form.fields.items():
            if lock := by_field.get(name):
                field.help_text = format_html("{} {}", field.help_text, _mark(lock))
        return super().render_change_form(request, context | {"locks": locks}, *args, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form; a key need not be thought up."""
        form = super().get_form(request, obj, change, **kwargs)
        if not change and (key := form.base_fields.get("key")):
            key.required, key.help_text = False, _("Left blank, it is made of the name. Once given, it stays.")
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """A row keeps what it is known by, as imports find it again by that."""
        given = super().get_readonly_fields(request, obj)
        known_by = set(self.model.natural_key_fields) - correcting.correctable(self.model) if obj else set()
        return [*given, *sorted(known_by - set(given))]

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        by, changed = request.user.get_username(), correcting.fields_of(type(obj), form.changed_data)
        if not change:
            if "key" in form.fields and not obj.key:
                obj.key = free_key(type(obj), getattr(obj, NAMES[type(obj)]))
            obj.lock(changed, by, timezone.now())
            super().save_model(request, obj, form, change)
        elif values := {name: getattr(obj, name) for name in changed & correcting.correctable(type(obj))}:
            obj.locks = correcting.apply(obj, values, by=by).locks


class RecordAdmin(MergingAdmin, CuratedAdmin):
    """Records of the authority: who enters one vouches for it."""

    actions = [*CuratedAdmin.actions, merge_selected]
    readonly_fields: ClassVar[Any] = ["origin", "curator"]

    def save_model(self, request: HttpRequest, obj: Record, form: ModelForm, change: bool) -> None:
        if not change:
            obj.origin, obj.curator = Origin.CURATOR, request.user.get_username()
            if isinstance(obj, Person | Organization) and not obj.pinyin:
                obj.pinyin = pinyin.of_record(str(obj._meta.model_name), obj.name)
        super().save_model(request, obj, form, change)


class MentionedAdmin(RecordAdmin):
    """Records that texts name: found by key, name, alias and pinyin, and told with the number of their mentions."""

    def found(self, rows: Any, text: str) -> QuerySet[Any]:
        named: QuerySet[Any] = self.model._default_manager.named(text)
        return rows.filter(Q(pk__in=named.values("pk")) | Q(key=text))  # type: ignore[no-any-return]

    def fill(self, rows: Sequence[Any]) -> None:
        mentions, target = EVIDENCE[self.model]
        fill_counts(rows, mentions, target, "mention_count")

    @admin.display(description=gettext_lazy("mentions"))
    def mentions(self, record: Any) -> SafeString | int:
        mentions, target = EVIDENCE[self.model]
        return listed(mentions, record.mention_count, **{f"{target}__id__exact": record.pk})


class ClaimAdmin(RecordForm, OperatedAdmin):
    """Claims that people confirm or reject; one that a person enters is confirmed by that person."""

    readonly_fields: ClassVar[Any] = ["confidence", "found_by", "decided_by", "decided_at"]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """As for other rows, with the way to the screen of review, where more of a claim can be put right."""
        row = kwargs.get("obj")
        if row is not None and type(row) in CLAIMS and request.user.has_perm(f"curating.{Operation.Kind.DECIDE}"):
            context["review_address"] = reverse("admin:review_claim", args=[row._meta.model_name, row.pk])
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Claim, form: ModelForm, change: bool) -> None:
        if not change:
            obj.status = Claim.Status.CONFIRMED
            obj.decided_by, obj.decided_at = request.user.get_username(), timezone.now()
        if not change or isinstance(obj, Curated):
            super().save_model(request, obj, form, change)
        if change and "status" in form.changed_data:
            deciding.decide(obj, Claim.Status(obj.status), user=request.user)  # type: ignore[arg-type]

    @admin.display(description=gettext_lazy("rule"))
    def found_by(self, claim: Claim) -> str:
        return rule_words(type(claim), claim.rule) or "–"

    @admin.display(description=gettext_lazy("confidence"))
    def sure(self, claim: Claim) -> str:
        return f"{claim.confidence:.2f}"


def _mark(lock: Lock) -> str:
    told = _("Set by %(by)s on %(at)s; imports leave it alone.")
    at = date_format(timezone.localtime(lock.at), "SHORT_DATETIME_FORMAT")
    return format_html('<strong class="locked">{}</strong>', told % {"by": lock.by, "at": at})
