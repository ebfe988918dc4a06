"""A child's screenings, by instrument: their history side by side, and never as one number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wayhome.rules.ages import age_on, is_age_disputed, stated_birth
from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.facts import Screened
from wayhome.rules.guidance.instruments import instrument_of
from wayhome.rules.indicators.results import Result, result
from wayhome.rules.moment import Moment, day_of


@dataclass(frozen=True, slots=True)
class Screening:
    """One that was made, and what it adds up to by the version of the instrument that was used then."""

    event: Event
    result: Result

    @property
    def fact(self) -> Screened:
        assert isinstance(self.event.fact, Screened)
        return self.event.fact


def screenings(then: Chronology) -> Mapping[str, list[Screening]]:
    """By the code of the instrument, each in order of when they were made; none by one that nobody knows here.

    `then` must be as at the moment that is asked about already.
    """
    made: dict[str, list[Screening]] = {}
    for event in then.by_kind.get("Screened", ()):
        fact = event.fact
        assert isinstance(fact, Screened)
        used = instrument_of(fact.instrument, fact.instrument_version)
        if used is not None:
            adds_up_to = result(used, fact.answers, age_at(then, event.happened_at))
            made.setdefault(used.code, []).append(Screening(event, adds_up_to))
    return made


def age_at(then: Chronology, moment: Moment) -> int | None:
    """The child's, in whole years; None where no birth is stated, or where the age is disputed."""
    born = stated_birth(then)
    if born is None or is_age_disputed(then):
        return None
    return age_on(day_of(moment.begins), born[1])
