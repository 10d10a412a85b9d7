"""One suggestion of an import: the value that a person has set, and the other one."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.admin.review.reasons import reason_words
from archive.admin.review.sources import source
from archive.admin.screens import (
    attempted,
    back_to,
    for_those_who,
    last_done,
    number,
    percent,
    screen,
    sent_by_form,
    version_seen,
)
from archive.admin.wording import date_words, field_label, value_words
from archive.curating import versions
from archive.curating.deciding import settle_suggestion
from archive.curating.models import Operation
from archive.curating.queue import suggestion_progress
from archive.curating.suggested import subject
from archive.dates import PartialDate
from archive.models import Article, Suggestion
from archive.models.natural import NaturalKeyModel

DECIDE = Operation.Kind.DECIDE


@require_safe
@for_those_who(DECIDE)
def next_suggestion(request: HttpRequest) -> HttpResponse:
    """The first open suggestion behind the one that the address names."""
    after = number(request.GET.get("after", ""))
    waiting = Suggestion.objects.open().order_by("pk")
    if after is not None:
        waiting = waiting.filter(pk__gt=after)
    return _page(request, waiting.first())


@require_safe
@for_those_who(DECIDE)
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """One suggestion, settled or not."""
    return _page(request, get_object_or_404(Suggestion, pk=pk))


@sent_by_form
@for_those_who(DECIDE)
def settled(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline; then the next one."""
    row = get_object_or_404(Suggestion, pk=pk)
    answer = request.POST.get("answer", "")
    if answer not in ("accept", "decline"):
        raise Http404
    done = attempted(
        request,
        lambda: settle_suggestion(
            row,
            accept=answer == "accept",
            user=request.user,  # type: ignore[arg-type]
            seen=version_seen(request),
        ),
        _("Accepted.") if answer == "accept" else _("Declined: it is not suggested again."),
    )
    return back_to("review_suggestions", after=str(pk)) if done else back_to("review_suggestion", pk)


def _page(request: HttpRequest, row: Suggestion | None) -> HttpResponse:
    progress = suggestion_progress()
    context: dict[str, Any] = {
        "progress": progress,
        "percent": percent(*progress),
        "total": sum(progress),
        "suggestion": row,
        "last": last_done(request, DECIDE),
    }
    if row is not None:
        about = subject(row)
        record, subject_row, name = about
        model: Any = type(subject_row) if subject_row else apps.get_model("archive", row.record_type)
        label = field_label(model, name)
        context |= {
            "record": record,
            "record_address": record and reverse(f"admin:archive_{row.record_type}_change", args=[record.pk]),
            "field": label if subject_row == record else f"{subject_row}: {label}" if subject_row else label,
            "current": value_words(model, name, row.current),
            "proposed": value_words(model, name, row.proposed),
            "now": _now(subject_row, name, row),
            "reason": reason_words(row.reason),
            "lock": getattr(subject_row, "locks", {}).get(name),
            "only_tells": record is not None and subject_row is None,
            "is_cut": row.field == "paragraphs",
            "version": versions.version(row),
            "source": source(row, about),
        }
    return screen(request, "review_suggestion", _("Suggestions of imports"), **context)


def _now(row: Any, field: str, suggestion: Suggestion) -> str:
    """What the field of the row holds now, where that is not what it held when the suggestion was made."""
    model = type(row)
    if field == "bylines" and isinstance(row, Article):
        value: Any = list(row.bylines.order_by("number").values_list("name", flat=True))
    elif row is None or field == "paragraphs" or not hasattr(model, field):
        return ""
    else:
        value = getattr(row, field)
    if isinstance(value, NaturalKeyModel):  # suggestions name records by their keys
        value = value.natural_key()[0]
    if isinstance(value, PartialDate):
        # Of meetings suggestions keep the day alone.
        now = date_words(value.isoformat() if isinstance(suggestion.current, str) else value.as_json())
    else:
        now = value_words(model, field, value)
    return now if now != value_words(model, field, suggestion.current) else ""
