"""What a force writes down of one incident: how grave it was thought, who found the child, what came after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from wayhome.exchange.simulated.around import around
from wayhome.exchange.simulated.child import Child, Incident, Interview, Span
from wayhome.exchange.simulated.drawing import drawing, weighted
from wayhome.rules.facts import Answer, FoundBy, MissingFrom, PlacementKind, Risk

FOUND_BY = {
    FoundBy.RETURNED: 43,
    FoundBy.POLICE: 29,
    FoundBy.FAMILY: 12,
    FoundBy.CARER: 9,
    FoundBy.OTHER: 5,
    FoundBy.NOT_STATED: 2,
}
RISKS = {Risk.NO_APPARENT_RISK: 4, Risk.LOW: 16, Risk.MEDIUM: 66, Risk.HIGH: 14}
RISKS_WHERE_EXPLOITED = {Risk.LOW: 6, Risk.MEDIUM: 60, Risk.HIGH: 34}

CSE, CCE, HARM = "CSE", "CCE", "harm"
OFTEN_MARKED = {"mental health": 0.14, "self-harm": 0.08, "drugs or alcohol": 0.12, "neurodivergent": 0.09}

#: Of returns, how many are offered an interview: by authority, because they differ as much as this.
OFFERED = {"SIM-E1": 0.88, "SIM-E2": 0.7, "SIM-W1": 0.66}


def incidents(child: Child, spans: Sequence[Span], seed: int) -> Iterator[Incident]:
    """One for each span, numbered from 1."""
    marks = _marks(child, drawing(seed, "marks", child.number))
    for number, span in enumerate(spans, start=1):
        yield incident(child, number, span, marks, seed)


def incident(child: Child, number: int, span: Span, marks: tuple[str, ...], seed: int) -> Incident:
    chance = drawing(seed, "incident", child.number, number)
    exploited = child.truth.sexually_exploited or child.truth.criminally_exploited
    return Incident(
        number=number,
        span=span,
        reported=_reported(span, chance),
        missing_from=missing_from(child, chance),
        risk=weighted(chance, RISKS_WHERE_EXPLOITED if exploited else RISKS),
        flags=_flags(child, marks, chance),
        found_by=weighted(chance, FOUND_BY),
        interview=interview(child, span, chance),
        around=tuple(around(child, chance, seed)),
    )


def missing_from(child: Child, chance: Random) -> MissingFrom:
    """Mostly from where the child lives; one in ten from school or elsewhere."""
    elsewhere = chance.random()
    if elsewhere < 0.06:
        return MissingFrom.SCHOOL
    if elsewhere < 0.1:
        return MissingFrom.ELSEWHERE
    if child.care is None:
        return MissingFrom.FAMILY_HOME
    homes = {
        PlacementKind.CHILDRENS_HOME: MissingFrom.CHILDRENS_HOME,
        PlacementKind.FOSTER_HOME: MissingFrom.FOSTER_HOME,
    }
    return homes.get(child.care.placement, MissingFrom.CARE)


def interview(child: Child, span: Span, chance: Random) -> Interview | None:
    """About half of returns have one held, and of those about half within 72 hours."""
    if chance.random() >= OFFERED[child.authority.code]:
        return None
    offered = span.returned + timedelta(minutes=round(60 * min(chance.expovariate(1 / 20), 140)))
    answered = chance.random()
    if answered > 0.9:
        return Interview(offered)
    if answered > 0.73:
        return Interview(offered, Answer.DECLINED)
    if chance.random() < 0.09:
        return Interview(offered, Answer.ACCEPTED)
    held = offered + timedelta(minutes=round(60 * min(44 * chance.lognormvariate(0, 0.95), 500)))
    return Interview(offered, Answer.ACCEPTED, held)


def _reported(span: Span, chance: Random) -> datetime:
    """Most within hours, and always before the child is back."""
    minutes = min(20 + round(chance.expovariate(1 / 110)), round(0.6 * span.length / timedelta(minutes=1)))
    return span.last_seen + timedelta(minutes=minutes)


def _marks(child: Child, chance: Random) -> tuple[str, ...]:
    """What is marked on every incident of this child, whatever happens in it."""
    more = 2 if child.care else 1
    return tuple(mark for mark, share in OFTEN_MARKED.items() if chance.random() < share * more)


def _flags(child: Child, marks: tuple[str, ...], chance: Random) -> tuple[str, ...]:
    """A force sees exploitation in some of an exploited child's incidents, and in a few where there is none."""
    sexually = chance.random() < (child.truth.marked if child.truth.sexually_exploited else 0.006)
    criminally = chance.random() < (0.45 if child.truth.criminally_exploited else 0.01)
    harmed = chance.random() < (0.08 if child.truth.sexually_exploited else 0.033)
    happened = ((CSE, sexually), (CCE, criminally), (HARM, harmed))
    return (*(flag for flag, seen in happened if seen), *marks)
