"""Over which times is counted: years that end on 31 March, as the returns and the police figures have them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

#: The name of a period that leaves nothing out.
EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Period:
    """From `begins` to `ends`, both included. `counted_on` is the day of which it is said who was missing then: the
    last one, or of a period that is not over the one as at which is counted. `known_until` is the last of which
    anything is known.
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
    def is_over(self) -> bool:
        """Had its last day come when it was counted?"""
        return self.counted_on == self.ends

    @property
    def said(self) -> str:
        if not self.is_a_year:
            return "everything"
        so_far = f", so far: to {self.counted_on:%-d %B %Y}" if self.counted_on < self.ends else ""
        return f"year to 31 March {self.ends.year}{so_far}"

    @classmethod
    def year(cls, ends: date, today: date) -> Self:
        """The one to a 31 March. `today` is the day as at which is counted."""
        name = f"{ends.year - 1}/{ends.year % 100:02}"
        return cls(name, date(ends.year - 1, 4, 1), ends, min(ends, today), today)

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
