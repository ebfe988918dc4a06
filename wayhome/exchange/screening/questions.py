"""A question put to a partner's files, and its answer for a batch of children: values that any process can take.

Straight from files: rows → events → chronologies → rules, without a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from wayhome.exchange.profiles.source import NotKept, Rows
from wayhome.exchange.screening.people import Read, chronologies
from wayhome.insight.as_json import as_json
from wayhome.insight.report import Sections, as_rows
from wayhome.insight.screening import Screening, Totals
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company
from wayhome.rules.event import System
from wayhome.rules.facts import Nation
from wayhome.rules.finding import Finding
from wayhome.rules.guidance.protocol import Protocols
from wayhome.rules.held import Held
from wayhome.rules.rulebook import Rulebook, rulebook, who_held


class Answer(NamedTuple):
    """Of a batch of children, in their order. `as_json` and `as_rows` are empty unless they were asked for."""

    totals: Totals
    as_json: list[str]
    as_rows: Sections
    not_kept: list[NotKept]


@dataclass(frozen=True)
class Question:
    """`read` and `system` are the source's. `every`: all findings are wanted, not only those that need someone;
    `json`, `page`: in which forms.
    """

    read: Read
    system: System
    nation: Nation
    as_at: datetime
    every: bool = False
    json: bool = False
    page: bool = False
    protocols: Protocols = ()

    @property
    def rulebook(self) -> Rulebook:
        return rulebook(self.protocols, self.nation)

    def screening(self) -> Screening:
        return Screening(self.rulebook, self.system, self.as_at)

    def answer(self, children: Iterable[tuple[Rows, Company]]) -> Answer:
        screening = self.screening()
        not_kept: list[NotKept] = []
        wanted = list(self._wanted(screening, chronologies(self.read, children, not_kept)))
        return Answer(
            screening.totals,
            [as_json(finding, held) for finding, held in wanted] if self.json else [],
            as_rows(finding for finding, _ in wanted) if self.page else {},
            not_kept,
        )

    def _wanted(
        self, screening: Screening, people: Iterable[tuple[Chronology, Company]]
    ) -> Iterator[tuple[Finding, Held | None]]:
        """What is listed, with who held it; of what is not, that is worked out only for totals that are shown."""
        shows_totals = self.page or not self.json
        for finding, then in screening.findings(people):
            is_listed = self.every or finding.needs_someone
            held = who_held(finding, then, self.as_at) if is_listed or shows_totals else None
            if held is not None and shows_totals:
                screening.totals.held.add(finding, held)
            if is_listed:
                yield finding, held
