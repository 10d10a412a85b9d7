"""The entry to the review queue: what waits, and how much of it is done."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.admin.screens import for_those_who, percent, screen
from archive.curating.models import Operation
from archive.curating.queue import ALIKE, CLAIMS, Progress, article_progress, progress, suggestion_progress


class Queue(NamedTuple):
    """A queue with its address, what is asked in it, and how much of it is done."""

    name: str
    about: str
    address: str
    progress: Progress

    @property
    def total(self) -> int:
        return sum(self.progress)

    @property
    def percent(self) -> int:
        return percent(*self.progress)


def queues() -> list[Queue]:
    """All queues of which progress is known, in the order in which they are best worked through."""
    asked = {
        "personmention": _("Are these words the name of this person?"),
        "officemention": _("Are these words an office, and of this body?"),
        "meetingmention": _("Do these words name this meeting?"),
        "initiativemention": _("Do these words name this programme or formulation?"),
        "instrumentmention": _("Do these words cite this document?"),
        "participation": _("Did this person take this part in this meeting?"),
        "officeheld": _("Was this person seen in this office?"),
    }
    found = [
        Queue(
            _("Articles"),
            _("Are headline, day, author and borders of this article those of the print?"),
            reverse("admin:review_articles"),
            article_progress(),
        ),
        Queue(
            _("Suggestions of imports"),
            _("The archive has one value, an import found another: which is right?"),
            reverse("admin:review_suggestions"),
            suggestion_progress(),
        ),
    ]
    for model in CLAIMS:
        name = str(model._meta.model_name)
        address = reverse("admin:review_claims", args=[name])
        found.append(Queue(capfirst(str(model._meta.verbose_name_plural)), asked[name], address, progress(model)))
    return found


def comparisons() -> list[tuple[str, str, str]]:
    """Lists of records to compare: what each is called, what is asked, and its address."""
    found = [
        (
            _("%(records)s that may be one") % {"records": capfirst(str(model._meta.verbose_name_plural))},
            _("The same name stands for several records: are they one?"),
            reverse("admin:review_alike", args=[model._meta.model_name]),
        )
        for model in ALIKE
    ]
    found.append(
        (
            _("People who may be two"),
            _("One name was seen in offices of several bodies: is it one person?"),
            reverse("admin:review_two"),
        )
    )
    return found


@require_safe
@for_those_who(Operation.Kind.DECIDE)
def entry(request: HttpRequest) -> HttpResponse:
    return screen(request, "review", _("Review"), queues=queues(), pairs=comparisons(), is_entry=True)
