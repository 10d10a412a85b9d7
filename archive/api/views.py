"""A list as JSON, one of its records, and the description of both."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.paginator import InvalidPage
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from archive.api.openapi import description
from archive.exporting.columns import record
from archive.models import Redirect
from archive.pages.lists.filtering import PAGE
from archive.pages.lists.listing import Listing
from archive.pages.lists.rows import Rows
from archive.pages.lists.selection import Selection


def _json(data: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


class JsonView(View):
    """Answers in JSON whatever is asked, also what is wrong."""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        return csrf_exempt(super().as_view(**initkwargs))  # nothing is written here: POST is not allowed to anybody

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except (BadRequest, SuspiciousOperation) as error:
            return _json({"errors": {"parameters": [str(error)]}}, 400)

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _json({"errors": {"method": [_("The API is read only: ask by GET.")]}}, 405)
        response["Allow"] = "GET, HEAD, OPTIONS"
        return response


class RecordList(JsonView):
    """A page of a selection: `count`, `next`, `previous`, `results`; 400 with `errors` by parameter."""

    listing: type[Listing] = Listing

    def get(self, request: HttpRequest) -> HttpResponseBase:
        selection = Selection(self.listing, request.GET)
        if selection.errors:
            return _json({"errors": selection.errors}, 400)
        rows = Rows(selection)
        try:
            page = rows.page(request.GET.get(PAGE, "1"))
        except InvalidPage:
            return _json({"errors": {PAGE: [_("The list has no such page.")]}}, 404)
        columns = [column for column in self.listing.columns if column.in_tables]
        site = _site(request)

        def address(number: int) -> str:
            return f"{site}{request.path}{selection.address({PAGE: str(number)})}"

        told = self.listing.told(self.listing.rows(), with_texts=False).in_bulk([row.pk for row in page])
        return _json(
            {
                "count": selection.count,
                "next": address(page.next_page_number()) if page.has_next() else None,
                "previous": address(page.previous_page_number()) if page.has_previous() else None,
                "results": [record(told[row.pk], columns) | {"url": site + self.listing.address(row)} for row in page],
            }
        )


class RecordDetail(JsonView):
    """One record, with its long texts; 301 where it was merged into another."""

    listing: type[Listing] = Listing

    def get(self, request: HttpRequest, key: str) -> HttpResponseBase:
        rows = self.listing.told(self.listing.rows(), with_texts=True)
        row = None if "\0" in key else rows.filter(**{self.listing.key: key}).first()
        if row is None:
            new_key = None if "\0" in key else Redirect.objects.new_key(str(self.listing.model._meta.model_name), key)
            if new_key:
                return HttpResponsePermanentRedirect(reverse(f"api-{self.listing.name}-record", args=[new_key]))
            return _json({"errors": {"key": [_("There is no such record.")]}}, 404)
        return _json(record(row, self.listing.columns) | {"url": _site(request) + self.listing.address(row)})


class Description(JsonView):
    """The OpenAPI description of the API."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return _json(description(_site(request)))


class Start(JsonView):
    """The address of the API, which leads to its description."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return redirect("api")


class NotFound(JsonView):
    """What stands below `/api/` and is no address of it."""

    def get(self, request: HttpRequest, address: str) -> HttpResponseBase:
        return _json(
            {"errors": {"address": [_("The API has no such address; openapi.json describes those it has.")]}}, 404
        )
