"""What was done to the archive: a list of operations, each with what it changed, and taking it back."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.admin.screens import number, screen, typed
from archive.admin.screens import told as tell
from archive.admin.telling import told
from archive.curating import reverting, undoing
from archive.curating.errors import CurationError
from archive.curating.models import COUNTED, Change, Operation, OperationQuerySet
from archive.models import Document

#: Operations and changes on a page.
_OPERATIONS = _CHANGES = 50
#: Documents that are offered while one is typed.
_OFFERED = 500
_FILTERS = ("by", "kind", "day", "document")


class Changed(NamedTuple):
    """What an operation did to the rows of one table."""

    sort: str
    table: str
    new: int
    changed: int
    removed: int


def may_look(request: HttpRequest) -> None:
    """Raise PermissionDenied unless the user may see the history."""
    if not request.user.has_perm("curating.view_operation"):
        raise PermissionDenied(_("You may not see the history."))


@require_safe
def recent(request: HttpRequest) -> HttpResponse:
    """Operations, the last one first, under the filters of the address."""
    may_look(request)
    values = {name: typed(request.GET, name) for name in _FILTERS}
    operations, refusal = _filtered(values)
    if before := number(request.GET.get("before", "")):
        operations = operations.before(before)
    rows: list[Any] = list(operations.recent().with_counts()[: _OPERATIONS + 1])
    kept = {name: value for name, value in values.items() if value}
    older = ""
    if len(rows) > _OPERATIONS:
        rows = rows[:_OPERATIONS]
        older = reverse("admin:history", query=kept | {"before": rows[-1].pk})
    return screen(
        request,
        "history",
        _("Recent changes"),
        operations=rows,
        counted=COUNTED,
        older=older,
        values=values,
        refusal=refusal,
        kinds=Operation.Kind.choices,
        people=User.objects.filter(is_staff=True).order_by("username").values_list("username", flat=True),
        documents=Document.objects.by_file_name().values_list("slug", "title", "file_name")[:_OFFERED],
        is_filtered=bool(kept),
        may_undo_all=request.user.has_perm("curating.undo"),
    )


def _filtered(values: dict[str, str]) -> tuple[OperationQuerySet, str]:
    """The operations, and a sentence where a filter cannot be read, which leaves none."""
    operations: OperationQuerySet = Operation.objects.all()
    if values["by"]:
        operations = operations.filter(by=values["by"])
    if values["kind"]:
        operations = operations.filter(kind=values["kind"])
    if values["day"]:
        try:
            operations = operations.of_day(datetime.date.fromisoformat(values["day"]))
        except (ValueError, OverflowError):
            return operations.none(), _("A day is written as in 2026-03-04.")
    if values["document"]:
        document = Document.objects.without_text().filter(slug=values["document"]).first()
        if document is None:
            return operations.none(), _("There is no document of this name.")
        operations = operations.in_document(document)
    return operations, ""


@require_safe
def operation(request: HttpRequest, pk: int) -> HttpResponse:
    """One operation: how much it changed of what, and the changes in words."""
    may_look(request)
    done = get_object_or_404(Operation.objects.select_related("undone_by"), pk=pk)
    changes = done.changes.order_by("pk")
    if table := typed(request.GET, "table"):
        changes = changes.filter(table=table)
    if after := number(request.GET.get("after", "")):
        changes = changes.filter(pk__gt=after)
    shown = list(changes[: _CHANGES + 1])
    further = ""
    if len(shown) > _CHANGES:
        shown = shown[:_CHANGES]
        further = reverse("admin:operation", args=[pk], query={"table": table, "after": shown[-1].pk})
    return screen(
        request,
        "operation",
        str(done),
        operation=done,
        undoes=Operation.objects.filter(undone_by=done).first(),
        sorts=_sorts(done),
        table=table,
        changes=told(shown),
        further=further,
        may_undo=_may_undo(request, done),
    )


def revert(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before an operation is taken back, with what hinders it; a POST takes it back."""
    may_look(request)
    done = get_object_or_404(Operation, pk=pk)
    user: Any = request.user
    if not _may_undo(request, done):
        raise PermissionDenied(_("What others did is taken back by editors."))
    refusal = ""
    if request.method == "POST":
        try:
            undone = undoing.undo(done, user=user)
        except CurationError as error:
            refusal = str(error)
        else:
            here = reverse("admin:operation", args=[pk])
            tell(request, undone, _("Taken back: %(operation)s") % {"operation": done}, here)
            return HttpResponseRedirect(here)
    else:
        refusal = undoing.refusal(done, user=user)
    if refusal:
        messages.error(request, refusal)
    title = _("Take back?") if done.kind != Operation.Kind.UNDO else _("Do it again?")
    return screen(
        request, "revert", title, operation=done, sorts=_sorts(done), refusal=refusal,
        undoes=Operation.objects.filter(undone_by=done).first(),
    )  # fmt: skip


def revert_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before one change of an operation is taken back by itself; a POST takes it back."""
    may_look(request)
    change = get_object_or_404(Change.objects.select_related("operation"), pk=pk)
    user: Any = request.user
    if not _may_undo(request, change.operation):
        raise PermissionDenied(_("What others did is taken back by editors."))
    here = reverse("admin:operation", args=[change.operation_id])
    if request.method == "POST":
        try:
            done = reverting.revert(change, user=user)
        except CurationError as error:
            messages.error(request, str(error))
        else:
            tell(request, done, _("Taken back: %(operation)s") % {"operation": done.told}, here)
        return HttpResponseRedirect(here)
    title = _("Take back this change alone?")
    return screen(request, "revert_change", title, operation=change.operation, changes=told([change]))


def _sorts(done: Operation) -> list[Changed]:
    counts = (
        done.changes.order_by()
        .values_list("table")
        .annotate(
            new=Count("pk", filter=Q(before__isnull=True)),
            both=Count("pk", filter=Q(before__isnull=False, after__isnull=False)),
            removed=Count("pk", filter=Q(after__isnull=True)),
        )
    )
    return sorted(
        Changed(str(capfirst(Change(table=table).model._meta.verbose_name_plural)), table, *numbers)
        for table, *numbers in counts
    )


def _may_undo(request: HttpRequest, done: Operation) -> bool:
    permission = undoing.permission(done, request.user)  # type: ignore[arg-type]
    return request.user.has_perm(f"curating.{permission}")
