"""Records to compare: several of one name, which may be one, and people who may be two."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.admin import merging
from archive.admin.review.evidence import Fact, told_apart
from archive.admin.review.queues import alike_lists, alike_title
from archive.admin.screens import (
    for_those_who,
    next_address,
    numbers,
    screen,
    sent_by_form,
    told,
    typed,
    version_seen,
)
from archive.curating import versions
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.queue import ALIKE, named_alike, people_who_may_be_two, records_that_may_be_one
from archive.curating.telling_apart import tell_apart
from archive.models import Person
from archive.models.curation import Record

#: Names on a page, and people.
_NAMES, _PEOPLE = 25, 50


class Compared(NamedTuple):
    """A record with what tells it from others of its name."""

    record: Any
    address: str
    facts: list[Fact]


class Group(NamedTuple):
    """Records of one name, and the address where they are merged; blank for who may not merge."""

    name: str
    records: list[Compared]
    address: str


@require_safe
@for_those_who(Operation.Kind.DECIDE)
def alike(request: HttpRequest, model: str) -> HttpResponse:
    """Records of one name, by name, behind the name that the address gives."""
    found = _listed(model)
    names = named_alike(found, typed(request.GET, "after"), _NAMES)
    rows: Any = records_that_may_be_one(found).filter(named__in=names)
    rows = rows.with_offices() if found is Person else rows
    seen, groups = versions.version(*rows), []
    for name, same in groupby(rows, key=lambda row: row.named):
        records = [_compared(row) for row in same]
        address = ""
        if request.user.has_perm("curating.merge"):
            address = merging.address(found, [each.record.pk for each in records], next=request.get_full_path())
        groups.append(Group(name, records, address))
    title = alike_title(found)
    after = reverse("admin:review_alike", args=[model], query={"after": names[-1]}) if len(names) == _NAMES else ""
    others = [(name, address) for name, address in alike_lists() if name != title]
    return screen(
        request, "review_alike", title, groups=groups, model=model, seen=seen, next_address=after, others=others,
        list_address=reverse(f"admin:archive_{model}_changelist"),
    )  # fmt: skip


@sent_by_form
@for_those_who(Operation.Kind.DECIDE)
def apart(request: HttpRequest, model: str) -> HttpResponse:
    """Records of one name are not one: they leave the list."""
    found = _listed(model)
    here = next_address(request) or reverse("admin:review_alike", args=[model])
    try:
        done = tell_apart(
            found,
            numbers(request.POST.getlist("record")),
            user=request.user,  # type: ignore[arg-type]
            seen=version_seen(request),
        )
    except CurationError as error:
        messages.error(request, str(error))
    else:
        told(request, done, _("Told apart: %(records)s.") % {"records": done.summary}, here)
    return HttpResponseRedirect(here)


def _listed(model: str) -> type[Record]:
    found = next((each for each in ALIKE if each._meta.model_name == model), None)
    if found is None:
        raise Http404
    return found


@require_safe
@for_those_who(Operation.Kind.DECIDE)
def two(request: HttpRequest) -> HttpResponse:
    """People seen in offices of several bodies: those of most bodies."""
    may_split = request.user.has_perm("curating.split")
    people: Any = people_who_may_be_two()
    rows = [
        (
            _compared(person),
            person.bodies,
            reverse("admin:review_claims", args=["officeheld"], query={"record": person.pk}),
            reverse("admin:split", args=["person", person.pk]) if may_split else "",
        )
        for person in people.with_offices()[:_PEOPLE]
    ]
    return screen(request, "review_two", _("People who may be two"), people=rows)


def _compared(row: Any) -> Compared:
    address = reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])
    return Compared(row, address, told_apart(row))
