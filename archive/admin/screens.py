"""What the screens of curation have in common: their page, and messages that offer to take back what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive.curating import undoing
from archive.curating.errors import CurationError
from archive.curating.models import Operation


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


@require_POST
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
    return list(dict.fromkeys(int(value) for value in values if value.isdecimal() and len(value) < 19))


def change_address(record: Model) -> str:
    """Where the admin shows and changes a record."""
    return reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])


def version_seen(request: HttpRequest) -> int | None:
    """The version of the rows that the form was made from."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 19 else None


def counted(rows: Mapping[type[Model], int]) -> list[tuple[str, int]]:
    """Numbers of rows by what these are called, the most first."""
    named = [(str(model._meta.verbose_name_plural), number) for model, number in rows.items()]
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))
