"""Limits counted in days of a calendar: working days, against one of bank holidays passed in as a value, and months."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from wayhome.rules.moment import Moment, day_of

_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The bank holidays of one part of the country. Of days before `begins` or after `ends` it knows nothing."""

    version: str
    begins: date
    ends: date
    holidays: frozenset[date]

    def is_working(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and day not in self.holidays

    def after(self, day: date, count: int) -> date | None:
        """The working day that is so many after `day`, which is not counted itself; None beyond the calendar."""
        while count and self.begins <= day < self.ends:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return None if count else day


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """So many working days, to the end of the last. `calendar` None: not yet taken from a rulebook."""

    count: int
    calendar: Calendar | None = None

    def due(self, start: Moment) -> Moment | None:
        """The last moment of the last day, in London; None beyond the calendar: *unknown*, never a guess.

        Where the start is known to the day, so is the limit: a time within a day makes no difference to it.
        """
        if self.calendar is None:
            raise ValueError("working days are counted against a calendar, and none was given")
        begun = (day_of(start.begins), day_of(start.last))
        first, last = (self.calendar.after(day, self.count) for day in begun)
        return (
            None if first is None or last is None else Moment(Moment.day(first).last, Moment.day(last).last)
        )


@dataclass(frozen=True, slots=True)
class Months:
    """So many calendar months, to the end of the last day; from the 30th to the end of a shorter month."""

    count: int

    def due(self, start: Moment) -> Moment:
        first, last = (self.after(day) for day in (day_of(start.begins), day_of(start.last)))
        return Moment(Moment.day(first).last, Moment.day(last).last)

    def after(self, day: date) -> date:
        """Of fewer than none: so many before it."""
        years, month = divmod(day.month - 1 + self.count, 12)
        year, month = day.year + years, month + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
