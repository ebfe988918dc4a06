"""Over which times is counted: years that end on 31 March, as the returns and the police figures have them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

#: The name of a period that leaves nothing out.
EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Period:
    """From `begins` to `ends`, both included. `counted_on` is the day of which it is said who was missing then, and
    `known_until` the last of which anything is known.
    """

    name: str
    begins: date
    ends: date
    counted_on: date
    known_until: date

    @property
    def is_a_year(self) -> bool:
        return self.name != EVERYTHING

    @property
    def said(self) -> str:
        return f"year to 31 March {self.ends.year}" if self.is_a_year else "everything"

    @classmethod
    def year(cls, begins: date, ends: date) -> Self:
        return cls(f"{begins.year}/{ends.year % 100:02}", begins, ends, ends, ends)

    def as_far_as(self, today: date) -> Self:
        """Where it is not over by `today`, nobody knows who will be missing when it ends: that day is counted on."""
        return replace(self, counted_on=min(self.counted_on, today), known_until=today)

    @classmethod
    def everything(cls, last: date | None, today: date) -> Self:
        """Whatever there is. `last` is the day on which something last began, None: nothing did. Who was missing on a
        day is said of the 31 March that ends its year, or of the one before if that is not over by `today`.
        """
        ends = year_end(last or today)
        return cls(
            EVERYTHING,
            date.min,
            date(9999, 12, 31),
            ends if ends <= today else ends.replace(year=ends.year - 1),
            today,
        )


def year_end(day: date) -> date:
    """The 31 March on or after a day."""
    return date(day.year + (day > date(day.year, 3, 31)), 3, 31)
