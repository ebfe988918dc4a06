"""A child's age, by the day of birth of the identity decided on, else by the one recorded first."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.facts import AgeDisputed, IdentityStated
from wayhome.rules.identity import as_recorded, decided_identity
from wayhome.rules.moment import Moment

ADULT = 18


def stated_birth(chronology: Chronology) -> tuple[Event, date] | None:
    """The event whose day of birth is taken as the child's, with it; None where none is stated."""
    decided = decided_identity(chronology)
    for event in (*filter(None, [decided]), *as_recorded(chronology)):
        if isinstance(event.fact, IdentityStated) and event.fact.born is not None:
            return event, event.fact.born
    return None


def age_on(day: date, born: date) -> int:
    """In whole years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def eighteenth_birthday(chronology: Chronology) -> Moment | None:
    return birthday_at(ADULT, chronology)


def birthday_at(years: int, chronology: Chronology) -> Moment | None:
    """The day, as wide as it is; None where no day of birth is stated, or where the age is disputed.

    Whoever may be a child is treated as one until the dispute is resolved: no birthday ends anything.
    """
    stated = stated_birth(chronology)
    if stated is None or is_age_disputed(chronology):
        return None
    return birthday(years, stated[1])


@lru_cache(maxsize=16_384)
def birthday(years: int, born: date) -> Moment:
    """The day, as wide as it is."""
    return Moment.day(years_after(born, years))


def is_age_disputed(chronology: Chronology) -> bool:
    """As last stated; of two on one day, as last recorded."""
    stated = chronology.by_kind.get("AgeDisputed")
    fact = max(stated, key=_when_stated).fact if stated else None
    return isinstance(fact, AgeDisputed) and not fact.resolved


def _when_stated(event: Event) -> tuple[Moment, datetime]:
    return event.happened_at, event.recorded_at or event.happened_at.begins


def years_after(born: date, years: int) -> date:
    """Whoever was born on 29 February comes of age on 1 March where there is none."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
