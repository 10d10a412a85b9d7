"""What a reader may be looking for, while it is being typed: JSON for `static/archive/suggestions.js`."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from archive.searching.query import LONGEST
from archive.searching.suggesting import suggest


def suggestions(request: HttpRequest) -> JsonResponse:
    """Records named or spelled by `q`: of each its kind, in the reader's language, its name and its address."""
    kinds = {
        "person": _("person"),
        "meeting": _("meeting"),
        "initiative": _("initiative"),
        "instrument": _("instrument"),
    }
    text = request.GET.get("q", "")[:LONGEST].replace("\0", "")
    found = [{"kind": kinds[s.kind], "name": s.name, "address": s.address} for s in suggest(text)]
    return JsonResponse({"suggestions": found})
