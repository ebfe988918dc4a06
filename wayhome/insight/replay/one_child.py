"""One child's chronology gone through again: when each pattern would first have been seen, and what a person asked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from json.encoder import encode_basestring_ascii as _text

from wayhome.rules.alerts import Alerts
from wayhome.rules.alerts.decisions import folded
from wayhome.rules.alerts.points import points
from wayhome.rules.alerts.seen import known_at
from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import Episode


@dataclass(frozen=True, slots=True)
class FirstAlert:
    """The first time that a pattern opened a decision. `episode` counts those known of by then, from 1."""

    at: datetime
    episode: int
    rule: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """`child` is the source's own identifier. `began` is when each episode did, in order, and `known` when the first
    agency knew of each.

    `times_seen` counts every time that any pattern came to be so; `first_seen` holds, by rule, at which episode it
    first did. `decisions` is how often a person would have been asked.
    """

    child: str
    began: tuple[datetime, ...]
    known: tuple[datetime, ...]
    times_seen: int
    first_seen: Mapping[str, int]
    decisions: int
    first_alert: FirstAlert | None

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


def replayed(then: Chronology, of_child: tuple[Episode, ...], alerts: Alerts, as_at: datetime) -> Replayed:
    """`then` is as at `as_at`, and `of_child` are the episodes in it: at least one.

    Nobody can answer in a source, so each decision is taken as answered when due.
    """
    life = alerts.life(then, of_child)
    came = points(life)
    known = tuple(sorted(known_at(episode.opened_by) for episode in of_child))
    times_seen = 0
    first_seen: dict[str, int] = {}
    first_alert: FirstAlert | None = None
    for at, what in came:
        if isinstance(what, tuple):
            rule, times_seen = what[0].rule, times_seen + 1
            if rule not in first_seen:
                first_seen[rule] = _episode(at, known)
            if first_alert is None and rule in life.agreed(at).patterns_that_open:
                first_alert = FirstAlert(at, _episode(at, known), rule)
    return Replayed(
        child=then.child,
        began=tuple(episode.opened_by.happened_at.begins for episode in of_child),
        known=known,
        times_seen=times_seen,
        first_seen=first_seen,
        decisions=len(folded(came, life, as_at, standing_in=True)),
        first_alert=first_alert,
    )


def _episode(at: datetime, known: tuple[datetime, ...]) -> int:
    """Which of the child's episodes was the last that anybody knew of; one that is itself the first to be told of
    may be known of only later.
    """
    return max(1, bisect_right(known, at))
