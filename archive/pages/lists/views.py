"""A list as a page, and as a file to take away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import InvalidPage
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.generic import View

from archive.exporting.columns import record
from archive.exporting.formats import FORMATS
from archive.pages.lists.filtering import PAGE
from archive.pages.lists.listing import Listing
from archive.pages.lists.rows import Rows
from archive.pages.lists.selection import Selection

#: Rows of a file that are in memory at a time.
BATCH = 500


class ListPage(View):
    """A page of a list. Where a parameter is wrong it has a message beside its field, and no rows."""

    listing: type[Listing] = Listing

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if cleaned := _without_blanks(request):
            return redirect(cleaned)
        selection = Selection(self.listing, request.GET)
        number = "1" if selection.errors else request.GET.get(PAGE, "1")
        try:
            page = Rows(selection).page(number)
        except InvalidPage as error:
            raise Http404 from error
        context: dict[str, Any] = {
            "listing": self.listing,
            "selection": selection,
            "page_obj": page,
            "formats": [(name, each.label) for name, each in FORMATS.items() if each.is_for(self.listing.name)],
        }
        if not selection.count and not selection.errors:
            context["remedies"] = self.listing.remedies(selection.filters.form.cleaned_data)
        return render(request, f"archive/{self.listing.model._meta.model_name}_list.html", context)


class ListFile(View):
    """All rows of a selection in one file, which is sent while it is read: memory does not grow with it."""

    listing: type[Listing] = Listing

    def get(self, request: HttpRequest, suffix: str) -> HttpResponseBase:
        selection = Selection(self.listing, request.GET)
        if selection.errors:
            return JsonResponse({"errors": selection.errors}, status=400)
        return file_of(self.listing, selection.queryset, request, self.listing.name, suffix)


def file_of(
    listing: type[Listing], selected: QuerySet[Any], request: HttpRequest, name: str, suffix: str
) -> StreamingHttpResponse:
    """Rows of a list as a file to be saved under `name`. Raises Http404 where the list has no format `suffix`."""
    if suffix not in FORMATS or not FORMATS[suffix].is_for(listing.name):
        raise Http404
    file_format = FORMATS[suffix]
    rows = listing.told(selected, with_texts=file_format.with_texts)
    columns = [column for column in listing.columns if column.in_tables or file_format.with_texts]
    site = request.build_absolute_uri("/").rstrip("/")

    def records() -> Iterator[dict[str, Any]]:
        for row in rows.iterator(chunk_size=BATCH):
            yield record(row, columns) | {"url": site + listing.address(row)}

    names = [*(column.name for column in columns), "url"]
    response = StreamingHttpResponse(file_format.write(records(), names), content_type=file_format.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return response


def _without_blanks(request: HttpRequest) -> str:
    """The address without its empty parameters, as a form sends them; empty where there are none."""
    data = request.GET.copy()
    for name, values in request.GET.lists():
        data.setlist(name, [value for value in values if value.strip()])
    kept = data.urlencode()
    blank = sum(map(len, dict(data.lists()).values())) < sum(map(len, dict(request.GET.lists()).values()))
    return (f"{request.path}?{kept}" if kept else request.path) if blank else ""
