"""An article to read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView

from archive.importing.records import Role
from archive.models import Article, Printing
from archive.models.articles import BODY_ROLES
from archive.models.curation import RecordType
from archive.pages import raw
from archive.pages.lists.articles import Articles
from archive.pages.lists.views import file_of
from archive.pages.merged import MergedKeys
from archive.pages.named import named_in
from archive.searching.query import Query, QueryError, parse


class ArticleFile(MergedKeys):
    """One article as a file, as BibTeX or RIS for who cites it."""

    record_type = RecordType.ARTICLE

    def get(self, request: HttpRequest, key: str, suffix: str) -> HttpResponseBase:
        article = get_object_or_404(Article.objects.only("key"), key=key)
        return file_of(Articles, Article.objects.filter(pk=article.pk), request, key, suffix)


class ArticleDetail(MergedKeys, DetailView):
    """The reflowed text; with `?raw=1` beside it the raw lines, and what is printed between them.

    With `?q=` the phrases that were searched for are marked.
    """

    record_type = RecordType.ARTICLE
    template_name = "archive/article_detail.html"
    context_object_name = "article"
    queryset = Article.objects.with_document().with_pages().with_bylines().with_text()
    slug_field = slug_url_kwarg = "key"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        article: Article = self.object
        paragraphs = article.paragraphs.all()
        siblings = Article.objects.all()
        query = self._query()
        return super().get_context_data(
            digest=[p for p in paragraphs if p.role == Role.DIGEST],
            body=[p for p in paragraphs if p.role in BODY_ROLES],
            outline=[p for p in paragraphs if p.role == Role.HEADING and (p.level or 1) <= 2],
            named=named_in(article, query),
            query=query,
            printings=Printing.objects.beside(article),
            previous=siblings.before(article).first(),
            next=siblings.after(article).first(),
            rows=raw.printed(article, article.first_line, article.last_line)
            if self.request.GET.get("raw") == "1"
            else None,
            **kwargs,
        )

    def _query(self) -> Query | None:
        """What was searched for, where the reader comes from a search that can be answered."""
        try:
            return parse(self.request.GET.get("q", ""))
        except QueryError:
            return None
