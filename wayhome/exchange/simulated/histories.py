"""When a child goes missing: once, now and then, or again and again for a time.

A child has one *spell*, in which every incident makes another likelier and sooner. Repeats follow from that
dependence and the mixture of patterns together; the figures were fitted to those in `calibration.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from wayhome.exchange.simulated.child import Pattern, Span
from wayhome.rules.moment import LONDON, day_of

YEARS = timedelta(days=3 * 365)

#: Spells may begin so long before the first year, so that the first year is like any other.
BEFORE = timedelta(days=500)


@dataclass(frozen=True, slots=True)
class Waiting:
    """`again`: the chance of one more. `days`, `spread`: median and log-spread of the wait for it, while it is
    soon. `later`: the chance that it comes months later instead."""

    again: float
    days: float
    spread: float
    later: float


WAITING = {
    Pattern.ONCE: Waiting(again=0, days=0, spread=0, later=0),
    Pattern.OCCASIONAL: Waiting(again=0.69, days=20, spread=1.2, later=0.1),
    Pattern.CHRONIC: Waiting(again=0.98, days=8, spread=1.1, later=0.03),
}

#: By London's clock, of being last seen in each hour: most are expected back in the evening and are not.
BY_HOUR = (4, 2, 1, 1, 1, 1, 1, 3, 5, 3, 3, 3, 4, 4, 5, 8, 9, 10, 12, 14, 14, 13, 10, 7)


def spans(pattern: Pattern, born: date, begins: datetime, ends: datetime, chance: Random) -> Iterator[Span]:
    """The child's incidents in order, from `begins` until `ends` or the eighteenth birthday.

    The last may still be going on at `ends`.
    """
    waiting, at = WAITING[pattern], begins
    adult = datetime.combine(born.replace(year=born.year + 18), time(), LONDON)
    while at < min(ends, adult):
        span = Span(at, at + length(chance))
        yield span
        if chance.random() >= waiting.again:
            return
        at = _next(span, waiting, chance)


def in_the_evening(day: datetime, chance: Random) -> datetime:
    """A time on that day in London at which children are last seen; in UTC, so that hours add up over clock changes."""
    (hour,) = chance.choices(range(24), BY_HOUR)
    return datetime.combine(day_of(day), time(hour, chance.randrange(60)), LONDON).astimezone(UTC)


def length(chance: Random) -> timedelta:
    """A third under a day, most under two, one in ten three or more, one in two hundred over thirty."""
    drawn = chance.random()
    if drawn < 0.33:
        hours = 1 + 23 * chance.betavariate(1.1, 2.2)
    elif drawn < 0.90:
        hours = 24 + 48 * chance.betavariate(1, 3.2)
    elif drawn < 0.995:
        hours = 72 + min(chance.expovariate(1 / 80), 640)
    else:
        hours = 24 * (31 + min(chance.expovariate(1 / 25), 200))
    return timedelta(minutes=round(60 * hours))


def _next(last: Span, waiting: Waiting, chance: Random) -> datetime:
    if chance.random() < waiting.later:
        days = chance.uniform(60, 400)
    else:
        days = min(waiting.days * chance.lognormvariate(0, waiting.spread), 180)
    at = in_the_evening(last.returned + timedelta(days=days), chance)
    return at if at > last.returned else last.returned + timedelta(minutes=chance.randint(120, 600))
