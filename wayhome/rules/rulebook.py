"""A nation's pack, a protocol and their version, as the one value that is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, cached_property, lru_cache, partial
from itertools import chain

from wayhome.rules.ages import eighteenth_birthday
from wayhome.rules.alerts import Alerts
from wayhome.rules.alerts.findings import Decided
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company, company_as_at, turns_of
from wayhome.rules.doubts import Doubt, aged_18_or_over
from wayhome.rules.duties import Duty
from wayhome.rules.episode import Episode, episodes
from wayhome.rules.event import System
from wayhome.rules.facts import Nation
from wayhome.rules.finding import Finding
from wayhome.rules.guidance import england, local, record, uk, wales
from wayhome.rules.guidance.bank_holidays import ENGLAND_AND_WALES
from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.guidance.protocol import Protocols, in_force_on, named, settled, without_gaps
from wayhome.rules.held import Held, held
from wayhome.rules.ladders import Ladder
from wayhome.rules.lasting import Clocks, Starting, beside, changes_of, said_last, said_of
from wayhome.rules.limits import Limit
from wayhome.rules.placement import TimeInCare, placements, times_in_care
from wayhome.rules.triggers import may_be_found
from wayhome.rules.working_days import Calendar, WorkingDays

#: The version of the packs: raised whenever a duty is added, or one says something else.
PACK = "packs-10"

#: Of fewer episodes it is quicker to ask all clocks again than to keep what they said, as a load would of every child.
MANY = 10


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """Every rule of both nations; which nation binds a child is decided child by child and duty by duty.

    `nation_if_unstated` stands in only where nobody has stated the agency that would decide it.
    """

    clocks: tuple[Duty | Ladder, ...]
    of_placements: tuple[Duty, ...]
    of_care: tuple[Duty, ...]
    doubts: tuple[Doubt, ...]
    alerts: Alerts | None = None
    nation_if_unstated: Nation = Nation.ENGLAND
    version: str

    def findings(self, chronology: Chronology, company: Company, as_at: datetime) -> list[Finding]:
        """Every finding about the child as at `as_at`, settled ones too, in the order of the rules."""
        then = chronology.as_at(as_at)
        return self.findings_of(then, episodes(then), company, as_at)

    def answerable(self, chronology: Chronology, company: Company, as_at: datetime) -> list[Finding]:
        """The same without what no source of its episode could ever answer, and so without most of what old files tell.

        That is *not stated*, or fell away with the child's death: it needs nobody, and no time will change it.
        """
        then = chronology.as_at(as_at)
        return self.answerable_of(then, episodes(then), company, as_at)

    def answerable_of(
        self, then: Chronology, of_child: tuple[Episode, ...], company: Company, as_at: datetime
    ) -> list[Finding]:
        """The same, for whoever has the chronology as at `as_at`, and the episodes in it, already."""
        around, said = beside(then), said_last if len(of_child) >= MANY else said_of
        of_episodes = (
            said(episode, self._clocks_of(episode.systems), around, as_at, self.nation_if_unstated)
            for episode in of_child
        )
        apart = self._beside_patterns(chain.from_iterable(of_episodes), then, of_child, as_at)
        return [*apart, *self._seen(then, of_child, company, as_at)]

    def findings_of(
        self, then: Chronology, of_child: tuple[Episode, ...], company: Company, as_at: datetime
    ) -> list[Finding]:
        """The same, for whoever has the chronology as at `as_at`, and the episodes in it, already."""
        apart = self.findings_with((), then, of_child, as_at)
        return [*apart, *self._seen(then, of_child, company, as_at)]

    def findings_with(
        self, decided: Sequence[Decided], then: Chronology, of_child: tuple[Episode, ...], as_at: datetime
    ) -> list[Finding]:
        """The same, for whoever has the decisions too; of patterns it says what is in these, and nothing of others."""
        around = beside(then)
        of_episodes = (
            said_of(episode, self.clocks, around, as_at, self.nation_if_unstated) for episode in of_child
        )
        apart = self._beside_patterns(chain.from_iterable(of_episodes), then, of_child, as_at)
        return [*apart, *self.alerts.findings_of(decided, then, of_child, as_at)] if self.alerts else apart

    def decisions_of(
        self, then: Chronology, of_child: tuple[Episode, ...], company: Company, as_at: datetime
    ) -> list[Decided]:
        """Every decision that patterns asked for, with how it stands; `then` and `of_child` as above."""
        if self.alerts is None or not of_child:
            return []
        return list(self.alerts.decisions(then, of_child, company_as_at(company, as_at), as_at))

    def _beside_patterns(
        self, of_episodes: Iterable[Finding], then: Chronology, of_child: tuple[Episode, ...], as_at: datetime
    ) -> list[Finding]:
        said = list(of_episodes)
        said += (finding for _, _, finding in self.findings_in_care(then, as_at))
        for doubt in self.doubts:
            said += doubt.findings(then, of_child)
        return said

    def _seen(
        self, then: Chronology, of_child: tuple[Episode, ...], company: Company, as_at: datetime
    ) -> Iterable[Finding]:
        if self.alerts is None:
            return ()
        return self.alerts.findings(then, of_child, company_as_at(company, as_at), as_at)

    def findings_in_care(
        self, then: Chronology, as_at: datetime
    ) -> Iterator[tuple[Duty, TimeInCare, Finding]]:
        """What the clocks of placements and times in care say, each with its clock and what that runs over."""
        for duty, over in self._running_in_care(then):
            for finding in duty.findings(then, over, as_at, self.nation_if_unstated):
                yield duty, over, finding

    def parted(self, system: System) -> tuple[Rulebook, Rulebook]:
        """These rules as two books: those that `system` could ever settle, and the clocks that it can only start.

        Patterns are seen in what any system says, and of one that can hold no decision what is due is asked as of now.
        """
        heard = self._with_clocks(lambda clock: _is_heard(clock, system))
        if heard.alerts is not None and not system.can_say("PatternDecided"):
            heard = replace(heard, alerts=replace(heard.alerts, hears_decisions=False))
        silent = self._with_clocks(
            lambda clock: not _is_heard(clock, system) and may_be_found(clock.starts, system)
        )
        return heard, replace(silent, doubts=(), alerts=None)

    def _with_clocks(self, holds: Callable[[Duty | Ladder], bool]) -> Rulebook:
        return replace(
            self,
            clocks=tuple(filter(holds, self.clocks)),
            of_placements=tuple(filter(holds, self.of_placements)),
            of_care=tuple(filter(holds, self.of_care)),
        )

    def started(self, then: Chronology, of_child: tuple[Episode, ...]) -> Iterator[str]:
        """Every rule whose clock had started then, once for each episode or placement."""
        for episode in of_child:
            yield from self._starting.rules_of(episode, then, self.nation_if_unstated)
        for duty, over in self._running_in_care(then):
            if duty.started(then, over, self.nation_if_unstated):
                yield duty.rule

    @property
    def asks_for_company(self) -> bool:
        """Does any of them look at other children?"""
        return self.alerts is not None

    @property
    def every_clock(self) -> tuple[Duty | Ladder, ...]:
        return (*self.clocks, *self.of_placements, *self.of_care)

    def of_rule(self, rule: str) -> Rulebook:
        """The clocks of this rule alone."""
        return replace(self._with_clocks(lambda clock: clock.rule == rule), doubts=(), alerts=None)

    def changes_after(
        self, chronology: Chronology, company: Company, findings: Iterable[Finding], as_at: datetime
    ) -> datetime | None:
        """The next moment at which time alone would change any of these `findings`; None: never."""
        return min(self._turns(chronology, company, findings, as_at), default=None)

    def _running_in_care(self, then: Chronology) -> Iterator[tuple[Duty, TimeInCare]]:
        for placement in placements(then) if self.of_placements else ():
            for duty in self.of_placements:
                yield duty, placement
        for time in times_in_care(then) if self.of_care else ():
            for duty in self.of_care:
                yield duty, time

    @cached_property
    def _starting(self) -> Starting:
        return Starting(self.clocks)

    @cached_property
    def _clocks_of(self) -> Callable[[frozenset[System]], Clocks]:
        """The same few systems speak of one episode after the other."""
        return cache(self._answered_by)

    def _answered_by(self, systems: frozenset[System]) -> Clocks:
        """The clocks of an episode that any of these could answer, or that a telling meets: people pass on what a file
        told."""
        return tuple(
            clock
            for clock in self.clocks
            if clock.is_met_by_a_telling or any(_is_heard(clock, system) for system in systems)
        )

    def _turns(
        self, chronology: Chronology, company: Company, findings: Iterable[Finding], as_at: datetime
    ) -> Iterator[datetime]:
        ahead = chronology.turns_after(as_at)
        if ahead is not None:
            yield ahead
        # As known by now: a dispute of age that is dated ahead does not yet take the birthday away.
        then = chronology.as_at(as_at)
        birthday = eighteenth_birthday(then)
        if birthday is not None and birthday.begins > as_at:
            yield birthday.begins
        if self.alerts is not None:
            yield from self.alerts.turns(then, as_at)
            yield from (turn for turn in turns_of(company) if turn > as_at)
        yield from changes_of(findings, as_at)


def _is_heard(clock: Duty | Ladder, system: System) -> bool:
    return any(map(system.can_say, clock.answered_by))


_BY_RULE = {clock.rule: clock for clock in CLOCKS}


def who_held(finding: Finding, then: Chronology, as_at: datetime) -> Held | None:
    """In whose hands the hours of a late finding went by; None for any other. `then` must be as at `as_at` already."""
    clock = _BY_RULE.get(finding.rule) if finding.is_late else None
    return held(finding, clock, then, as_at) if clock else None


@lru_cache(maxsize=8)
def rulebook(
    agreed: Protocols = (),
    nation_if_unstated: Nation = Nation.ENGLAND,
    calendar: Calendar = ENGLAND_AND_WALES,
) -> Rulebook:
    """Today's packs of both nations under a partnership's protocols, with working days counted by one calendar."""

    def counted(duties: Iterable[Duty]) -> Iterator[Duty]:
        return (_counted(one, calendar) for duty in duties for one in settled(duty, agreed))

    return Rulebook(
        clocks=(
            *counted((*england.DUTIES, *wales.DUTIES, *uk.DUTIES, *local.DUTIES)),
            *(one for ladder in (*uk.LADDERS, *local.LADDERS) for one in settled(ladder, agreed)),
        ),
        of_placements=tuple(counted((*england.OF_PLACEMENTS, *wales.OF_PLACEMENTS))),
        of_care=tuple(counted(england.OF_CARE)),
        doubts=tuple(_doubts(agreed)),
        alerts=Alerts(without_gaps(agreed)),
        nation_if_unstated=nation_if_unstated,
        version=f"{PACK}/{named(agreed)}/{calendar.version}",
    )


def _doubts(agreed: Protocols) -> Iterator[Doubt]:
    """What a record is asked of itself, with the age until which a care leaver is none to doubt."""
    knows_leavers = any(one.care_leavers_until_age for one in agreed)
    looks = partial(aged_18_or_over, care_leavers_until=partial(_care_leavers_until, agreed))
    for doubt in record.DOUBTS:
        aged = knows_leavers and doubt is record.AGED_18_OR_OVER
        yield replace(doubt, looks=looks) if aged else doubt


def _care_leavers_until(agreed: Protocols, day: date) -> int | None:
    return in_force_on(agreed, day).care_leavers_until_age


def _counted(duty: Duty, calendar: Calendar) -> Duty:
    def by_calendar(limit: Limit) -> Limit:
        return replace(limit, calendar=calendar) if isinstance(limit, WorkingDays) else limit

    within = duty.within
    counted = tuple(map(by_calendar, within)) if isinstance(within, tuple) else by_calendar(within)
    return duty if counted == within else replace(duty, within=counted)
