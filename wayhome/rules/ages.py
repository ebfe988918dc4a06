"""A child's age, by the day of birth of the identity decided on, else by the one recorded first."""

from __future__ import annotations

from datetime import date

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.facts import IdentityStated
from wayhome.rules.identity import as_recorded, decided_identity
from wayhome.rules.moment import Moment


def stated_birth(chronology: Chronology) -> tuple[Event, date] | None:
    """The event whose day of birth is taken as the child's, with it; None where none is stated."""
    decided = decided_identity(chronology)
    for event in (*filter(None, [decided]), *as_recorded(chronology)):
        if isinstance(event.fact, IdentityStated) and event.fact.born is not None:
            return event, event.fact.born
    return None


def eighteenth_birthday(chronology: Chronology) -> Moment | None:
    """The day, as wide as it is; None where no day of birth is stated."""
    stated = stated_birth(chronology)
    return None if stated is None else Moment.day(_years_after(stated[1], 18))


def _years_after(born: date, years: int) -> date:
    """Whoever was born on 29 February comes of age on 1 March where there is none."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
