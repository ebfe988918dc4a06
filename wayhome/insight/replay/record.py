"""The question what would have been seen, and when, put to the record: values that any process can take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from wayhome.insight.replay.episodes_counted import ByEpisode
from wayhome.insight.replay.inquiry import Inquired, inquired
from wayhome.insight.replay.one_child import Replayed
from wayhome.insight.replay.really import days_earlier
from wayhome.insight.replay.totals import Totals
from wayhome.rules.alerts import Alerts
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company
from wayhome.rules.guidance.protocol import Protocols


@dataclass(slots=True)
class Knew:
    """Of one agency: how many children it was told were missing, and about how many of them it could have asked."""

    children: int = 0
    alerted: ByEpisode = field(default_factory=Counter)

    def add(self, one: Replayed) -> None:
        self.children += 1
        if one.first_alert is not None:
            self.alerted[one.first_alert.episode] += 1

    def include(self, others: Knew) -> None:
        self.children += others.children
        self.alerted.update(others.alerted)


@dataclass(slots=True)
class OfRecord:
    """`totals` are as from files; `answered` counts the decisions among them that people gave.

    `earlier` counts the children of whom a person ever decided, by how many days after the first alert that was; less
    than nought: before it. `knew` is by the agency's code.
    """

    totals: Totals = field(default_factory=Totals)
    answered: int = 0
    earlier: Counter[int] = field(default_factory=Counter)
    knew: dict[str, Knew] = field(default_factory=dict)

    def add(self, said: Inquired) -> None:
        self.totals.add(said.one)
        self.answered += sum(bool(asked.answers) for asked in said.one.asked)
        first = said.one.first_alert
        if first is not None and (days := days_earlier(first, said.decided)) is not None:
            self.earlier[days] += 1
        for code, one in said.knew.items():
            self.knew.setdefault(code, Knew()).add(one)

    def include(self, others: OfRecord) -> None:
        """Those of other children of the same record."""
        self.totals.include(others.totals)
        self.answered += others.answered
        self.earlier.update(others.earlier)
        for code, theirs in others.knew.items():
            self.knew.setdefault(code, Knew()).include(theirs)


class Answer(NamedTuple):
    """Of a batch of children, in their order. `as_json` is empty unless it was asked for."""

    of: OfRecord
    as_json: list[str]


@dataclass(frozen=True)
class ReplayingRecord:
    """`known_by` is the code of the one agency whose knowledge counts; None: everybody's together.

    `json`: each child is wanted, not only what is counted.
    """

    as_at: datetime
    protocols: Protocols
    known_by: str | None = None
    json: bool = False

    def answer(self, children: Iterable[tuple[Chronology, Company]]) -> Answer:
        alerts, answer = Alerts(self.protocols), Answer(OfRecord(), [])
        for chronology, company in children:
            said = inquired(chronology, company, alerts, self.as_at, self.known_by)
            if said is not None:
                answer.of.add(said)
                if self.json:
                    answer.as_json.append(said.as_json)
        return answer
