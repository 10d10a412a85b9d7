"""The raw text of a document, line by line, each line to be linked to, and whole to be saved."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.generic import TemplateView, View

from archive.models import Document
from archive.models.curation import RecordType
from archive.pages.merged import MergedKeys

#: Raw lines of a page.
LINES = 400


def page_of(line: int) -> int:
    """The page of the raw text that a raw line (from 1) stands on."""
    return (line - 1) // LINES + 1


class RawText(MergedKeys, TemplateView):
    """400 lines a page, `?page=`; `?line=` leads to the page that the line stands on."""

    record_type = RecordType.DOCUMENT
    key_kwarg = "slug"
    template_name = "archive/raw_text.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.kwargs["slug"]
        total = get_object_or_404(Document.objects.only("line_count"), slug=slug).line_count
        page = Paginator(range(1, total + 1), LINES).get_page(self._number())
        first, last = page.start_index(), page.end_index()
        document: Any = Document.objects.with_lines(first, last).get(slug=slug)
        opens = {article.first_line: article for article in document.articles.touching(first, last)}
        pages = {row.first_line: row for row in document.pages.touching(first, last)}
        return super().get_context_data(
            document=document,
            page_obj=page,
            paginator=page.paginator,
            lines=[
                (number, text.rstrip("\r"), opens.get(number), pages.get(number))
                for number, text in enumerate(document.lines, first)
            ],
            **kwargs,
        )

    def _number(self) -> int:
        for name, page in (("line", page_of), ("page", int)):
            value = self.request.GET.get(name)
            if value:
                if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0):
                    raise Http404(f"{name} has to be a number from 1.")
                return page(int(value))
        return 1


class RawFile(MergedKeys, View):
    """The raw text whole, in UTF-8, to be saved."""

    record_type = RecordType.DOCUMENT
    key_kwarg = "slug"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        document = get_object_or_404(Document, slug=self.kwargs["slug"])
        response = HttpResponse(document.text, content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = content_disposition_header(True, document.file_name)
        return response
