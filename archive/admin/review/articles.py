"""One article: what is doubtful of it, its text beside the raw lines, and whether it is as printed."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from archive.admin.screens import (
    attempted,
    back_to,
    for_those_who,
    last_done,
    percent,
    screen,
    sent_by_form,
    typed,
    version_seen,
)
from archive.curating import versions
from archive.curating.correcting import correct
from archive.curating.models import Operation
from archive.curating.queue import WEIGHTS, Doubt, article_progress, articles_by_doubt, doubts
from archive.models import Article, Document, Suggestion
from archive.models.curation import RecordType
from archive.pages import raw

#: Of a long article, how many rows of text and raw lines are shown of its begin and of its end.
_FIRST, _LAST = 30, 10
_FILTERS = ("document", "kind", "doubt")
_DONE = {
    "reviewed": gettext_noop("Reviewed: %(article)s"),
    "doubtful": gettext_noop("Called doubtful: %(article)s"),
    "unreviewed": gettext_noop("Not reviewed again: %(article)s"),
}


class Place(NamedTuple):
    """A place in the order of doubt."""

    doubt: int
    document: int
    ordinal: int

    @classmethod
    def read(cls, text: str) -> Place | None:
        parts = text.split("-")
        return cls(*map(int, parts)) if len(parts) == 3 and all(p.isdecimal() and len(p) < 10 for p in parts) else None

    def rest(self, articles: QuerySet[Any]) -> QuerySet[Any]:
        """The articles behind this place."""
        beside = Q(document=self.document, ordinal__gt=self.ordinal) | Q(document__gt=self.document)
        return articles.filter(Q(doubt__lt=self.doubt) | Q(doubt=self.doubt) & beside)


@require_safe
@for_those_who(Operation.Kind.CORRECT)
def next_article(request: HttpRequest) -> HttpResponse:
    """The most doubtful article under the filters of the address, behind the place it names."""
    articles = articles_by_doubt(request.GET.get("doubt", ""))
    if slug := typed(request.GET, "document"):
        articles = articles.filter(document__slug=slug)
    if kind := typed(request.GET, "kind"):
        articles = articles.filter(kind=kind)
    if place := Place.read(request.GET.get("after", "")):
        articles = place.rest(articles)
    found = articles.values_list("pk", "doubt", "document_id", "ordinal").first()
    return _page(request, found[0], Place(*found[1:])) if found else _page(request, None, None)


@require_safe
@for_those_who(Operation.Kind.CORRECT)
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """One article, reviewed or not."""
    return _page(request, pk, None)


@sent_by_form
@for_those_who(Operation.Kind.CORRECT)
def reviewed(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark an article; then the next one. A reviewed one is left alone by imports."""
    row = get_object_or_404(Article, pk=pk)
    review = request.POST.get("review", "")
    if review not in _DONE:
        raise Http404
    done = attempted(
        request,
        lambda: correct(
            row,
            {"review": review},
            user=request.user,  # type: ignore[arg-type]
            seen=version_seen(request),
        ),
        _(_DONE[review]) % {"article": row},
    )
    if done:
        return back_to("review_articles", **_filters(request), after=request.GET.get("place", ""))
    return back_to("review_article", pk, **_filters(request), place=request.GET.get("place", ""))


def _filters(request: HttpRequest) -> dict[str, str]:
    return {name: value for name in _FILTERS if (value := typed(request.GET, name))}


def _page(request: HttpRequest, pk: int | None, place: Place | None) -> HttpResponse:
    progress = article_progress()
    kept = _filters(request)
    at = "-".join(map(str, place)) if place else request.GET.get("place", "")
    context: dict[str, Any] = {
        "article": None,
        "progress": progress,
        "percent": percent(*progress),
        "total": sum(progress),
        "filters": _told(kept),
        "doubts": [
            (each.label, reverse("admin:review_articles", query={**kept, "doubt": each.value})) for each in WEIGHTS
        ],
        "last": last_done(request, Operation.Kind.CORRECT),
        "from_start": reverse("admin:review_articles", query=kept),
        "is_behind": bool(request.GET.get("after")),
    }
    if pk is not None:
        row = get_object_or_404(Article.objects.with_document().with_pages().with_bylines().with_text(), pk=pk)
        rows = raw.printed(row, row.first_line, row.last_line)
        context |= {
            "article": row,
            "version": versions.version(row),
            "why": doubts([row.pk]).get(row.pk, []),
            "suggestions": Suggestion.objects.open().about(RecordType.ARTICLE, [row.key]),
            "rows": rows[:_FIRST] if len(rows) > _FIRST + _LAST else rows,
            "last_rows": rows[-_LAST:] if len(rows) > _FIRST + _LAST else [],
            "left_out": max(len(rows) - _FIRST - _LAST, 0),
            "decide_address": reverse("admin:review_mark", args=[row.pk], query=kept | {"place": at}),
            "skip_address": reverse("admin:review_articles", query=kept | ({"after": at} if at else {})),
        }
        if request.user.has_perm("curating.cut"):
            context["cut_address"] = reverse("admin:cut", args=[row.pk])
        if not kept.get("document"):
            context["only_document"] = reverse("admin:review_articles", query=kept | {"document": row.document.slug})
    return screen(request, "review_article", _("Articles"), **context)


def _told(kept: dict[str, str]) -> list[tuple[str, str, str]]:
    """The filters that are set: name, value in words, and the address without it."""
    labels = {"document": _("document"), "kind": _("kind"), "doubt": _("doubt")}
    found = []
    for name, value in kept.items():
        rest = {other: value for other, value in kept.items() if other != name}
        words = dict(Doubt.choices).get(value, value) if name == "doubt" else value
        if name == "document":
            words = str(Document.objects.without_text().filter(slug=value).first() or value)
        found.append((labels[name], str(words), reverse("admin:review_articles", query=rest)))
    return found
