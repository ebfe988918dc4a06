"""The rows of a batch of children, as columns that any process can hand on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import pyarrow as pa

from wayhome.insight.extract.of_children import OfChild
from wayhome.insight.extract.pseudonyms import Pseudonyms
from wayhome.insight.extract.rows import TABLES
from wayhome.insight.extract.schema import schema
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company
from wayhome.rules.episode import episodes
from wayhome.rules.event import OWN, System
from wayhome.rules.facts import Nation
from wayhome.rules.finding import State
from wayhome.rules.guidance.patterns import DECISION
from wayhome.rules.guidance.protocol import Protocols
from wayhome.rules.rulebook import rulebook


class Batch(NamedTuple):
    """`tables` by name. `not_stated` counts by rule what the source could not say."""

    tables: Mapping[str, pa.RecordBatch]
    not_stated: Counter[str]


@dataclass(frozen=True)
class Extracting:
    """What is asked of every batch. `system` speaks in all of it; the record itself holds what others say, too."""

    pseudonyms: Pseudonyms
    as_at: datetime
    protocols: Protocols = ()
    system: System = OWN
    nation: Nation = Nation.ENGLAND

    def answer(self, people: Iterable[tuple[Chronology, Company]]) -> Batch:
        """A child without an episode or a concern by then is no part of it; of a concern alone nothing else is said."""
        heard, silent = rulebook(self.protocols, self.nation).parted(self.system)
        said: dict[str, list[tuple[object, ...]]] = {table: [] for table in TABLES}
        not_stated: Counter[str] = Counter()
        for chronology, company in people:
            then = chronology.as_at(self.as_at)
            of_child = episodes(then)
            one = OfChild(then, of_child, self.pseudonyms)
            concerns = list(one.of_concerns())
            if not (of_child or concerns):
                continue
            said["children"].append(one.who())
            said["concerns"] += concerns
            if not of_child:
                continue
            findings = heard.findings_of(then, of_child, company, self.as_at)
            not_stated.update(silent.started(then, of_child))
            not_stated.update(one.rule for one in findings if one.state is State.NOT_STATED)
            said["episodes"] += one.of_episodes()
            said["interviews"] += one.of_interviews()
            said["findings"] += one.of_findings(findings)
            was_asked = any(each.rule == DECISION.rule for each in findings)
            if was_asked:  # of most children nobody was
                decisions = heard.decisions_of(then, of_child, company, self.as_at)
                said["decisions"] += one.of_decisions(decisions)
            said["placements"] += one.of_placements()
        return Batch({table: _in_columns(table, rows) for table, rows in said.items()}, not_stated)


def _in_columns(table: str, rows: list[tuple[object, ...]]) -> pa.RecordBatch:
    held = schema(table)
    columns = zip(*rows, strict=True) if rows else ((),) * len(held)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, held, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=held)
