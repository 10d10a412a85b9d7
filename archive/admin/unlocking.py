"""A field that a person has set is given back to imports: asked first, and undone like everything else."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.admin.base import locks_of
from archive.admin.screens import screen, told
from archive.curating.correcting import unlock
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.roles import require
from archive.models.curation import Curated


def unlocked(request: HttpRequest, model: str, pk: int, field: str) -> HttpResponse:
    """Ask whether a field is to be unlocked, and unlock it."""
    require(request.user, Operation.Kind.CORRECT)
    table = next((each for each in admin.site._registry if each._meta.model_name == model), None)
    if table is None or not issubclass(table, Curated) or table._meta.app_label != "archive":
        raise Http404
    row: Any = get_object_or_404(table, pk=pk)
    if not admin.site._registry[table].has_change_permission(request, row):
        raise PermissionDenied
    lock = next((each for each in locks_of(row) if each.field == field), None)
    back = reverse(f"admin:archive_{model}_change", args=[pk])
    if lock is None:
        messages.info(request, _("This field is not locked any more."))
        return HttpResponseRedirect(back)
    if request.method == "POST":
        user: Any = request.user
        try:
            done = unlock(row, [field], user=user)
        except CurationError as error:
            messages.error(request, str(error))
        else:
            told(request, done, _("Unlocked: %(field)s. Imports set it again.") % {"field": lock.label}, back)
        return HttpResponseRedirect(back)
    return screen(request, "unlock", _("Unlock"), opts=table._meta, row=row, lock=lock, back=back)
