"""One claim, and who decides on it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.admin.review.corrections import DatesForm, correction
from archive.admin.review.evidence import evidence, facts, others, read
from archive.admin.review.queues import question
from archive.admin.review.reasons import rule_words, rules
from archive.admin.screens import (
    attempted,
    back_to,
    for_those_who,
    last_done,
    number,
    percent,
    screen,
    sent_by_form,
    status_word,
    version_seen,
)
from archive.curating import versions
from archive.curating.assigning import targets
from archive.curating.deciding import decide
from archive.curating.models import Operation
from archive.curating.queue import CLAIMS
from archive.curating.selecting import BELOW, TARGETS, Place, Selection
from archive.models import Document, OfficeHeld
from archive.models.claims import Claim

DECIDE = Operation.Kind.DECIDE


@require_safe
@for_those_who(DECIDE)
def next_claim(request: HttpRequest, queue: str) -> HttpResponse:
    """The first claim that waits under the filters of the address, behind the place it names."""
    selection = selected(request, queue)
    after = Place.read(request.GET.get("after", ""))
    found = selection.waiting(after).values_list("pk", flat=True)[:1]
    claim = read(selection.model).filter(pk__in=list(found)).first()
    return page(request, selection, claim, after)


@require_safe
@for_those_who(DECIDE)
def claim(request: HttpRequest, queue: str, pk: int) -> HttpResponse:
    """One claim, decided or not."""
    selection = selected(request, queue)
    row = read(selection.model).filter(pk=pk).first()
    if row is None:
        raise Http404(_("This claim is not there any more."))
    return page(request, selection, row)


@sent_by_form
@for_those_who(DECIDE)
def decided(request: HttpRequest, queue: str, pk: int) -> HttpResponse:
    """Confirm, reject, leave open again; then the next one."""
    selection = selected(request, queue)
    row = get_object_or_404(selection.model, pk=pk)
    status = request.POST.get("status", "")
    if status not in Claim.Status:
        raise Http404
    done = attempted(
        request,
        lambda: decide(row, Claim.Status(status), user=request.user, seen=version_seen(request)),  # type: ignore[arg-type]
        status_word(status) % {"claim": row},
    )
    return onwards(selection, row, done)


def selected(request: HttpRequest, queue: str) -> Selection:
    if queue not in {model._meta.model_name for model in CLAIMS}:
        raise Http404
    return Selection.of(queue, request.GET.dict())


def onwards(selection: Selection, row: Claim, done: bool) -> HttpResponse:
    """The next claim; where nothing was done, the same one as it is now."""
    queue = selection.model._meta.model_name
    if done:
        return back_to("review_claims", queue, **selection.values, after=str(Place.of(row)))
    return back_to("review_claim", queue, row.pk, **selection.values)


def address(name: str, selection: Selection, row: Claim | None = None, **query: str) -> str:
    args = [selection.model._meta.model_name, *([row.pk] if row else [])]
    return reverse(f"admin:{name}", args=args, query=selection.values | query)


def page(
    request: HttpRequest, selection: Selection, row: Any, after: Place | None = None, dates: DatesForm | None = None
) -> HttpResponse:
    """The page of a claim, or of the end of the queue; `dates` is a form of it that could not be taken."""
    progress = selection.progress()
    model = selection.model
    context: dict[str, Any] = {
        "selection": selection,
        "queue": model._meta.model_name,
        "filters": filters(selection),
        "below": BELOW,
        "rules": rules(model),
        "question": question(model),
        "progress": progress,
        "percent": percent(*progress),
        "total": sum(progress),
        "claim": row,
        "last": last_done(request, DECIDE),
        "from_start": reverse("admin:review_claims", args=[model._meta.model_name], query=selection.values),
        "is_behind": after is not None,
        "many_address": address("review_many", selection),
    }
    if row is not None:
        proof = evidence(row)
        context |= {
            "facts": facts(row),
            "evidence": proof,
            "rule": rule_words(model, row.rule),
            "others": others(row, proof),
            "narrower": _narrower(selection, row),
            "decide_address": address("review_decide", selection, row),
            "skip_address": address("review_claims", selection, after=str(Place.of(row))),
            "find_address": address("review_find", selection, row),
            "here": address("review_claim", selection, row),
            "version": versions.version(row),
            "corrections": [correction(request, row, field) for field in targets(row)],
            "assign_address": address("review_assign", selection, row),
            "dates": dates or (DatesForm(row) if isinstance(row, OfficeHeld) else None),
            "dates_address": address("review_dates", selection, row),
        }
    title = capfirst(str(model._meta.verbose_name_plural))
    return screen(request, "review_claim", title, **context)


def filters(selection: Selection) -> list[tuple[str, str, str]]:
    """The filters that are set: name, value in words, and the address without it."""
    labels = {
        "document": _("document"),
        "record": _("only of"),
        "name": _("name"),
        "rule": _("rule"),
        "below": _("confidence below"),
    }
    found = []
    for name, value in selection.values.items():
        rest = {other: kept for other, kept in selection.values.items() if other != name}
        without = reverse("admin:review_claims", args=[selection.model._meta.model_name], query=rest)
        found.append((labels[name], _in_words(selection, name, value), without))
    return found


def _in_words(selection: Selection, name: str, value: str) -> str:
    if name == "document":
        return str(Document.objects.without_text().filter(slug=value).first() or value)
    if name == "record" and number(value):
        model: Any = selection.model._meta.get_field(TARGETS[selection.model]).related_model
        return str(model.objects.filter(pk=value).first() or value)
    return rule_words(selection.model, value) if name == "rule" else value


def _narrower(selection: Selection, row: Any) -> list[tuple[str, str]]:
    """Filters that this claim offers: what each would show, and its address."""
    record = getattr(row, TARGETS[selection.model])
    offered = []
    if record is not None and not selection.record:
        label = _("only %(record)s") % {"record": record}
        offered.append((label, address("review_claims", selection, record=str(record.pk))))
    if row.rule and not selection.rule:
        offered.append((_("only this rule"), address("review_claims", selection, rule=row.rule)))
    if not selection.document and hasattr(row, "paragraph"):
        slug = row.paragraph.article.document.slug
        offered.append((_("only this document"), address("review_claims", selection, document=slug)))
    return offered
