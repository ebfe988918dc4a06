"""Coming of age, as an extract tells of it: no nearer to the day of birth than whoever counts must know."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from wayhome.insight.extract.rows import DAYS_AFTER
from wayhome.rules.ages import ADULT, birthday
from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import Episode, Standing
from wayhome.rules.factors import Factor, agency_for
from wayhome.rules.moment import day_of

#: Among those who count: whoever counts the episodes of all agencies.
_ALL = ""


@dataclass(frozen=True, slots=True)
class OfAge:
    """Since the 18th birthday, of one who was missing or away before it. `last` is the number of the last episode that
    began before it and in which the child was missing, for each who may count: all together, an authority, a force.
    """

    on: date
    then: Chronology
    last: Mapping[str, int]

    @classmethod
    def by(
        cls, as_at: datetime, born: date | None, then: Chronology, of_child: tuple[Episode, ...]
    ) -> Self | None:
        """None until the day has come, and of whom every episode began later: a mistyped year is likelier than an adult
        among children.
        """
        if born is None:
            return None
        begins = birthday(ADULT, born).begins
        before = [one for one in of_child if one.opened_by.happened_at.begins < begins]
        if begins > as_at or not before:
            return None
        missing = (one for one in before if not one.is_away)
        return cls(
            day_of(begins), then, {who: one.number for one in missing for who in _counted_by(one, then)}
        )

    def while_missing(self, began_on: date, ended_on: date | None) -> date | None:
        return self.on if began_on < self.on and (ended_on is None or self.on <= ended_on) else None

    def within(self, episode: Episode, ended_on: date | None) -> int | None:
        """By how many days after it ended. None of one after which nobody waits for the next, or after which everybody
        who counts it counts another before that day.
        """
        if ended_on is None or episode.is_away or episode.standing is Standing.FOUND_DEAD:
            return None
        if all(episode.number < self.last.get(who, 0) for who in _counted_by(episode, self.then)):
            return None
        time = bisect_left(DAYS_AFTER, (self.on - ended_on).days)
        return DAYS_AFTER[time] if time < len(DAYS_AFTER) else None


def _counted_by(episode: Episode, then: Chronology) -> Iterator[str]:
    yield _ALL
    for agency in (agency_for(Factor.RESPONSIBLE_AUTHORITY, then, episode), episode.force):
        if agency is not None:
            yield agency.code
