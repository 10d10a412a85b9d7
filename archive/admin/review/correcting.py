"""A claim is corrected on its page: given to another record, or to other days."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.admin.review.claims import DECIDE, address, onwards, page, selected
from archive.admin.review.corrections import DatesForm, correction
from archive.admin.review.evidence import read
from archive.admin.screens import (
    attempted,
    for_those_who,
    number,
    screen,
    sent_by_form,
    typed,
    version_seen,
)
from archive.curating import versions
from archive.curating.assigning import assign, assign_new, confirm_with, targets
from archive.models import OfficeHeld
from archive.models.claims import Claim


@sent_by_form
@for_those_who(DECIDE)
def assigned(request: HttpRequest, queue: str, pk: int) -> HttpResponse:
    """Give the claim to another record, or to a new one; then the next claim."""
    selection = selected(request, queue)
    row = get_object_or_404(selection.model, pk=pk)
    user: Any = request.user
    field = _field(row, request.POST)
    record: Any = None
    if chosen := request.POST.get("record", ""):
        model: Any = selection.model._meta.get_field(field).related_model
        record = get_object_or_404(model, pk=number(chosen) or 0)
    name = typed(request.POST, "name")
    told = _("Corrected: %(claim)s is %(record)s") % {"claim": row, "record": record or name or _("nobody known")}
    seen = version_seen(request)
    if record is not None or "nobody" in request.POST:
        done = attempted(request, lambda: assign(row, record, user=user, field=field, seen=seen), told)
    else:
        done = attempted(request, lambda: assign_new(row, name, user=user, field=field, seen=seen), told)
    return onwards(selection, row, done)


@require_safe
@for_those_who(DECIDE)
def found_records(request: HttpRequest, queue: str, pk: int) -> HttpResponse:
    """The records that what is being typed may mean: the part of the claim's page that the script puts in."""
    selection = selected(request, queue)
    row = get_object_or_404(selection.model, pk=pk)
    field = _field(row, request.GET)
    return screen(
        request,
        "_review_found",
        "",
        correction=correction(request, row, field),
        version=versions.version(row),
        assign_address=address("review_assign", selection, row),
    )


def _field(row: Claim, data: Any) -> str:
    """The foreign key that a form or an address names, by default the first that can be corrected."""
    found = targets(row)
    field: str = data.get("field", "") or next(iter(found), "")
    if field not in found:
        raise Http404
    return field


@sent_by_form
@for_those_who(DECIDE)
def dated(request: HttpRequest, queue: str, pk: int) -> HttpResponse:
    """Set from when to when somebody held an office; then the next claim."""
    selection = selected(request, queue)
    row = get_object_or_404(read(selection.model), pk=pk)
    if not isinstance(row, OfficeHeld):
        raise Http404
    form = DatesForm(row, request.POST)
    if not form.is_valid():
        return page(request, selection, row, dates=form)
    user: Any = request.user
    done = attempted(
        request,
        lambda: confirm_with(row, form.changed(), user=user, seen=version_seen(request)),
        _("Corrected and confirmed: %(claim)s") % {"claim": row},
    )
    return onwards(selection, row, done)
