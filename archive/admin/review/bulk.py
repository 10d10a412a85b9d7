"""Many claims decided at once: first how many they are and some of them, then the decision, which can be undone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.admin.review.claims import address, filters, selected
from archive.admin.review.evidence import read
from archive.admin.screens import back_to, for_those_who, number, screen, told
from archive.curating.deciding import decide_all
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.models.claims import Claim
from archive.models.evidence import Mention
from archive.pages.records.base import quoted

#: Claims of the set that the page shows.
_SHOWN = 20


@for_those_who(Operation.Kind.DECIDE)
def many(request: HttpRequest, queue: str) -> HttpResponse:
    """Confirm or reject all undecided claims under the filters; what somebody has decided on stays as it is."""
    selection = selected(request, queue)
    if not selection.values:
        messages.error(request, _("Choose a filter first: a whole queue is not decided on at once."))
        return back_to("review_claims", queue)
    scopes: dict[str, Any] = {"doubtful": selection.claims().doubtful(), "all": selection.undecided()}
    status, scope = request.POST.get("status", ""), request.POST.get("scope", "")
    expected = number(request.POST.get(f"expected_{scope}", ""))
    if request.method == "POST":
        if status not in (Claim.Status.CONFIRMED, Claim.Status.REJECTED) or scope not in scopes or expected is None:
            raise Http404
        words = {
            "confirmed": ngettext("%(number)d claim was confirmed.", "%(number)d claims were confirmed.", expected),
            "rejected": ngettext("%(number)d claim was rejected.", "%(number)d claims were rejected.", expected),
        }
        user: Any = request.user
        try:
            done = decide_all(scopes[scope], Claim.Status(status), user=user, expected=expected)
        except CurationError as error:
            messages.error(request, str(error))
            return back_to("review_many", queue, **selection.values)
        told(request, done, words[status] % {"number": expected}, address("review_many", selection))
        return back_to("review_claims", queue, **selection.values)
    first = selection.undecided().order_by("pk").values_list("pk", flat=True)[:_SHOWN]
    some = read(selection.model).filter(pk__in=list(first)).order_by("pk")
    return screen(
        request,
        "review_many",
        _("Decide on many: %(queue)s") % {"queue": capfirst(str(selection.model._meta.verbose_name_plural))},
        selection=selection,
        queue=queue,
        doubtful=scopes["doubtful"].order_by().count(),
        undecided=scopes["all"].order_by().count(),
        some=[(row, quoted(row) if isinstance(row, Mention) else None) for row in some],
        filters=filters(selection),
        queue_address=address("review_claims", selection),
    )
