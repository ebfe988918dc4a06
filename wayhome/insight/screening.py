"""What the rules say of every child of a source, asked of one child at a time and without a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from wayhome.insight.hands import Hands
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company
from wayhome.rules.episode import episodes
from wayhome.rules.event import System
from wayhome.rules.facts import Fact, Missing, RecordedAs
from wayhome.rules.finding import Finding, State
from wayhome.rules.rulebook import Rulebook

#: What ends an episode, for the count of those that are open.
_ENDS = ("Returned", "Closed", "FoundDead")


@dataclass(slots=True)
class Totals:
    """What was counted: five numbers of the whole source, whatever the moment that was asked about, and answers.

    `incidents` are those kept, missing and away; `away` those of them recorded as away; `open` those without a
    return or an end; `with_more_than_one` counts children. `said` is how many findings there are of each rule
    and state, `not_stated` how many of each rule the source could not speak of. `held` is for whoever asks who
    held what is late.
    """

    children: int = 0
    incidents: int = 0
    open: int = 0
    away: int = 0
    with_more_than_one: int = 0
    said: Counter[tuple[str, State]] = field(default_factory=Counter)
    not_stated: Counter[str] = field(default_factory=Counter)
    held: Hands = field(default_factory=Hands)

    def add(self, chronology: Chronology) -> None:
        opened = chronology.by_kind.get("Missing", ())
        if not opened:
            return
        ended = {
            key for kind in _ENDS for event in chronology.by_kind.get(kind, ()) for key in event.fact.episodes
        }
        self.children += 1
        self.incidents += len(opened)
        self.open += sum(event.key not in ended for event in opened)
        self.away += sum(_is_away(event.fact) for event in opened)
        self.with_more_than_one += len(opened) > 1

    def include(self, others: Totals) -> None:
        """Those of other children of the same source."""
        self.children += others.children
        self.incidents += others.incidents
        self.open += others.open
        self.away += others.away
        self.with_more_than_one += others.with_more_than_one
        self.said.update(others.said)
        self.not_stated.update(others.not_stated)
        self.held.include(others.held)


def _is_away(fact: Fact) -> bool:
    return isinstance(fact, Missing) and fact.recorded_as is RecordedAs.AWAY


class Screening:
    """What the rules say of every child of one source, as at one moment.

    `totals` are whole once `findings` has been read to its end.
    """

    def __init__(self, rulebook: Rulebook, system: System, as_at: datetime) -> None:
        self.rulebook, self._silent = rulebook.parted(system)
        self.as_at = as_at
        self.totals = Totals()

    def findings(self, people: Iterable[tuple[Chronology, Company]]) -> Iterator[tuple[Finding, Chronology]]:
        """Every finding but those not stated, which are counted: nobody can settle them by asking again.

        With what is late, who held it.
        """
        for chronology, company in people:
            self.totals.add(chronology)
            then = chronology.as_at(self.as_at)
            of_child = episodes(then)
            self.totals.not_stated.update(self._silent.started(then, of_child))
            decided = self.rulebook.decisions_of(then, of_child, company, self.as_at)
            stated = [pair for pair in decided if pair[1] is not State.NOT_STATED]
            for one, state in decided:
                if state is State.NOT_STATED:
                    self.totals.not_stated.update(one.rules)
            for finding in self.rulebook.findings_with(stated, then, of_child, self.as_at):
                if finding.state is State.NOT_STATED:
                    self.totals.not_stated[finding.rule] += 1
                else:
                    self.totals.said[finding.rule, finding.state] += 1
                    yield finding, then
