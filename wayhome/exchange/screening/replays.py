"""The question what would have been seen, and when, put to a partner's files: values that any process can take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from wayhome.exchange.profiles.source import NotKept, Rows
from wayhome.exchange.screening.people import Read, chronologies
from wayhome.insight.replay.one_child import replayed
from wayhome.insight.replay.totals import Totals
from wayhome.rules.alerts import Alerts
from wayhome.rules.company import Company, company_as_at
from wayhome.rules.episode import episodes
from wayhome.rules.guidance.protocol import Protocols


class Answer(NamedTuple):
    """Of a batch of children, in their order. `as_json` is empty unless it was asked for."""

    totals: Totals
    as_json: list[str]
    not_kept: list[NotKept]


@dataclass(frozen=True)
class Replaying:
    """`read` is the source's. `json`: each child is wanted, not only what is counted."""

    read: Read
    as_at: datetime
    json: bool = False
    protocols: Protocols = ()

    def answer(self, children: Iterable[tuple[Rows, Company]]) -> Answer:
        alerts, totals = Alerts(self.protocols), Totals()
        as_json: list[str] = []
        not_kept: list[NotKept] = []
        for chronology, company in chronologies(self.read, children, not_kept):
            then, seen = chronology.as_at(self.as_at), company_as_at(company, self.as_at)
            of_child = episodes(then)
            if of_child:
                one = replayed(then, of_child, seen, alerts, self.as_at)
                totals.add(one)
                if self.json:
                    as_json.append(one.as_json)
        return Answer(totals, as_json, not_kept)
