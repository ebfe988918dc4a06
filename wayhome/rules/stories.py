"""The smallest story that starts a clock: of nobody, told to everybody, with only what the clock looks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple, assert_never

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event, Telling
from wayhome.rules.facts import (
    Agency,
    BelievedToBe,
    CareStatus,
    CareStatusStated,
    Fact,
    Found,
    IdentityStated,
    Missing,
    MissingFrom,
    NoticeGiven,
    Placed,
    PlacementKind,
    ResponsibleAuthorityStated,
)
from wayhome.rules.moment import LONDON, Moment
from wayhome.rules.plainest import EPISODE, plainest
from wayhome.rules.triggers import (
    EitherOf,
    Happened,
    Noticed,
    PlacedOutOfArea,
    SearchEnded,
    Told,
    Trigger,
    Turned18,
)

_DAY = timedelta(days=1)


class Situation(NamedTuple):
    """To whom a child who goes missing is tied, as far as anybody has stated; somebody always reports.

    `home` is the children's home in which the child is placed and from which the child is missing, `believed` the force
    of the area in which the child is believed to be.
    """

    responsible: Agency | None
    host: Agency | None
    home: Agency | None
    force: Agency | None
    believed: Agency | None
    reporting: Agency


def story(starts: Trigger, of: Situation, everyone: Sequence[Agency], day: date) -> Chronology:
    """A child in care, missing from noon of that day, and what `starts` looks for; all of it told to `everyone`."""
    noon = Moment.at(datetime.combine(day, time(12), LONDON))
    facts: dict[str, Fact] = {
        "CareStatusStated": CareStatusStated(status=CareStatus.LOOKED_AFTER),
        "Placed": Placed(placement=PlacementKind.CHILDRENS_HOME),
        "Missing": Missing(missing_from=MissingFrom.CHILDRENS_HOME),
    }
    if of.responsible is not None:
        facts["ResponsibleAuthorityStated"] = ResponsibleAuthorityStated(authority=of.responsible)
    if of.believed is not None:
        facts["BelievedToBe"] = BelievedToBe(episode=EPISODE, force=of.believed)
    looked_for = _looked_for(starts, tuple(everyone), day)
    if looked_for is not None:
        facts[type(looked_for).__name__] = looked_for
    told = tuple(Telling(one, noon) for one in everyone)
    return Chronology.of(
        "",
        (
            Event(
                child="",
                key=EPISODE if kind == "Missing" else kind,
                fact=_tied(fact, of),
                happened_at=noon,
                of=of.reporting,
                told=told,
            )
            for kind, fact in facts.items()
        ),
    )


def told_by(day: date) -> datetime:
    """When a story of that day is over: a birthday in it has come by then."""
    return datetime.combine(day + 2 * _DAY, time(12), LONDON)


def _tied(fact: Fact, of: Situation) -> Fact:
    match fact:
        case Missing():
            return replace(fact, force=of.force, place=of.home)
        case Placed():
            return replace(fact, host=of.host, home=of.home)
    return fact


@lru_cache(maxsize=256)
def _looked_for(starts: Trigger, everyone: tuple[Agency, ...], day: date) -> Fact | None:
    """None where a child who is placed and missing is all it looks for, or where no fact is what it looks for."""
    match starts:
        case Happened(kind=kind, where=where) | Told(kind=kind, where=where):
            return next(plainest(kind, where, everyone, day), None)
        case EitherOf(one=one):
            return _looked_for(one, everyone, day)
        case Noticed(notice=notice):
            return NoticeGiven(episode=EPISODE, notice=notice)
        case PlacedOutOfArea(where=where):
            return next(plainest(Placed, where, everyone, day), None) if where else None
        case SearchEnded():
            return Found(episode=EPISODE)
        case Turned18():
            return IdentityStated(born=_eighteen_years_before(day + _DAY))
        case _:
            assert_never(starts)


def _eighteen_years_before(day: date) -> date:
    """For a 29 February, which no such year has, before the day after it."""
    leap = (day.month, day.day) == (2, 29)
    return (day + _DAY if leap else day).replace(year=day.year - 18)
