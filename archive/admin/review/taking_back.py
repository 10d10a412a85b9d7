"""The last decision is taken back, and what it was about is shown again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.admin.screens import (
    for_those_who,
    next_address,
    sent_by_form,
)
from archive.curating import undoing
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.queue import CLAIMS
from archive.models import Article, Suggestion


@sent_by_form
@for_those_who(Operation.Kind.DECIDE)
def undone(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an operation back. Whose it was, and whether that may be, the operation asks."""
    done = get_object_or_404(Operation, pk=pk)
    about = _screen_of(done)
    try:
        undoing.undo(done, user=request.user)  # type: ignore[arg-type]
    except CurationError as error:
        messages.error(request, str(error))
        about = ""
    else:
        messages.success(request, _("Undone: %(operation)s") % {"operation": done.told})
    return HttpResponseRedirect(about or next_address(request) or reverse("admin:review"))


def _screen_of(done: Operation) -> str:
    """The screen of the one thing that was decided on; blank where it was many, or has no screen.

    What followed from it was changed after it, but for the value of a suggestion.
    """
    changed = done.changes.filter(table__in=_SCREENS, before__isnull=False).order_by("pk")
    first = changed.filter(table=Suggestion._meta.db_table).first() or changed.first()
    if first is None or changed.filter(table=first.table).exclude(row=first.row).exists():
        return ""
    name, *args = _SCREENS[first.table]
    return reverse(f"admin:{name}", args=[*args, first.row])


#: By table, the screen of a row and what its address names before the row.
_SCREENS: dict[str, list[str]] = {
    Article._meta.db_table: ["review_article"],
    Suggestion._meta.db_table: ["review_suggestion"],
    **{model._meta.db_table: ["review_claim", str(model._meta.model_name)] for model in CLAIMS},
}
