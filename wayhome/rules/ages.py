"""A child's age, by the day of birth first stated: the first telling wins until a person decides."""

from __future__ import annotations

from datetime import date

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.facts import IdentityStated
from wayhome.rules.moment import Moment


def first_stated_birth(chronology: Chronology) -> tuple[Event, date] | None:
    """The first event that states a day of birth, with it; None where none does."""
    for event in chronology.by_kind.get("IdentityStated", ()):
        if isinstance(event.fact, IdentityStated) and event.fact.born is not None:
            return event, event.fact.born
    return None


def eighteenth_birthday(chronology: Chronology) -> Moment | None:
    """The day, as wide as it is; None where no day of birth is stated."""
    stated = first_stated_birth(chronology)
    return None if stated is None else Moment.day(_years_after(stated[1], 18))


def _years_after(born: date, years: int) -> date:
    """Whoever was born on 29 February comes of age on 1 March where there is none."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
