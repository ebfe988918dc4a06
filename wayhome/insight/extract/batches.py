"""The rows of a batch of children, as columns that any process can hand on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import pyarrow as pa

from wayhome.insight.extract.of_children import OfChild
from wayhome.insight.extract.pseudonyms import Pseudonyms
from wayhome.insight.extract.rows import TABLES
from wayhome.insight.extract.schema import schema
from wayhome.insight.extract.stamps import SCHEMA, Stamped
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company
from wayhome.rules.episode import episodes
from wayhome.rules.event import OWN, System
from wayhome.rules.facts import Nation
from wayhome.rules.finding import Finding, State
from wayhome.rules.guidance.protocol import Protocols
from wayhome.rules.rulebook import rulebook


class Batch(NamedTuple):
    """`tables` by name. `not_stated` counts by rule what the source could not say. `stamps` None: of files."""

    tables: Mapping[str, pa.RecordBatch]
    not_stated: Counter[str]
    stamps: pa.RecordBatch | None = None


@dataclass(frozen=True)
class Extracting:
    """What is asked of every batch. `system` speaks in all of it; the record itself holds what others say, too. Of one
    that `lists_in_care`, whoever is looked after is part without having been missing.
    """

    pseudonyms: Pseudonyms
    as_at: datetime
    protocols: Protocols = ()
    system: System = OWN
    nation: Nation = Nation.ENGLAND
    lists_in_care: bool = False

    def answer(self, people: Iterable[tuple[Chronology, Company]]) -> Batch:
        """A child of whom there is nothing to count by then is no part of it; of one who was never missing no rule is
        asked.
        """
        batch = _Making(self)
        for chronology, company in people:
            batch.add(chronology, company)
        return batch.made

    def answer_stamped(self, people: Iterable[tuple[bytes, Chronology, Company]]) -> Batch:
        """The same, with a row for each stamp; a blank one has none."""
        batch, stamps = _Making(self), list[Stamped]()
        for stamp, chronology, company in people:
            added = batch.add(chronology, company)
            if stamp:
                until = batch.heard.changes_after(chronology, company, added.findings, self.as_at)
                child = self.pseudonyms.of(chronology.child)
                stamps.append(Stamped(stamp, child, until, [*added.not_stated.items()]))
        return batch.made._replace(stamps=_in_columns(SCHEMA, stamps))


class _Added(NamedTuple):
    """Of one child: what the rules said, and what the source could not, counted by rule."""

    findings: list[Finding]
    not_stated: Counter[str]


class _Making:
    """A batch that is being made, child by child."""

    def __init__(self, asked: Extracting) -> None:
        self._asked = asked
        self.heard, self._silent = rulebook(asked.protocols, asked.nation).parted(asked.system)
        self._said: dict[str, list[tuple[object, ...]]] = {table: [] for table in TABLES}
        self._not_stated: Counter[str] = Counter()

    @property
    def made(self) -> Batch:
        tables = {table: _in_columns(schema(table), rows) for table, rows in self._said.items()}
        return Batch(tables, self._not_stated)

    def add(self, chronology: Chronology, company: Company) -> _Added:
        as_at, said = self._asked.as_at, self._said
        then = chronology.as_at(as_at)
        of_child = episodes(then)
        one = OfChild(then, of_child, self._asked.pseudonyms, as_at)
        concerns = list(one.of_concerns())
        lived_in = list(one.of_placements()) if of_child or self._asked.lists_in_care else []
        if of_child or concerns or lived_in:
            said["children"].append(one.who())
            said["concerns"] += concerns
            said["placements"] += lived_in
        if not of_child:
            return _Added([], Counter())
        decided = self.heard.decisions_of(then, of_child, company, as_at)
        findings = self.heard.findings_with(decided, then, of_child, as_at)
        not_stated = Counter(self._silent.started(then, of_child))
        not_stated.update(one.rule for one in findings if one.state is State.NOT_STATED)
        self._not_stated.update(not_stated)
        said["episodes"] += one.of_episodes()
        said["interviews"] += one.of_interviews()
        said["told"] += one.of_told()
        said["findings"] += one.of_findings(findings)
        said["decisions"] += one.of_decisions(decided)
        return _Added(findings, not_stated)


def _in_columns(held: pa.Schema, rows: Sequence[tuple[object, ...]]) -> pa.RecordBatch:
    columns = zip(*rows, strict=True) if rows else ((),) * len(held)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, held, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=held)
