"""The home page: what the archive holds."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from archive.models import Article, Document

NEWEST = 8


class Home(TemplateView):
    template_name = "archive/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = Article.objects.count_by_kind()
        return super().get_context_data(
            totals=Document.objects.totals() | {"articles": sum(kinds.values())},
            kinds=kinds,
            newest=Document.objects.newest_first().without_text().with_counts()[:NEWEST],
            **kwargs,
        )
