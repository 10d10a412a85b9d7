"""The admin's first page: what waits for people, what was done last, and where one goes from there."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from archive.admin.review.queues import queues
from archive.curating.models import COUNTED, Operation

#: Operations that are shown.
_LATEST = 8


class Screen(NamedTuple):
    """A screen of curation: what it is called, what it is for, its address and the permission that it takes."""

    name: Any
    about: Any
    address: str
    permission: str


_SCREENS = [
    Screen(_("Review"), _("Decide on what the import is not sure of, one thing after the other."), "review", "decide"),
    Screen(_("Import"), _("Bring new files into the archive, and see first what would change."), "import", "import"),
    Screen(
        _("Merge"), _("Set records of one name side by side, and make one of those that are."), "review_alike", "merge"
    ),
    Screen(_("Split"), _("Part a person who is two, by the places that name them."), "review_two", "split"),
    Screen(_("Recent changes"), _("Who has done what, before and after; take it back."), "history", "view_operation"),
]


#: The tables in the order of work: what people work on, its parts, then what is only looked at.
_TABLES = (
    "Document", "Article", "Person", "Organization", "Office", "Meeting", "MeetingSeries", "Initiative", "Instrument",
    "Work", "Byline", "PersonName", "OfficeHeld", "Participation", "Printing", "PersonMention", "OfficeMention",
    "MeetingMention", "ParticipationMention", "InitiativeMention", "InstrumentMention", "Suggestion", "Redirect",
    "Paragraph", "Leftover", "Page", "Sketch",
)  # fmt: skip


def in_order(tables: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tables as Django lists them, in the order of work; others after them as they were."""
    order = {name: place for place, name in enumerate(_TABLES)}
    return sorted(tables, key=lambda table: order.get(table["object_name"], len(order)))


def shown(request: HttpRequest) -> dict[str, Any]:
    """What the first page shows to a user; nothing that they may not use."""
    context: dict[str, Any] = {"screens": [each for each in map(_found, _SCREENS) if each and _may(request, each)]}
    if request.user.has_perm("curating.decide"):
        context["queues"] = queues()
    if request.user.has_perm("curating.view_operation"):
        context["operations"] = Operation.objects.recent().with_counts()[:_LATEST]
        context |= {"counted": COUNTED, "may_undo_all": request.user.has_perm("curating.undo")}
    return context


def _may(request: HttpRequest, screen: Screen) -> bool:
    return request.user.has_perm(f"curating.{screen.permission}")


def _found(screen: Screen) -> Screen | None:
    args = ["person"] if screen.address == "review_alike" else []
    try:
        return screen._replace(address=reverse(f"admin:{screen.address}", args=args))
    except NoReverseMatch:
        return None
