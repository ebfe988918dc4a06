"""The course of one episode: when each step was taken, by people who are mostly in time and sometimes not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from wayhome.exchange.simulated.child import Child, Incident
from wayhome.exchange.simulated.partnership import Partnership
from wayhome.rules.facts import (
    Agency,
    AgencyKind,
    FoundBy,
    InsteadOfReturn,
    MissingFrom,
    ReturnedTo,
    WhereaboutsStanding,
)

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of the child's whereabouts, and whether the place is one of concern; None: not said."""

    at: datetime
    standing: WhereaboutsStanding
    of_concern: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """None: the step was never taken. One dated ahead has not been taken yet.

    `told` is when the reporting agency learned of it. `report` joins the children of one report. `back_told` is when
    the authority learned of the return, None: soon, as others did; `handed_on` when it told the interviews' provider.
    """

    reporter: Agency
    told: datetime
    police: datetime | None
    council: datetime | None
    control_room: datetime | None
    duty_desk: datetime | None
    assessed: datetime | None
    review_by: datetime | None
    reviewed: datetime | None
    found: datetime | None
    found_told: datetime | None
    collect_by: datetime | None
    recovered: datetime | None
    returned: datetime | None
    returned_to: ReturnedTo
    prevention: datetime | None
    closed: datetime | None
    meetings: tuple[datetime, ...] = ()
    heard: tuple[Heard, ...] = ()
    seen: datetime | None = None
    unsafe: InsteadOfReturn | None = None
    report: str = ""
    back_told: datetime | None = None
    handed_on: datetime | None = None

    def reaches_council(self, at: datetime | None) -> bool:
        """Had the authority been told of the return by then, where that was forgotten at first?"""
        return self.back_told is None or (at is not None and at >= self.back_told)


def course(child: Child, incident: Incident, partnership: Partnership, chance: Random) -> Course:
    """As such episodes go."""
    reporter, told = _reporter(child, incident, partnership), incident.reported
    police = told if reporter == child.force else told + _minutes(chance, 3, 14)
    council = told if reporter == child.authority else police + _minutes(chance, 10, 55, late=0.08)
    assessed = police + _minutes(chance, 8, 35)
    found = _found(incident, chance)
    usual = Course(
        reporter=reporter,
        told=told,
        police=police,
        council=council,
        control_room=police + _minutes(chance, 2, 13, late=0.06),
        duty_desk=council + _minutes(chance, 3, 27, late=0.1),
        assessed=assessed,
        review_by=assessed + 8 * HOUR,
        reviewed=assessed + 8 * HOUR - _minutes(chance, 5, 90) if chance.random() < 0.9 else None,
        found=found,
        found_told=found + _minutes(chance, 5, 50, late=0.08),
        collect_by=found + 3 * HOUR if incident.found_by in (FoundBy.POLICE, FoundBy.OTHER) else None,
        recovered=found + (incident.returned - found) / 2,
        returned=incident.returned,
        returned_to=ReturnedTo.PLACEMENT if child.care else ReturnedTo.FAMILY_HOME,
        prevention=incident.returned + _minutes(chance, 90, 1200) if chance.random() < 0.8 else None,
        closed=_closed(incident, chance),
        meetings=_meetings(incident, chance),
        heard=_heard(incident, chance),
        seen=incident.span.last_seen + 0.6 * incident.span.length if chance.random() < 0.2 else None,
    )
    return _handed_on(usual, child, incident, chance)


def _reporter(child: Child, incident: Incident, partnership: Partnership) -> Agency:
    """Families ring the police; homes and schools report themselves, and a foster carer tells the authority."""
    if incident.missing_from is MissingFrom.CHILDRENS_HOME and child.care and child.care.home:
        return child.care.home
    if incident.missing_from is MissingFrom.SCHOOL:
        schools = [p for p in partnership.partners if p.agency.kind is AgencyKind.SCHOOL]
        near = next((school for school in schools if school.host == child.authority.code), None)
        return near.agency if near else child.force
    if incident.missing_from in (MissingFrom.FOSTER_HOME, MissingFrom.CARE):
        return child.authority
    return child.force


def _minutes(chance: Random, least: int, most: int, late: float = 0) -> timedelta:
    """Between the two; or with the chance `late`, up to three times as long as it should be."""
    if chance.random() < late:
        least, most = most, 3 * most
    return timedelta(minutes=chance.randint(least, most))


def _found(incident: Incident, chance: Random) -> datetime:
    """Some hours before being back; a child who comes back by themselves is found on arrival."""
    if incident.found_by is FoundBy.RETURNED:
        return incident.returned
    minutes = (incident.returned - incident.reported) // timedelta(minutes=1)
    return incident.returned - min(_minutes(chance, 30, 240), timedelta(minutes=minutes * 3 // 10))


def _closed(incident: Incident, chance: Random) -> datetime | None:
    """Once the interview is settled; an episode whose interview is not stays open for it."""
    interview = incident.interview
    if interview is None or interview.answer is None:
        return None
    return max(interview.held or interview.offered, incident.returned) + _minutes(chance, 600, 4000)


def _handed_on(usual: Course, child: Child, incident: Incident, chance: Random) -> Course:
    """The authority is now and then told late, and hands the interview on some time before its first offer."""
    interview, back = incident.interview, incident.returned
    offered = interview.offered if interview is not None else back + _minutes(chance, 1200, 4000)
    forgotten = chance.random() < 0.1 and usual.reporter != child.authority and offered - back > 6 * HOUR
    late = back + (offered - back) * chance.uniform(0.3, 0.6) if forgotten else None
    if late is not None:
        usual = replace(usual, found_told=late, back_told=late)
    known = late or back + HOUR / 2
    if interview is None or offered <= known:
        return usual
    return replace(usual, handed_on=known + (offered - known) * chance.uniform(0.2, 0.9))


def _meetings(incident: Incident, chance: Random) -> tuple[datetime, ...]:
    """By 24 and 72 hours and then each week while the child is missing, most of them held."""
    rungs = [24, 72, *range(72 + 168, 72 + 168 * 30, 168)]
    held = (incident.span.last_seen + HOUR * rung - _minutes(chance, 60, 600) for rung in rungs)
    return tuple(at for at in held if at < incident.returned and chance.random() < 0.85)


def _heard(incident: Incident, chance: Random) -> tuple[Heard, ...]:
    if incident.span.length < 20 * HOUR or chance.random() > 0.3:
        return ()
    at = incident.span.last_seen + incident.span.length * chance.uniform(0.3, 0.7)
    return (Heard(at, WhereaboutsStanding.CLAIMED),)
