"""Pictures drawn on the server: where each mark of a chart stands, in the units of its SVG.

Plain values in, plain values out; the templates `_bars.html`, `_timeline.html` and `_network.html` draw them, and
charts.css gives them their colours. Coordinates are rounded to tenths.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

_WIDTH = 720
_LEFT = 72  # room for the numbers of the axis, which are larger on a phone
#: Up to so many months stand each for itself; a longer time is told in years.
MONTHS = 48
#: Dots of one pile of a timeline, and the room for each.
_PILE = 12
_DOT = 10


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
    every = math.ceil(len(counts) / 7)
    return Bars(
        width=_WIDTH,
        height=228,
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


class Event(NamedTuple):
    """Something of one day, that has a page."""

    day: datetime.date
    label: str
    address: str

    @property
    def words(self) -> str:
        return f"{self.day.isoformat()} {self.label}"


class Dot(NamedTuple):
    x: float
    y: float
    event: Event


class More(NamedTuple):
    x: float
    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events as dots, a line for each year that has some, the last year on top, from January to December.

    So a single event long ago does not squeeze the others together. Dots of about the same day are piled up; of a pile
    that is too high `more` tells how many are not drawn.
    """

    width: int
    height: float
    left: float
    years: list[Tick]
    months: list[Tick]
    dots: list[Dot]
    more: list[More]


def timeline(events: Iterable[Event]) -> Timeline | None:
    """The dots of `events`; None where there are none."""
    by_year: dict[int, dict[int, list[Event]]] = defaultdict(lambda: defaultdict(list))
    columns = int((_WIDTH - _LEFT - _DOT) / _DOT)
    for event in sorted(events):
        by_year[event.day.year][(event.day.timetuple().tm_yday - 1) * columns // 366].append(event)
    if not by_year:
        return None
    drawn = Timeline(
        width=_WIDTH,
        height=0,
        left=_LEFT,
        years=[],
        months=[Tick(round(_LEFT + (m - 0.5) * columns * _DOT / 12, 1), str(m)) for m in range(1, 13)],
        dots=[],
        more=[],
    )
    base = 4.0
    for year, piles in sorted(by_year.items(), reverse=True):
        highest = max(len(pile) for pile in piles.values())
        base += min(highest, _PILE) * _DOT + (32 if highest > _PILE else 18)
        drawn.years.append(Tick(base, str(year)))
        for column, pile in sorted(piles.items()):
            x = round(_LEFT + (column + 0.5) * _DOT, 1)
            drawn.dots.extend(Dot(x, base - 7 - i * _DOT, event) for i, event in enumerate(pile[:_PILE]))
            if len(pile) > _PILE:
                drawn.more.append(More(x, base - 8 - _PILE * _DOT, len(pile) - _PILE))
    return replace(drawn, height=base + 30)


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
    turn: float
    """Degrees by which the name is turned to point away from the middle; 0 where names are few and stand upright."""
    anchor: str
    label: str
    address: str
    weight: int


class Edge(NamedTuple):
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


#: So many names around a network stand upright without touching each other.
_UPRIGHT = 20


def network(people: Sequence[tuple[str, str, int]], ties: Iterable[Tie]) -> Network | None:
    """People (name, address, number of meetings) around an ellipse, those who meet most beside each other.

    `ties` name people by their place in `people`. None where nobody is tied to anybody.
    """
    drawn = sorted((tie for tie in ties if tie.weight), key=lambda tie: tie.weight)
    if not drawn:
        return None
    crowded = len(people) > _UPRIGHT
    width, height, rx, ry = (900, 720, 300.0, 240.0) if crowded else (900, 620, 310.0, 235.0)
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
                label_y=round(y + (16 if crowded else (22 if i % 2 and abs(cos) < 0.4 else 16)) * sin + 5, 1),
                turn=round(math.degrees(math.atan2(sin, cos) if cos >= 0 else math.atan2(-sin, -cos)), 1)
                if crowded
                else 0,
                anchor="middle" if abs(cos) < 0.2 and not crowded else "start" if cos >= 0 else "end",
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
    """A curve between two places, bent towards the middle, the more the farther they are apart."""
    bend = min(math.dist(one, other) / 900, 0.6)
    x, y = ((a + b) / 2 * (1 - bend) + c * bend for a, b, c in zip(one, other, middle, strict=True))
    return f"M{one[0]:.1f} {one[1]:.1f}Q{x:.1f} {y:.1f} {other[0]:.1f} {other[1]:.1f}"
