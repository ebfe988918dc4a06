"""Who held the clock: in whose hands the hours of a late duty went by.

Until the owner of a duty knows of what started it, whoever learned last could have passed it on. From then on it is
the owner's, and goes to another only with the work: to be told is not to be asked. A late telling moves no limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from wayhome.rules.chronology import Chronology
from wayhome.rules.duties import Duty
from wayhome.rules.event import Event, Telling
from wayhome.rules.facts import Agency
from wayhome.rules.finding import Finding
from wayhome.rules.ladders import Ladder
from wayhome.rules.moment import Moment

_ZERO = timedelta()


class Hours(NamedTuple):
    """At least and at most so long: the same where every time that bounds it is exact."""

    least: timedelta
    most: timedelta


class Part(NamedTuple):
    """Time in the hands of one agency, or of several that learned at one moment.

    `learned` None: the source cannot say when. `assumed`: it is not stated that they were told.
    """

    by: tuple[Agency, ...]
    learned: Moment | None
    assumed: bool
    hours: Hours


class Held(NamedTuple):
    """From the start of a clock to its end: met, given up, or as at the moment asked about.

    All in whole minutes. `before_known` and the hours of `parts`, in the order of learning, make up `whole`.
    `before_owner` are the hours gone before the owner was told: None where no telling to it is recorded, or nobody
    has stated whose it is. `owner_learned` is a part's `learned`, `owner_assumed` its `assumed`.
    """

    started_at: Moment
    ended_at: Moment
    whole: Hours
    before_known: Hours
    parts: tuple[Part, ...]
    before_owner: Hours | None
    owner_learned: Moment | None
    owner_assumed: bool


class _Learned(NamedTuple):
    """`told`: somebody told when, and `at` is not merely what is possible. `can_take`: even once the owner knows."""

    by: tuple[Agency, ...]
    at: Moment
    assumed: bool = False
    told: bool = True
    can_take: bool = False


def held(finding: Finding, clock: Duty | Ladder, then: Chronology, as_at: datetime) -> Held | None:
    """Of a finding of this clock as at `as_at`; None where it is not late. `then` is as at `as_at` already."""
    if finding.started_at is None or not finding.is_late:
        return None
    start, end = _to_the_minute(finding.started_at), _to_the_minute(finding.settled_at or Moment.at(as_at))
    told = _told(finding, clock, then)
    owner = _owner(finding.owner, told, then.by_key[finding.evidence[0]], start, end)
    everyone = _in_order(_others(told, owner, clock), owner)
    parts = []
    for one in everyone:
        hours = _held_by(one, everyone, owner, start, end)
        if hours.most > _ZERO:
            parts.append(Part(one.by, one.at if one.told else None, one.assumed, hours))
    return Held(
        started_at=start,
        ended_at=end,
        whole=_between(start, end),
        before_known=_between(start, _earlier(end, *(one.at for one in everyone))),
        parts=tuple(parts),
        before_owner=_between(start, _earlier(owner.at, end)) if owner else None,
        owner_learned=owner.at if owner and owner.told else None,
        owner_assumed=owner is not None and owner.assumed,
    )


def _told(finding: Finding, clock: Duty | Ladder, then: Chronology) -> dict[Agency, list[Telling]]:
    """Every telling of what started it, and of the work on it, by agency."""
    events = [then.by_key[finding.evidence[0]]]
    for trigger in clock.begun_by if isinstance(clock, Duty) else ():
        begun = then.by_kind.get(trigger.topic, ())
        events += [event for event in begun if finding.episode in event.fact.episodes]
    told: dict[Agency, list[Telling]] = {}
    for event in events:
        for telling in event.told:
            told.setdefault(telling.to, []).append(telling)
    return told


def _owner(
    owner: Agency | None, told: dict[Agency, list[Telling]], started: Event, start: Moment, end: Moment
) -> _Learned | None:
    """When the owner learned; None: it was never told. A source that cannot say leaves it open until the work began."""
    if owner is None:
        return None
    first = _first(owner, told[owner], can_take=True) if owner in told else None
    can_say = started.system.can_say(f"{started.kind} told {owner.kind}")
    if can_say or (first and any(telling.to == owner for telling in started.told)):
        return first
    earliest = min(start.begins, first.at.begins) if first else start.begins
    latest = first.at.ends if first else max(start.begins, end.ends)
    return _Learned((owner,), Moment(earliest, latest), told=False, can_take=True)


def _others(
    told: dict[Agency, list[Telling]], owner: _Learned | None, clock: Duty | Ladder
) -> Iterator[_Learned]:
    """All but the owner. Whoever learns after it has it in hand only if the work is handed to their kind."""
    handed_to = clock.handed_to if isinstance(clock, Duty) else None
    for agency, tellings in told.items():
        if owner is not None and agency in owner.by:
            continue
        helps = agency.kind is handed_to
        # Work is handed on in words: an assumed telling counts only where none was stated.
        stated = [telling for telling in tellings if telling.stated] if helps else []
        one = _first(agency, stated or tellings, can_take=helps)
        if owner is None or not owner.at.by(one.at) or (helps and not one.at.by(owner.at)):
            yield one


def _first(agency: Agency, tellings: list[Telling], *, can_take: bool) -> _Learned:
    """Of several tellings the first lies before the latest that each can have been."""
    first, at = tellings[0], tellings[0].at
    if len(tellings) > 1:
        first = min(tellings, key=lambda telling: (telling.at, not telling.stated))
        at = _earlier(*(telling.at for telling in tellings))
    return _Learned((agency,), _to_the_minute(at), assumed=not first.stated, can_take=can_take)


def _in_order(others: Iterable[_Learned], owner: _Learned | None) -> list[_Learned]:
    """All who had it in hand, in the order of learning; those of one moment together, the owner apart."""
    at_once: dict[Moment, list[_Learned]] = {}
    for one in others:
        at_once.setdefault(one.at, []).append(one)
    everyone = [_together(at, ones) if len(ones) > 1 else ones[0] for at, ones in at_once.items()]
    if owner is not None:
        everyone.append(owner)
    return sorted(everyone, key=lambda one: (one.at.begins, one.at.ends, one.can_take))


def _together(at: Moment, ones: list[_Learned]) -> _Learned:
    """Of one instant those count who were told in words: that another uses this record hands it nothing."""
    in_words = [one for one in ones if not one.assumed]
    counted = in_words if in_words and at.is_instant else ones
    return _Learned(
        by=tuple(agency for one in counted for agency in one.by),
        at=at,
        assumed=any(one.assumed for one in counted),
        can_take=any(one.can_take for one in counted),
    )


def _held_by(
    one: _Learned, everyone: Iterable[_Learned], owner: _Learned | None, start: Moment, end: Moment
) -> Hours:
    """From when they learned until somebody took it from them, within the clock."""
    begins, ends = end.begins, end.ends
    for other in everyone:
        if other is one or (one is owner and not other.can_take):
            continue
        if not other.at.by(one.at):
            begins = min(begins, other.at.begins)
        counts = owner is None or other.can_take or other.at.by(owner.at)
        if (counts and one.at.by(other.at)) or (other is owner and not one.can_take):
            ends = min(ends, other.at.ends)
    since = max(one.at.begins, start.begins), max(one.at.ends, start.ends)
    return Hours(max(begins - since[1], _ZERO), max(ends - since[0], _ZERO))


def _to_the_minute(moment: Moment) -> Moment:
    """People write in minutes, and the record's own clock in seconds: what they say of one moment must be one."""
    begins, ends = moment.begins, moment.ends
    if begins.second or begins.microsecond or ends.second or ends.microsecond:
        return Moment(begins.replace(second=0, microsecond=0), ends.replace(second=0, microsecond=0))
    return moment


def _between(begun: Moment, over: Moment) -> Hours:
    return Hours(max(over.begins - begun.ends, _ZERO), max(over.ends - begun.begins, _ZERO))


def _earlier(*moments: Moment) -> Moment:
    return Moment(min([one.begins for one in moments]), min([one.ends for one in moments]))
