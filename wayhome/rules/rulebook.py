"""A nation's pack, a protocol and their version, as the one value that is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from wayhome.rules.ages import eighteenth_birthday
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company, company_as_at, turns_of
from wayhome.rules.doubts import Doubt
from wayhome.rules.duties import Duty
from wayhome.rules.episode import Episode, episodes
from wayhome.rules.event import System
from wayhome.rules.facts import Nation
from wayhome.rules.finding import Finding, State
from wayhome.rules.guidance import england, record, uk, wales
from wayhome.rules.guidance.protocol import DEFAULT, Protocol
from wayhome.rules.ladders import Ladder

#: A rule that needs several children.
Pattern = Callable[[Chronology, Company, datetime], Iterable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """Every rule of both nations; which nation binds a child is decided child by child and duty by duty.

    `nation_if_unstated` stands in only where nobody has stated the agency that would decide it.
    """

    clocks: tuple[Duty | Ladder, ...]
    doubts: tuple[Doubt, ...]
    patterns: tuple[Pattern, ...] = ()
    nation_if_unstated: Nation = Nation.ENGLAND
    version: str

    def findings(self, chronology: Chronology, company: Company, as_at: datetime) -> list[Finding]:
        """Every finding about the child as at `as_at`, settled ones too, in the order of the rules."""
        then = chronology.as_at(as_at)
        return self.findings_of(then, episodes(then), company, as_at)

    def findings_of(
        self, then: Chronology, of_child: tuple[Episode, ...], company: Company, as_at: datetime
    ) -> list[Finding]:
        """The same, for whoever has the chronology as at `as_at`, and the episodes in it, already."""
        said: list[Finding] = []
        for episode in of_child:
            for clock in self.clocks:
                said += clock.findings(then, episode, as_at, self.nation_if_unstated)
        for doubt in self.doubts:
            said += doubt.findings(then, of_child)
        said += self._patterns(then, company, as_at)
        return said

    def parted(self, system: System) -> tuple[Rulebook, Rulebook]:
        """These rules as two books: those that `system` could ever settle, and the clocks on which it is silent."""
        heard = tuple(clock for clock in self.clocks if any(map(system.can_say, clock.answered_by)))
        silent = tuple(clock for clock in self.clocks if clock not in heard)
        return replace(self, clocks=heard), replace(self, clocks=silent, doubts=(), patterns=())

    def started(self, then: Chronology, of_child: tuple[Episode, ...]) -> Iterator[str]:
        """Every rule whose clock had started then, once for each episode."""
        for episode in of_child:
            for clock in self.clocks:
                if clock.started(then, episode, self.nation_if_unstated):
                    yield clock.rule

    def changes_after(
        self, chronology: Chronology, company: Company, findings: Iterable[Finding], as_at: datetime
    ) -> datetime | None:
        """The next moment at which time alone would change any of these `findings`; None: never."""
        return min(self._turns(chronology, company, findings, as_at), default=None)

    def _patterns(self, then: Chronology, company: Company, as_at: datetime) -> Iterator[Finding]:
        seen = company_as_at(company, as_at) if self.patterns else company
        for pattern in self.patterns:
            yield from pattern(then, seen, as_at)

    def _turns(
        self, chronology: Chronology, company: Company, findings: Iterable[Finding], as_at: datetime
    ) -> Iterator[datetime]:
        ahead = chronology.turns_after(as_at)
        if ahead is not None:
            yield ahead
        birthday = eighteenth_birthday(chronology)
        if birthday is not None and birthday.begins > as_at:
            yield birthday.begins
        for finding in findings:
            if finding.due is not None and _may_turn(finding):
                yield from (turn for turn in (finding.due.begins, finding.due.ends) if turn > as_at)
        if self.patterns:
            yield from (turn for turn in turns_of(company) if turn > as_at)


def _may_turn(finding: Finding) -> bool:
    """What is settled stays so, but a rung that was met early is followed by another when it falls due."""
    return finding.needs_someone or (finding.rung != "" and finding.state is not State.NOT_APPLICABLE)


def rulebook(protocol: Protocol = DEFAULT, nation_if_unstated: Nation = Nation.ENGLAND) -> Rulebook:
    """Today's packs of both nations under a partnership's protocol."""
    clocks = (*england.DUTIES, *wales.DUTIES, *uk.DUTIES, *uk.LADDERS)
    return Rulebook(
        clocks=tuple(protocol.settle(clock) for clock in clocks),
        doubts=record.DOUBTS,
        nation_if_unstated=nation_if_unstated,
        version=f"frame-1/{protocol.version}",
    )
