"""What search engines may list: every page of a document, an article or a record, ten thousand a file."""

from __future__ import annotations

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db import models
from django.urls import reverse

from archive.models import (
    Article,
    Document,
    Initiative,
    Instrument,
    Meeting,
    MeetingSeries,
    Organization,
    Person,
    Work,
)


class _Rows(Sitemap):
    """The pages of all rows of a model, of which only the key is read."""

    limit = 10_000

    def __init__(self, model: type[models.Model], key: str) -> None:
        self._model, self._key = model, key

    def items(self) -> models.QuerySet[Any]:
        return self._model._default_manager.only(self._key).order_by("pk")


class _Overviews(Sitemap):
    def items(self) -> list[str]:
        return ["home", "documents", "articles", "timeline", "network"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS: dict[str, Sitemap] = {
    "overviews": _Overviews(),
    "documents": _Rows(Document, "slug"),
    "articles": _Rows(Article, "key"),
    "works": _Rows(Work, "key"),
    "people": _Rows(Person, "key"),
    "meetings": _Rows(Meeting, "key"),
    "series": _Rows(MeetingSeries, "name"),
    "initiatives": _Rows(Initiative, "key"),
    "instruments": _Rows(Instrument, "key"),
    "organizations": _Rows(Organization, "name"),
}
