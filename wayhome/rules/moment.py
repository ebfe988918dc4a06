"""Spans of time: an instant has no width, a day is one day wide, 'between nine and midnight' comes free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from wayhome.rules.quickly_made import quickly_made
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

LONDON = ZoneInfo("Europe/London")

#: The end of a moment of which nobody said until when; with room beyond it for a limit to be added.
OPEN_END = datetime(9000, 1, 1, tzinfo=UTC)

ClockChange = Literal["repeated_hour", "skipped_hour"]

#: The shortest that can be told apart.
_TICK = timedelta(microseconds=1)


@quickly_made
@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """When something happened, as exactly as its teller knew: somewhere from `begins` to `ends`.

    Both are aware datetimes, kept in UTC, and `begins <= ends`; anything else is refused.
    """

    begins: datetime
    ends: datetime

    def __post_init__(self) -> None:
        if self.begins.tzinfo is not UTC or self.ends.tzinfo is not UTC:
            object.__setattr__(self, "begins", _in_utc(self.begins))
            object.__setattr__(self, "ends", _in_utc(self.ends))
        if self.ends < self.begins:
            raise Refusal(Sentence("moment.ends_before_it_begins"))

    @classmethod
    def at(cls, instant: datetime) -> Moment:
        return cls(instant, instant)

    @classmethod
    def day(cls, day: date) -> Moment:
        """The whole of a day in Europe/London: 23 or 25 hours when the clocks change."""
        return cls(*_ends_of(day))

    @classmethod
    def between(cls, begins: datetime, ends: datetime) -> Moment:
        return cls(begins, ends)

    @classmethod
    def since(cls, begins: datetime) -> Moment:
        """Some time from then on: it has happened, and nobody said when."""
        return cls(begins, OPEN_END)

    @property
    def is_open(self) -> bool:
        """Has nobody said until when it can have been?"""
        return self.ends >= OPEN_END

    @property
    def is_instant(self) -> bool:
        return self.begins == self.ends

    @property
    def last(self) -> datetime:
        """The last instant at which it can have been: a day is over, at 23:59, just before the next begins."""
        return self.ends if self.is_instant else self.ends - _TICK

    def by(self, due: Moment) -> bool | None:
        """Was this no later than `due`? None where the two overlap and nobody can say: *unknown*."""
        if self.last <= due.begins:
            return True
        if self.begins > due.ends:
            return False
        return None

    def before(self, other: Moment) -> bool | None:
        """Was this over before `other` began? None where the two overlap and nobody can say."""
        if self.ends < other.begins:
            return True
        if self.begins >= other.ends:
            return False
        return None

    def plus(self, within: timedelta) -> Moment:
        """The same width, moved by elapsed hours: 72 hours are 72 hours over a clock change."""
        return Moment(self.begins + within, self.ends + within)


def local(naive: datetime) -> tuple[datetime, ClockChange | None]:
    """What a clock on a wall in London showed, as an instant in UTC.

    An hour that happens twice takes the first; one that does not exist moves forward by the hour that was
    skipped. Both are flagged, neither is refused: a tired person wrote it down, and it was some time.
    """
    offset, changes = _offset(naive.date())
    if not changes:
        return (naive - offset).replace(tzinfo=UTC), None
    first = naive.replace(tzinfo=LONDON, fold=0)
    second = naive.replace(tzinfo=LONDON, fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    assert before is not None
    assert after is not None
    instant = (naive - before).replace(tzinfo=UTC)
    if before == after:
        return instant, None
    # In the gap of spring, fold=0 reads the clock as before the change: 01:30 GMT, which is 02:30 BST.
    return instant, "repeated_hour" if before > after else "skipped_hour"


def day_of(instant: datetime) -> date:
    """The day it was in London."""
    return instant.astimezone(LONDON).date()


def is_within(day: date, begins: date | None, until: date | None) -> bool:
    """Is it one of the days from `begins` to `until`, both of them included? None: open at that end."""
    return (begins is None or day >= begins) and (until is None or day <= until)


def falls_within(instant: datetime, begins: date | None, until: date | None) -> bool:
    """Was the day it was in London one of these?"""
    return (begins is None or instant >= _ends_of(begins)[0]) and (
        until is None or instant < _ends_of(until)[1]
    )


def _in_utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise Refusal(Sentence("moment.has_no_zone"))
    return instant.astimezone(UTC)


@lru_cache(maxsize=16_384)
def _offset(day: date) -> tuple[timedelta, bool]:
    """London's offset from UTC at the start of a day, and whether the clocks change during it."""
    begins = datetime.combine(day, time(), LONDON).utcoffset()
    ends = datetime.combine(day + timedelta(days=1), time(), LONDON).utcoffset()
    assert begins is not None
    return begins, begins != ends


@lru_cache(maxsize=16_384)
def _ends_of(day: date) -> tuple[datetime, datetime]:
    begins = datetime.combine(day, time(), LONDON).astimezone(UTC)
    ends = datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC)
    return begins, ends
