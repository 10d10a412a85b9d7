"""What is done in the admin is done as operations of the history: by whom and when is kept, and permission asked."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from archive.admin.screens import number, version_seen
from archive.admin.telling import told
from archive.curating.errors import CurationError, StaleRecordError
from archive.curating.models import Change, Operation
from archive.curating.recording import operation, recording
from archive.curating.versions import check, version

_ON_A_PAGE = 50
#: Field of the form that holds the version of the row that it shows.
_SEEN = "seen"
_REFUSAL = "archive_refusal"  # attribute of a request


class HistoryAdmin(admin.ModelAdmin):
    """Rows whose history is shown as the database has kept it, whoever changed them."""

    object_history_template = "admin/archive/object_history.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return super().history_view(request, object_id, extra_context)
        changes = Change.objects.about(row).newest_first()
        if before := number(request.GET.get("before", "")):
            changes = changes.filter(pk__lt=before)
        shown = list(changes[: _ON_A_PAGE + 1])
        older = f"?before={shown[_ON_A_PAGE - 1].pk}" if len(shown) > _ON_A_PAGE else ""
        context = {"changes": told(shown[:_ON_A_PAGE]), "older": older}
        return super().history_view(request, object_id, context | (extra_context or {}))


class OperatedAdmin(HistoryAdmin):
    """Rows that are saved and deleted as operations, each whole or not at all, by those who may do such."""

    kind: ClassVar[Operation.Kind] = Operation.Kind.CORRECT  #: what saving a form is
    change_form_template = "admin/archive/change_form.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and _may(request, self.kind)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and _may(request, self.kind)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _may(request, Operation.Kind.DELETE)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method != "POST":
            shown = {_SEEN: version(self.model(pk=number(unquote(object_id))))} if object_id else {}
            return super().changeform_view(request, object_id, form_url, (extra_context or {}) | shown)
        # What was typed is shown again, with the version that it was typed upon.
        context = (extra_context or {}) | {_SEEN: request.POST.get(_SEEN, "")}
        try:
            with operation(self.kind, request.user):  # type: ignore[arg-type]
                seen = version_seen(request)
                if seen is not None and object_id and (row := self.get_object(request, unquote(object_id))):
                    check(seen, row)
                return super().changeform_view(request, object_id, form_url, context)
        except CurationError as error:
            setattr(request, _REFUSAL, _refusal(request, error))
            return super().changeform_view(request, object_id, form_url, context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form; after a refusal one that is not valid and says so, so that nothing typed is lost."""
        form = super().get_form(request, obj, change, **kwargs)
        if refusal := getattr(request, _REFUSAL, ""):

            def clean(self: ModelForm) -> None:
                raise ValidationError(refusal)

            return type(form.__name__, (form,), {"clean": clean})
        return form

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        with recording(self.kind, request.user.get_username()) as running:
            running.sum_up(str(form.instance))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        return self._told(request, lambda: super(OperatedAdmin, self).delete_view(request, object_id, extra_context))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return self._told(request, lambda: super(OperatedAdmin, self).changelist_view(request, extra_context))

    def _told(self, request: HttpRequest, view: Any) -> Any:
        """What the view answers; where it refuses, the same page again with the reason."""
        try:
            return view()
        except CurationError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with operation(Operation.Kind.DELETE, request.user, str(obj)):  # type: ignore[arg-type]
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        summary = ", ".join(map(str, queryset))
        with operation(Operation.Kind.DELETE, request.user, summary):  # type: ignore[arg-type]
            super().delete_queryset(request, queryset)


def _refusal(request: HttpRequest, error: CurationError) -> str:
    """What the form says; where somebody was quicker, with the way to the row as it is now."""
    if not isinstance(error, StaleRecordError):
        return str(error)
    return format_html(
        '{} <a href="{}" target="_blank">{}</a>',
        error,
        request.path,
        _("Open it as it is now in a window of its own; what you have typed stays here to be copied."),
    )


def _may(request: HttpRequest, kind: Operation.Kind) -> bool:
    return request.user.has_perm(f"curating.{kind}")
