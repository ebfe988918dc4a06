"""Why a duty will not be done: one person gives the reason, and another agrees before it settles anything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from wayhome.rules.event import OWN, Event
from wayhome.rules.factors import Stretch
from wayhome.rules.facts import NotDone, NotDoneAnswered
from wayhome.rules.moment import Moment


class Answered(NamedTuple):
    """What answers a duty: `by` are keys of events, and `at` when it was met or settled.

    `at` None: a reason was given, and waits for another person's agreement.
    """

    at: Moment | None
    by: tuple[str, ...]

    @property
    def waits(self) -> str:
        """The key of the reason that waits; blank: none does."""
        return self.by[0] if self.at is None else ""


def reason_for(stretch: Stretch, rule: str, rung: str = "", since: Moment | None = None) -> Answered | None:
    """The first that settles the duty, else the last that waits; not one given before `since`, nor one refused."""
    waits = None
    for given in stretch.by_kind.get("NotDone", ()):
        fact = given.fact
        too_early = since is not None and given.happened_at.before(since)
        if not isinstance(fact, NotDone) or (fact.duty, fact.rung) != (rule, rung) or too_early:
            continue
        if not needs_agreement(given):
            return Answered(given.happened_at, (given.key,))
        answer = answer_among(stretch.by_kind.get("NotDoneAnswered", ()), given)
        if answer is None:
            waits = Answered(None, (given.key,))
        elif isinstance(answer.fact, NotDoneAnswered) and answer.fact.agreed:
            return Answered(answer.happened_at, (given.key, answer.key))
    return waits


def needs_agreement(given: Event) -> bool:
    """What is written here does. A source that states a reason has settled it in its own house."""
    return given.system == OWN


def answer_among(answers: Iterable[Event], given: Event) -> Event | None:
    """The last of these that answers a reason as it now stands: one that was put right since waits anew."""
    last = None
    for event in answers:
        fact = event.fact
        if isinstance(fact, NotDoneAnswered) and (fact.reason_given, fact.edition) == (
            given.key,
            given.edition,
        ):
            last = event
    return last
