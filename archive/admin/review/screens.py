"""What screens of curation have in common: who may see them, how they are rendered, and how the last step is undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.roles import require

View = Callable[..., HttpResponse]


def for_those_who(kind: Operation.Kind) -> Callable[[View], View]:
    """A view for who may do operations of this kind; others get 403 before anything is read."""

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require(request.user, kind)
            return view(request, *args, **kwargs)

        return asked

    return decorate


def attempted(request: HttpRequest, act: Callable[[], Operation], done: str) -> bool:
    """Do something and tell that it is `done`; where curation refuses, tell why. Whether it was done."""
    try:
        act()
    except CurationError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, done)
    return True


def back_to(name: str, /, *args: Any, **query: Any) -> HttpResponseRedirect:
    """Off to a screen, after something was written."""
    return HttpResponseRedirect(reverse(f"admin:{name}", args=args, query={k: v for k, v in query.items() if v}))


def number(text: str) -> int | None:
    """The number that an address or a form gives, such as a primary key or a version; None where it is none."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def last_done(request: HttpRequest, kind: Operation.Kind) -> Operation | None:
    """What the user has done last of this kind and not taken back."""
    return Operation.objects.filter(by=request.user.get_username(), kind=kind).standing().recent().first()


def percent(decided: int, waiting: int) -> int:
    """How much of a queue is done; 100 only where nothing waits."""
    return 100 * decided // (decided + waiting) if decided + waiting else 100


def status_word(status: str) -> str:
    """What was done, to be told after it."""
    return {
        "confirmed": _("Confirmed: %(claim)s"),
        "rejected": _("Rejected: %(claim)s"),
        "suggested": _("Left open again: %(claim)s"),
    }[status]
