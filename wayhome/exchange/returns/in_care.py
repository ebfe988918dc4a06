"""When a child was looked after, and where, in days: what the episodes of a return say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from wayhome.exchange.profiles.ssda903.periods import Care
from wayhome.rules.ages import eighteenth_birthday
from wayhome.rules.chronology import Chronology
from wayhome.rules.facts import CareStatus, CareStatusStated, Placed
from wayhome.rules.moment import day_of
from wayhome.rules.placement import placements


@dataclass(frozen=True, slots=True)
class Stay:
    """A time in one place, within a period of care that it begins or not. `placed` None: nobody says where.

    `goes_on`: the period does, in another place, from the day on which this one ended.
    """

    began: date
    ended: date | None
    placed: Placed | None
    begins_care: bool
    goes_on: bool


def in_care(chronology: Chronology, until: date) -> list[Care]:
    """Every unbroken period, as it stood at the end of that day: it is stated that the child is looked after, or the
    child is placed. It ends with the eighteenth birthday at the latest.
    """
    adult = eighteenth_birthday(chronology)
    birthday = day_of(adult.begins) if adult else date.max
    ceased = ((one, min(one.ceased or date.max, birthday)) for one in _periods(chronology))
    return [
        Care(one.began, on if on <= until else None)
        for one, on in ceased
        if one.began <= until and one.began < birthday
    ]


def stays(chronology: Chronology, in_care: Iterable[Care]) -> list[Stay]:
    """Each period of care, divided where the placement that was last begun ends or another begins."""
    homes = list(_homes(chronology))
    return [stay for period in in_care for stay in _within(period, homes)]


def _periods(chronology: Chronology) -> list[Care]:
    """One that begins on the day on which another ceases goes on with it, as the checks count."""
    joined: list[Care] = []
    every = (*_stated(chronology), *(Care(one.began, one.ended) for one in _homes(chronology)))
    for one in sorted(every, key=lambda period: period.began):
        last = joined[-1] if joined else None
        if last is None or (last.ceased is not None and one.began > last.ceased):
            joined.append(one)
        elif last.ceased is not None:
            joined[-1] = Care(last.began, one.ceased and max(last.ceased, one.ceased))
    return joined


def _stated(chronology: Chronology) -> Iterator[Care]:
    """Said again, it does not begin anew. Said and denied of one time, it ends and begins as it can have."""
    began: date | None = None
    for _, at_once in groupby(_statements(chronology), key=itemgetter(0)):
        said = {looked_after: day_of(when) for when, looked_after in at_once}
        if began is None:
            began = said.get(True)
            if began is not None and False in said:
                yield Care(began, said[False])
                began = None
        elif False in said:
            yield Care(began, said[False])
            began = said.get(True)
    if began is not None:
        yield Care(began, None)


def _statements(chronology: Chronology) -> Iterator[tuple[datetime, bool]]:
    for event in chronology.by_kind.get("CareStatusStated", ()):
        assert isinstance(event.fact, CareStatusStated)
        yield event.happened_at.begins, event.fact.status is CareStatus.LOOKED_AFTER


class _Home(NamedTuple):
    began: date
    ended: date | None
    placed: Placed

    def covers(self, on: date, until: date | None) -> bool:
        if self.began > on:
            return False
        return self.ended is None or (until is not None and until <= self.ended)


def _homes(chronology: Chronology) -> Iterator[_Home]:
    """Every placement, in the order in which they began, until it ended or it was stated that the child is looked after
    no more. One that is said to have ended before it began is none.
    """
    denied = [day_of(when) for when, looked_after in _statements(chronology) if not looked_after]
    for placement in placements(chronology):
        began = day_of(placement.began.happened_at.begins)
        ends = [on for on in denied if on > began]
        if placement.ended is not None:
            ends.append(day_of(placement.ended.happened_at.begins))
        ended = min(ends, default=None)
        if ended is None or ended >= began:
            yield _Home(began, ended, placement.fact)


def _within(period: Care, homes: list[_Home]) -> Iterator[Stay]:
    turns = {on for one in homes for on in (one.began, one.ended) if on is not None}
    inside = sorted(on for on in turns if on > period.began and (period.ceased is None or on < period.ceased))
    parts = [
        (on, until, next((one for one in reversed(homes) if one.covers(on, until)), None))
        for on, until in pairwise([period.began, *inside, period.ceased])
        if on is not None
    ]
    for home, group in groupby(parts, key=itemgetter(2)):
        same = list(group)
        began, ended = same[0][0], same[-1][1]
        yield Stay(
            began, ended, home.placed if home else None, began == period.began, same[-1] is not parts[-1]
        )
