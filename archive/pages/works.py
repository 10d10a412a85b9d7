"""A work: two of its printings side by side."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.views.generic import DetailView, ListView

from archive.importing.records import Role
from archive.models import Printing, Work
from archive.models.articles import BODY_ROLES, Paragraph
from archive.models.curation import RecordType
from archive.pages.comparing import compare
from archive.pages.merged import MergedKeys

#: What of an article is compared: its headline and its text.
_COMPARED = [Role.KICKER.value, Role.TITLE.value, Role.SUBTITLE.value, *BODY_ROLES]


class WorkList(ListView):
    """The texts that the archive has in several printings."""

    template_name = "archive/work_list.html"
    context_object_name = "works"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Work]:
        works: QuerySet[Work] = Work.objects.printed_most_first()
        return works


class WorkDetail(MergedKeys, DetailView):
    """Two printings, chosen by `?base=` and `?with=` (keys of articles); with `?only=differences` where they differ.

    Without a choice the best printing is compared with the next one.
    """

    record_type = RecordType.WORK
    template_name = "archive/work_detail.html"
    context_object_name = "record"
    model = Work
    slug_field = slug_url_kwarg = "key"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        printings = list(Printing.objects.standing().filter(work=self.object).best_first())
        base = self._chosen("base", printings) or next(iter(printings), None)
        other = self._chosen("with", [row for row in printings if row != base]) or next(
            (row for row in printings if row != base), None
        )
        return super().get_context_data(
            printings=printings,
            base=base,
            other=other,
            comparison=_comparison(base, other) if base and other else None,
            only_differences=self.request.GET.get("only") == "differences",
            **kwargs,
        )

    def _chosen(self, name: str, printings: list[Printing]) -> Printing | None:
        """The printing whose article's key the query gives; 404 where the work has no such printing."""
        key = self.request.GET.get(name)
        if not key:
            return None
        for printing in printings:
            if printing.article.key == key:
                return printing
        raise Http404(f"The work has no printing {key!r} to compare.")


def _comparison(base: Printing, other: Printing) -> Any:
    """The two texts compared: one query."""
    texts: dict[int, list[Paragraph]] = {base.article_id: [], other.article_id: []}
    rows = Paragraph.objects.filter(article__in=texts, role__in=_COMPARED).order_by("article", "number")
    for paragraph in rows.defer("spans"):
        texts[paragraph.article_id].append(paragraph)
    return compare(texts[base.article_id], texts[other.article_id])
