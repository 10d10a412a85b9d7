"""Partial dates: what a print says of a day, as far as it says it.

Plain values without Django, shared by the import (which reads them from print) and the models (which store them).
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
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
    def read(cls, kept: str | Mapping[str, Any]) -> PartialDate:
        """The partial date that JSON keeps, in ISO form as far as it is known, or as its parts."""
        if isinstance(kept, str):
            return cls.of(*map(int, kept.split("-")))
        day = datetime.date.fromisoformat
        earliest, latest = day(kept["earliest"]), day(kept["latest"])
        return cls(earliest, latest, Precision(kept["precision"]), kept["printed"], kept["inferred"])

    def isoformat(self) -> str:
        """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as far as the date is known."""
        return self.earliest.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]

    def __str__(self) -> str:
        return self.isoformat()
