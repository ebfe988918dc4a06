"""A question put to a partner's files, and its answer for a batch of children: values that any process can take.

Straight from files: rows → events → chronologies → rules, without a record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from wayhome.exchange.profiles.source import NotKept, OneChild, Rows
from wayhome.insight.as_json import as_json
from wayhome.insight.report import Sections, as_rows
from wayhome.insight.screening import Screening, Totals
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company, Share, shares
from wayhome.rules.event import System
from wayhome.rules.facts import Nation
from wayhome.rules.guidance.protocol import DEFAULT, Protocol
from wayhome.rules.rulebook import Rulebook, rulebook


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

    read: Callable[[Rows], tuple[OneChild, list[NotKept]]]
    system: System
    nation: Nation
    as_at: datetime
    every: bool = False
    json: bool = False
    page: bool = False
    protocol: Protocol = DEFAULT

    @property
    def rulebook(self) -> Rulebook:
        return rulebook(self.protocol, self.nation)

    def screening(self) -> Screening:
        return Screening(self.rulebook, self.system, self.as_at)

    def answer(self, children: Iterable[tuple[Rows, Company]]) -> Answer:
        screening = self.screening()
        not_kept: list[NotKept] = []
        said = screening.findings(self._people(children, not_kept))
        findings = [finding for finding in said if self.every or finding.needs_someone]
        return Answer(
            screening.totals,
            list(map(as_json, findings)) if self.json else [],
            as_rows(findings) if self.page else {},
            not_kept,
        )

    def shares(self, children: Iterable[Rows]) -> list[Share]:
        """What these children's events touch that others' may touch too."""
        alone: Iterable[tuple[Rows, Company]] = ((rows, {}) for rows in children)
        return [share for chronology, _ in self._people(alone, []) for share in shares(chronology)]

    def _people(
        self, children: Iterable[tuple[Rows, Company]], not_kept: list[NotKept]
    ) -> Iterator[tuple[Chronology, Company]]:
        """Every child of whom a row was kept."""
        for rows, company in children:
            told, refused = self.read(rows)
            not_kept += refused
            if told.rows:
                yield Chronology.of(told.child, told.events), company
