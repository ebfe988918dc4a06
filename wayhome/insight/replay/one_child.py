"""One child's chronology gone through again: when each pattern would first have been seen, and what a person asked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from json.encoder import encode_basestring_ascii as _text
from typing import NamedTuple

from wayhome.rules.alerts import Alerts
from wayhome.rules.alerts.decisions import Asked, folded
from wayhome.rules.alerts.points import Point, points
from wayhome.rules.alerts.seen import Life, known_at
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company
from wayhome.rules.episode import Episode


class FirstSeen(NamedTuple):
    """The first time that a pattern was seen. `episode` counts those known of by then, from 1."""

    at: datetime
    episode: int
    rule: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """`life` is what was gone through, and `known` when each of its episodes was first known of, in order.

    `times_seen` counts every time that any pattern came to be so; `first_seen` holds, by rule, when it first did, and
    `first_alert` the first of them that opens a decision. `asked` is every decision for which a person would have been
    asked, in order.
    """

    life: Life
    known: Sequence[datetime]
    times_seen: int
    first_seen: Mapping[str, FirstSeen]
    asked: Sequence[Asked]
    first_alert: FirstSeen | None

    @property
    def child(self) -> str:
        """The source's own identifier."""
        return self.life.chronology.child

    @property
    def began(self) -> list[datetime]:
        """When each episode did, in order."""
        return [episode.opened_by.happened_at.begins for episode in self.life.episodes]

    @property
    def decisions(self) -> int:
        return len(self.asked)

    @property
    def as_json(self) -> str:
        """One object, written here since there may be half a million; null where no decision was asked for."""
        first = self.first_alert
        if first is None:
            said = '"first_alert_at": null, "first_alert_episode": null, "rule": null'
        else:
            said = (
                f'"first_alert_at": "{first.at.isoformat()}", "first_alert_episode": {first.episode}'
                f', "rule": "{first.rule}"'
            )
        return f'{{"child": {_text(self.child)}, {said}}}'


def replayed(
    then: Chronology,
    of_child: tuple[Episode, ...],
    company: Company,
    alerts: Alerts,
    as_at: datetime,
    begins: datetime | None = None,
) -> Replayed:
    """`then` and `company` are as at `as_at`, and `of_child` are the episodes in it: at least one.

    What nobody ever answered, nor could before `begins`, is taken as answered when due.
    """
    life = alerts.life(then, of_child, company)
    came = points(life, as_at)
    asked = folded(came, life, as_at, begins=begins, standing_in=True)
    return gone_through(life, came, asked, sorted(known_at(episode.opened_by) for episode in of_child))


def gone_through(
    life: Life, came: Iterable[Point], asked: Sequence[Asked], known: Sequence[datetime]
) -> Replayed:
    """`came` is what was seen, in order, and `known` when each episode was first known of, in order."""
    times_seen = 0
    first_seen: dict[str, FirstSeen] = {}
    first_alert: FirstSeen | None = None
    for at, what in came:
        if isinstance(what, tuple):
            rule, times_seen = what[0].rule, times_seen + 1
            if rule not in first_seen:
                first_seen[rule] = FirstSeen(at, _episode(at, known), rule)
            if first_alert is None and life.agreed(at).opens(rule):
                first_alert = FirstSeen(at, _episode(at, known), rule)
    return Replayed(life, known, times_seen, first_seen, asked, first_alert)


def _episode(at: datetime, known: Sequence[datetime]) -> int:
    """Which of the child's episodes was the last that anybody knew of; one that is itself the first to be told of
    may be known of only later.
    """
    return max(1, bisect_right(known, at))
