"""One child's chronology gone through again as one agency knew it: at each moment, what it had been told by then.

An event told to it later, or corrected later, changes nothing of what it could have seen before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from heapq import heappop, heappush

from wayhome.insight.replay.one_child import Replayed, gone_through
from wayhome.rules.alerts import Alerts
from wayhome.rules.alerts.decisions import folded
from wayhome.rules.alerts.findings import began_here
from wayhome.rules.alerts.points import Point, points
from wayhome.rules.alerts.seen import Life
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company, company_known_to, turns_of
from wayhome.rules.episode import episodes
from wayhome.rules.event import Event

#: By what a point is known again at a later moment: an answer by its key, what was seen by what completed it.
Name = tuple[str, str]


def known_then(
    chronology: Chronology, company: Company, agency: str, alerts: Alerts, as_at: datetime
) -> Replayed | None:
    """By the agency's code; None: by `as_at` it had been told of no episode. Of others it knew what it had been told.

    Real answers count from when the agency was told of them. The rest is as for everybody together.
    """
    first: dict[Name, Point] = {}
    known: dict[str, datetime] = {}
    life: Life | None = None
    moments = _moments(chronology, company_known_to(company, agency, as_at), agency, as_at)
    while moments:
        at = heappop(moments)
        then = chronology.known_to(agency, at)
        if of_child := episodes(then):
            life = alerts.life(then, of_child, company_known_to(company, agency, at))
            for episode in of_child:
                known.setdefault(episode.key, at)
            for _, what in points(life, at):
                first.setdefault(_name(what), (at, what))
            for turn in alerts.turns(then, at):
                if turn <= as_at and turn not in moments:
                    heappush(moments, turn)
    if life is None:
        return None
    begins = began_here(life.chronology, life.episodes)
    asked = folded(_counted(life, first, as_at), life, as_at, begins=begins, standing_in=True)
    return gone_through(life, first.values(), asked, sorted(known.values()))


def agencies_told(chronology: Chronology) -> list[str]:
    """Codes of every agency that was told anything, in order."""
    return sorted({telling.to.code for event in chronology.editions for telling in event.told})


def _moments(chronology: Chronology, others: Company, agency: str, as_at: datetime) -> list[datetime]:
    """Every moment by `as_at` at which what the agency knew was another than before, the earliest first."""
    moments = {*_told_or_begun(chronology, agency), *turns_of(others)}
    return sorted(moment for moment in moments if moment <= as_at)


def _told_or_begun(chronology: Chronology, agency: str) -> Iterator[datetime]:
    for event in chronology.editions:
        told = min((one.at.begins for one in event.told if one.to.code == agency), default=None)
        if told is not None:
            yield told
            yield max(told, event.happened_at.begins)


def _counted(life: Life, first: dict[Name, Point], as_at: datetime) -> list[Point]:
    """What was seen, as it counts for a decision: what a file brought after an answer was not weighed in it."""
    counts = {_name(what): at for at, what in points(life, as_at)}
    came = [(max(at, counts.get(name, at)), what) for name, (at, what) in first.items()]
    return sorted(came, key=lambda point: (point[0], not isinstance(point[1], Event)))


def _name(what: object) -> Name:
    if isinstance(what, Event):
        return "", what.key
    assert isinstance(what, tuple)
    pattern, seen = what
    return pattern.rule, seen.events[-1].key
