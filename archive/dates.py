"""Partial dates: what a print says of a day, as far as it says it.

Plain values without Django, shared by the import (which reads them from print) and the models (which store them).
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Precision(StrEnum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day, with the words it was printed in.

    `earliest` and `latest` are the first and last real day it can mean; they are equal for a day. `inferred` tells that
    the year or the month does not stand in the words but was taken from their context.
    """

    earliest: datetime.date
    latest: datetime.date
    precision: Precision
    printed: str = ""
    inferred: bool = False

    @classmethod
    def of(
        cls, year: int, month: int | None = None, day: int | None = None, *, printed: str = "", inferred: bool = False
    ) -> PartialDate:
        """The partial date of these parts; ValueError when the calendar has no such day."""
        if month is None:
            first, last, precision = datetime.date(year, 1, 1), datetime.date(year, 12, 31), Precision.YEAR
        elif day is None:
            first = datetime.date(year, month, 1)
            last = datetime.date(year, month, calendar.monthrange(year, month)[1])
            precision = Precision.MONTH
        else:
            first = last = datetime.date(year, month, day)
            precision = Precision.DAY
        return cls(first, last, precision, printed, inferred)

    @classmethod
    def from_json(cls, value: Any) -> PartialDate | None:
        """A partial date that JSON keeps as its parts, or in ISO form; None where it keeps none."""
        if not value or (isinstance(value, dict) and not value.get("precision")):
            return None
        if isinstance(value, str):
            return cls.of(*map(int, value.split("-")))
        day = datetime.date.fromisoformat
        return cls(
            day(value["earliest"]),
            day(value["latest"]),
            Precision(value["precision"]),
            value["printed"],
            value["inferred"],
        )

    def as_json(self) -> dict[str, Any]:
        """The parts, as JSON keeps them and `from_json` reads them."""
        days = {"earliest": self.earliest.isoformat(), "latest": self.latest.isoformat()}
        return asdict(self) | days | {"precision": self.precision.value}

    def isoformat(self) -> str:
        """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as far as the date is known."""
        return self.earliest.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]

    def __str__(self) -> str:
        return self.isoformat()


def is_day(iso: str) -> bool:
    """Whether a date, as `PartialDate.isoformat` gives it, is known to the day."""
    return len(iso) == len("2000-01-01")
