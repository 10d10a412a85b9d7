"""What the screens of curation have in common.

Who may see them, their page, what addresses and forms name, and messages that offer to take back what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import is_valid_path, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from archive.curating import undoing
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.roles import require

View = Callable[..., HttpResponse]


def screen(request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
    """A page of the admin, made of a template in `admin/archive/`."""
    request.current_app = admin.site.name
    return TemplateResponse(
        request, f"admin/archive/{template}.html", admin.site.each_context(request) | {"title": title} | context
    )


def told(request: HttpRequest, done: Operation, sentence: str, undone: str) -> None:
    """Tell what was done, with a button that takes it back and then leads to the address `undone`."""
    if done.pk is None:
        messages.info(request, _("Nothing was to be changed."))
        return
    messages.success(
        request,
        format_html(
            '{} <form class="undo" method="post" action="{}">'
            '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="next" value="{}">'
            '<button type="submit">{}</button></form>',
            sentence,
            reverse("admin:undo", args=[done.pk]),
            get_token(request),
            undone,
            _("Undo"),
        ),
    )


def sent_by_form(view: View) -> View:
    """A view that only takes what a form sends; who comes by its address, as after logging in again, is led back."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        above = request.path.rstrip("/").rpartition("/")[0] + "/"
        address = above if is_valid_path(above) else reverse("admin:index")
        page = screen(request, "not_sent", _("Nothing was done"), address=address)
        page.status_code, page["Allow"] = 405, "POST"
        return page

    return asked


@sent_by_form
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an operation back, and return to where it was done."""
    done = get_object_or_404(Operation, pk=pk)
    try:
        undoing.undo(done, user=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Undone: %(operation)s") % {"operation": done})
    except CurationError as error:
        messages.error(request, str(error))
    return back(request, reverse("admin:index"))


def next_address(request: HttpRequest) -> str:
    """The address of this site that a form or an address names as `next`; blank where it names none of this site."""
    address = (request.POST if request.method == "POST" else request.GET).get("next", "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else ""


def back(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """To `next`, else to another address."""
    return HttpResponseRedirect(next_address(request) or otherwise)


def numbers(values: Iterable[str]) -> list[int]:
    """The primary keys among the values of an address or a form, each once, in their order."""
    return list(dict.fromkeys(found for value in values if (found := number(value)) is not None))


def number(text: str) -> int | None:
    """The number that an address or a form gives, such as a primary key or a version; None where it is none."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def typed(data: QueryDict, name: str) -> str:
    """What an address or a form gives, without blanks around it and without NUL, which the database does not take."""
    return data.get(name, "").replace("\0", "").strip()


def change_address(record: Model) -> str:
    """Where the admin shows and changes a record."""
    return reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])


def version_seen(request: HttpRequest) -> int | None:
    """The version of the rows that the form was made from."""
    return number(request.POST.get("seen", ""))


def counted(rows: Mapping[type[Model], int]) -> list[tuple[str, int]]:
    """Numbers of rows by what these are called, the most first."""
    named = [(str(model._meta.verbose_name_plural), number) for model, number in rows.items()]
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))


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
