"""Records to compare: several of one name, which may be one, and people who may be two."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.admin import merging
from archive.admin.review.evidence import Fact, told_apart
from archive.admin.review.screens import for_those_who
from archive.admin.screens import screen
from archive.curating.models import Operation
from archive.curating.queue import ALIKE, named_alike, people_who_may_be_two, records_that_may_be_one
from archive.models import Person

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


@for_those_who(Operation.Kind.DECIDE)
def alike(request: HttpRequest, model: str) -> HttpResponse:
    """Records of one name, by name, behind the name that the address gives."""
    found = next((each for each in ALIKE if each._meta.model_name == model), None)
    if found is None:
        raise Http404
    names = named_alike(found, request.GET.get("after", "").replace("\0", ""), _NAMES)
    rows: Any = records_that_may_be_one(found).filter(named__in=names)
    rows = rows.with_offices() if found is Person else rows
    groups = []
    for name, same in groupby(rows, key=lambda row: row.named):
        records = [_compared(row) for row in same]
        address = ""
        if request.user.has_perm("curating.merge"):
            address = merging.address(found, [each.record.pk for each in records], next=request.get_full_path())
        groups.append(Group(name, records, address))
    title = _("%(records)s that may be one") % {"records": capfirst(str(found._meta.verbose_name_plural))}
    after = reverse("admin:review_alike", args=[model], query={"after": names[-1]}) if len(names) == _NAMES else ""
    return screen(request, "review_alike", title, groups=groups, next_address=after)


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
