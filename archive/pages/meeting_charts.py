"""Meetings on a line of time, and the people who meet: what the pictures of several pages are drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from archive.dates import Precision
from archive.models import Meeting
from archive.models.meetings import ParticipationQuerySet
from archive.pages import charts


def timeline(meetings: Iterable[Meeting]) -> charts.Timeline | None:
    """Those of `meetings` whose day or month is known, each once; one of a month stands in its middle."""
    dated = {meeting.pk: meeting for meeting in meetings}.values()
    return charts.timeline(
        charts.Event(
            day.earliest.replace(day=15) if day.precision is Precision.MONTH else day.earliest,
            meeting.name,
            meeting.get_absolute_url(),
        )
        for meeting in dated
        if (day := meeting.start) and day.precision is not Precision.YEAR
    )


@dataclass(frozen=True, slots=True)
class Company:
    """People with the number of meetings they took part in, and how many each two of them have in common."""

    people: list[dict[str, Any]]
    ties: list[tuple[dict[str, Any], dict[str, Any], int]]
    picture: charts.Network | None


def company(people: list[dict[str, Any]], parts: ParticipationQuerySet) -> Company:
    """`people` are rows of `ParticipationQuerySet.people`; their meetings are looked for in `parts`: one query."""
    places = {row["person"]: i for i, row in enumerate(people)}
    ties = parts.ties(list(places))
    return Company(
        people,
        [(people[places[one]], people[places[other]], number) for one, other, number in ties],
        charts.network(
            [(row["shown"], reverse("person", args=[row["key"]]), row["meetings"]) for row in people],
            [charts.Tie(places[one], places[other], number) for one, other, number in ties],
        ),
    )
