"""The entry to the review queue: what waits, and how much of it is done."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.admin.screens import for_those_who, percent, screen
from archive.curating.models import Operation
from archive.curating.queue import ALIKE, CLAIMS, Progress, article_progress, claim_progress, suggestion_progress
from archive.models.claims import Claim
from archive.models.curation import Record


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


def question(model: type[Claim]) -> str:
    """What is asked of each claim of a model."""
    return {
        "personmention": _("Are these words the name of this person?"),
        "officemention": _("Are these words an office, and of this body?"),
        "meetingmention": _("Do these words name this meeting?"),
        "initiativemention": _("Do these words name this programme or formulation?"),
        "instrumentmention": _("Do these words cite this document?"),
        "participation": _("Did this person take this part in this meeting?"),
        "officeheld": _("Was this person seen in this office?"),
    }[str(model._meta.model_name)]


def queues() -> list[Queue]:
    """All queues of which progress is known, in the order in which they are best worked through."""
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
        claims: Any = model._default_manager
        title = capfirst(str(model._meta.verbose_name_plural))
        found.append(Queue(title, question(model), address, claim_progress(claims.get_queryset())))
    return found


def alike_title(model: type[Record]) -> str:
    """What the list of records of one name is called."""
    return _("%(records)s that may be one") % {"records": capfirst(str(model._meta.verbose_name_plural))}


def alike_lists() -> list[tuple[str, str]]:
    """Lists of records of one name: what each is called, and its address."""
    return [(alike_title(model), reverse("admin:review_alike", args=[model._meta.model_name])) for model in ALIKE]


def comparisons() -> list[tuple[str, str, str]]:
    """Lists of records to compare: what each is called, what is asked, and its address."""
    asked = _("The same name stands for several records: are they one?")
    two = _("One name was seen in offices of several bodies: is it one person?")
    return [
        *((name, asked, address) for name, address in alike_lists()),
        (_("People who may be two"), two, reverse("admin:review_two")),
    ]


@require_safe
@for_those_who(Operation.Kind.DECIDE)
def entry(request: HttpRequest) -> HttpResponse:
    return screen(request, "review", _("Review"), queues=queues(), pairs=comparisons(), is_entry=True)
