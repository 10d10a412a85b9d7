"""Pictures drawn on the server: where each mark of a chart stands, in the units of its SVG.

Plain values in, plain values out; the templates `_bars.html`, `_timeline.html` and `_network.html` draw them, and
charts.css gives them their colours. Coordinates are rounded to tenths.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_WIDTH = 720
_LEFT = 44  # room for the numbers of the axis
#: Up to so many months stand each for itself; a longer time is told in years.
MONTHS = 48
#: Dots of one column of a timeline; those above are told by their number.
_COLUMN = 18


class Tick(NamedTuple):
    at: float
    label: str


class Bar(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart: one bar a month or year, gaps in time kept."""

    width: int
    height: int
    base: float
    left: float
    bars: list[Bar]
    x_ticks: list[Tick]
    y_ticks: list[Tick]


def months_or_years(counts: Mapping[datetime.date, int]) -> list[tuple[str, int]]:
    """Numbers by first day of a month as a row without gaps, of months, or of years where it would be too long."""
    if not counts:
        return []
    first, last = min(counts), max(counts)
    if 12 * (last.year - first.year) + last.month - first.month < MONTHS:
        steps = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
        return [(f"{n // 12}-{n % 12 + 1:02}", counts.get(datetime.date(n // 12, n % 12 + 1, 1), 0)) for n in steps]
    years: Counter[int] = Counter()
    for day, number in counts.items():
        years[day.year] += number
    return [(str(year), years[year]) for year in range(first.year, last.year + 1)]


def bars(counts: Sequence[tuple[str, int]]) -> Bars | None:
    """A bar for each label and number; None where there is nothing to draw."""
    highest = max((number for _, number in counts), default=0)
    if not highest:
        return None
    base, top = 196.0, 16.0
    step = (_WIDTH - _LEFT) / len(counts)
    thick = min(step * 0.72, 36)
    scale = (base - top) / _round_up(highest)
    drawn = [
        Bar(
            round(_LEFT + step * (i + 0.5) - thick / 2, 1),
            round(base - number * scale, 1),
            round(thick, 1),
            round(number * scale, 1),
            label,
            number,
        )
        for i, (label, number) in enumerate(counts)
    ]
    every = math.ceil(len(counts) / 9)
    return Bars(
        width=_WIDTH,
        height=224,
        base=base,
        left=_LEFT,
        bars=drawn,
        x_ticks=[
            Tick(round(_LEFT + step * (i + 0.5), 1), label) for i, (label, _) in enumerate(counts) if i % every == 0
        ],
        y_ticks=[Tick(round(base - n * scale, 1), f"{n:,}") for n in _steps(_round_up(highest))],
    )


def _round_up(number: int) -> int:
    """The next number that an axis can end at: 1, 2, 4, 5, 8 or 10 with noughts."""
    power = int("1" + "0" * (len(str(number)) - 1))
    return next(n * power for n in (1, 2, 4, 5, 8, 10) if n * power >= number)


def _steps(highest: int) -> list[int]:
    return sorted({0, highest // 2, highest} if highest % 2 == 0 else {0, highest})


@dataclass(frozen=True, slots=True)
class Event:
    """Something of one day, that has a page."""

    day: datetime.date
    label: str
    address: str


class Dot(NamedTuple):
    x: float
    y: float
    event: Event


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events as dots over a line of time; those of a column are piled up, `more` tells how many did not fit."""

    width: int
    height: float
    base: float
    dots: list[Dot]
    more: list[Tick]
    ticks: list[Tick]


def timeline(events: Collection[Event]) -> Timeline | None:
    """The dots of `events`; None where there are none."""
    if not events:
        return None
    radius, margin = 4.5, 24.0
    first, last = min(event.day for event in events), max(event.day for event in events)
    days = max((last - first).days, 1)
    columns = int((_WIDTH - 2 * margin) / (2 * radius + 1))
    piles: dict[int, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: (event.day, event.label)):
        piles[(event.day - first).days * (columns - 1) // days].append(event)
    highest = min(max(len(pile) for pile in piles.values()), _COLUMN)
    base = highest * (2 * radius + 1) + 28

    def x(column: float) -> float:
        return round(margin + (column + 0.5) * (2 * radius + 1), 1)

    return Timeline(
        width=_WIDTH,
        height=base + 28,
        base=base,
        dots=[
            Dot(x(column), round(base - 8 - i * (2 * radius + 1), 1), event)
            for column, pile in sorted(piles.items())
            for i, event in enumerate(pile[:_COLUMN])
        ],
        more=[Tick(x(column), f"+{len(pile) - _COLUMN}") for column, pile in piles.items() if len(pile) > _COLUMN],
        ticks=[Tick(x((day - first).days * (columns - 1) / days), label) for day, label in _days_of_axis(first, last)],
    )


def _days_of_axis(first: datetime.date, last: datetime.date) -> list[tuple[datetime.date, str]]:
    """Days to be named under a line of time: of years or months at least three, else the first and the last."""
    years = [datetime.date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    if len(years) >= 3:
        return [(day, str(day.year)) for day in years[:: math.ceil(len(years) / 10)]]
    span = range(12 * first.year + first.month, 12 * last.year + last.month)
    months = [datetime.date(n // 12, n % 12 + 1, 1) for n in span]
    if len(months) >= 3:
        return [(day, f"{day.year}-{day.month:02}") for day in months[:: math.ceil(len(months) / 8)]]
    return [(day, day.isoformat()) for day in sorted({first, last})]


class Tie(NamedTuple):
    """Two nodes, by their numbers, and how much they have in common."""

    one: int
    other: int
    weight: int


@dataclass(frozen=True, slots=True)
class Node:
    """A person of a network with the place of the dot and of the name."""

    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    anchor: str
    label: str
    address: str
    weight: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie drawn as a curve; `strength` is 1 to 3, for its class."""

    path: str
    strength: int
    label: str


@dataclass(frozen=True, slots=True)
class Network:
    width: int
    height: int
    nodes: list[Node]
    edges: list[Edge]


def network(people: Sequence[tuple[str, str, int]], ties: Iterable[Tie]) -> Network | None:
    """People (name, address, number of meetings) around an ellipse, those who meet most beside each other.

    `ties` name people by their place in `people`. None where nobody is tied to anybody.
    """
    drawn = sorted((tie for tie in ties if tie.weight), key=lambda tie: tie.weight)
    if not drawn:
        return None
    width, height, rx, ry = 900, 620, 310.0, 235.0
    weights = {frozenset((tie.one, tie.other)): tie.weight for tie in drawn}
    order = _round_the_table(len(people), weights)
    heaviest = max(weight for _, _, weight in people)
    places: dict[int, tuple[float, float]] = {}
    nodes: list[Node] = []
    for i, person in enumerate(order):
        angle = 2 * math.pi * i / len(order) - math.pi / 2
        cos, sin = math.cos(angle), math.sin(angle)
        x, y = width / 2 + rx * cos, height / 2 + ry * sin
        places[person] = (x, y)
        name, address, weight = people[person]
        nodes.append(
            Node(
                x=round(x, 1),
                y=round(y, 1),
                radius=round(3.5 + 6 * math.sqrt(weight / heaviest), 1),
                label_x=round(x + 16 * cos, 1),
                label_y=round(y + (22 if i % 2 and abs(cos) < 0.4 else 16) * sin + 5, 1),
                anchor="middle" if abs(cos) < 0.2 else "start" if cos > 0 else "end",
                label=name,
                address=address,
                weight=weight,
            )
        )
    strongest = drawn[-1].weight
    edges = [
        Edge(
            _curve(places[tie.one], places[tie.other], (width / 2, height / 2)),
            1 + (3 * tie.weight > strongest) + (3 * tie.weight > 2 * strongest),
            f"{people[tie.one][0]} – {people[tie.other][0]}: {tie.weight}",
        )
        for tie in drawn
    ]
    return Network(width, height, nodes, edges)


def _round_the_table(number: int, weights: Mapping[frozenset[int], int]) -> list[int]:
    """An order in which each is followed by the one who, of those left, has most in common with him."""
    left = list(range(number))
    order = [left.pop(0)]
    while left:
        nearest = max(left, key=lambda one: (weights.get(frozenset((order[-1], one)), 0), -one))
        left.remove(nearest)
        order.append(nearest)
    return order


def _curve(one: tuple[float, float], other: tuple[float, float], middle: tuple[float, float]) -> str:
    """A curve between two places, bent towards the middle."""
    x, y = ((a + b) / 2 * 0.45 + c * 0.55 for a, b, c in zip(one, other, middle, strict=True))
    return f"M{one[0]:.1f} {one[1]:.1f}Q{x:.1f} {y:.1f} {other[0]:.1f} {other[1]:.1f}"
