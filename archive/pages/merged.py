"""Addresses of records that were merged into others: they lead on to where the record went."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.generic import View

from archive.models import Redirect
from archive.models.curation import RecordType


class MergedKeys(View):
    """A page of one record that answers 301 for keys whose record was merged into another one.

    The key is the only part of the address that varies; the query string is kept.
    """

    record_type: ClassVar[RecordType]
    key_kwarg = "key"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "\0" in kwargs[self.key_kwarg]:  # which PostgreSQL takes in no text
            raise Http404
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            new_key = Redirect.objects.new_key(self.record_type, kwargs[self.key_kwarg])
            if new_key is None or request.resolver_match is None:
                raise
            address = reverse(request.resolver_match.view_name, kwargs=kwargs | {self.key_kwarg: new_key})
            query = request.META.get("QUERY_STRING", "")
            answer = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
            answer.headers["Cache-Control"] = "no-cache"  # browsers keep it for ever otherwise, and merges are undone
            return answer
