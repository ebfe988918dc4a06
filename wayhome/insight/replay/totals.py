"""What was counted over every child of a source: of patterns, of decisions, and of the two thresholds beside them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wayhome.insight.replay.coverage import Coverage, Who
from wayhome.insight.replay.episodes_counted import ByEpisode
from wayhome.insight.replay.one_child import Replayed
from wayhome.insight.replay.thresholds import THRESHOLDS
from wayhome.rules.guidance.patterns import PATTERNS, Pattern
from wayhome.rules.guidance.protocol import Protocols, patterns_of

_WEEK = timedelta(weeks=1)


@dataclass(slots=True)
class Counted:
    """Of one pattern or threshold: children by the episode at which it first was so, and how often it was in all."""

    children: ByEpisode = field(default_factory=Counter)
    times: int = 0

    def include(self, others: Counted) -> None:
        self.children.update(others.children)
        self.times += others.times


@dataclass(slots=True)
class Totals:
    """`children` and `incidents` are those of whom something had begun by the moment that was asked about.

    `patterns` are those that were looked for, and `rules` counts by the rule of each.
    `alerts` counts every time that a pattern was seen, `decisions` how often a person would have been asked,
    `alerted` the children of whom anybody ever would have been. `first` and `last` are when the first and the last
    incident began; None: there is none.
    """

    children: int = 0
    incidents: int = 0
    alerts: int = 0
    decisions: int = 0
    alerted: ByEpisode = field(default_factory=Counter)
    patterns: tuple[Pattern, ...] = PATTERNS
    rules: defaultdict[str, ByEpisode] = field(default_factory=lambda: defaultdict(Counter))
    thresholds: dict[str, Counted] = field(default_factory=lambda: {name: Counted() for name in THRESHOLDS})
    coverage: Coverage = field(default_factory=Coverage)
    first: datetime | None = None
    last: datetime | None = None

    @classmethod
    def under(cls, agreed: Protocols) -> Totals:
        """Of nothing so far, with every pattern that these protocols look for."""
        return cls(patterns=patterns_of(agreed))

    def add(self, one: Replayed) -> None:
        began, life = one.began, one.life
        self.children += 1
        self.incidents += len(began)
        self.alerts += one.times_seen
        self.decisions += one.decisions
        if one.first_alert is not None:
            self.alerted[one.first_alert.episode] += 1
        for rule, first in one.first_seen.items():
            self.rules[rule][first.episode] += 1
        for name, fires in THRESHOLDS.items():
            numbers = list(fires(began))
            if numbers:
                self.thresholds[name].children[numbers[0]] += 1
                self.thresholds[name].times += len(numbers)
        self.coverage.add(Who.of(life.chronology, life.episodes[0]), is_alerted=one.first_alert is not None)
        self._spans(began[0], began[-1])

    def include(self, others: Totals) -> None:
        """Those of other children of the same source."""
        self.children += others.children
        self.incidents += others.incidents
        self.alerts += others.alerts
        self.decisions += others.decisions
        self.alerted.update(others.alerted)
        for rule, counted in others.rules.items():
            self.rules[rule].update(counted)
        for name, threshold in others.thresholds.items():
            self.thresholds[name].include(threshold)
        self.coverage.include(others.coverage)
        if others.first is not None and others.last is not None:
            self._spans(others.first, others.last)

    @property
    def weeks(self) -> float:
        """From when the first incident began to when the last did, and one week at least.

        None of them began after the moment that was asked about.
        """
        if self.first is None or self.last is None:
            return 1.0
        return max(1.0, (self.last - self.first) / _WEEK)

    def per_week(self, n: int) -> float:
        return n / self.weeks

    @property
    def decisions_per_hundred(self) -> float | None:
        """Of incidents; None where there is none."""
        return 100 * self.decisions / self.incidents if self.incidents else None

    def _spans(self, first: datetime, last: datetime) -> None:
        self.first = first if self.first is None else min(self.first, first)
        self.last = last if self.last is None else max(self.last, last)
