"""Clocks that one event starts and another meets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.factors import Factor, Stretch, agency_for, nation_for
from wayhome.rules.facts import Agency, AgencyKind, Fact, Nation, Notice
from wayhome.rules.finding import Finding, Source, State, Weight, fell_away_state, met_state, unmet_state
from wayhome.rules.limits import Limit, SetBy, Setting
from wayhome.rules.moment import Moment, falls_within
from wayhome.rules.reasons import Answered, reason_for
from wayhome.rules.triggers import Trigger, can_be_said, is_telling, notices
from wayhome.rules.working_days import Months, WorkingDays


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What one event starts and another meets, whose it is, by when, and who says so.

    `within`: of working days beyond the calendar nobody knows the end. Several are of the first start, the
    second and so on, the last of every one after it. `beforehand`: a start of which this holds was due before
    it began, whatever `within` says. `nation` None: both nations'. `each`: every starting event starts a clock
    of its own, which the next such event meets, and a 'not done' settles those that had started. `from_episode`
    is the first episode, by number, at which it is expected; an earlier offer or answer is shown all the same.
    `falls_away_with`: what ends an unmet duty that is not yet late. `settled_with` names the duty whose 'not
    done' settles this one too. `resumed_by` takes back an earlier `not_done_by`, as when a child who declined
    says yes after all. `begun_by`: the work on it has begun, and whoever was told of that had it in hand.
    `handed_to`: agencies of this kind do it for its owner; None: none do. `after_death`: it goes on after the
    child's death, as notices of it do; every other ends with it, late or not. `kept_elsewhere`: its evidence is
    usually written in an agency's own system, so that it is asked for only where a protocol says that it is
    written here.
    """

    rule: str
    starts: Trigger
    met_by: tuple[Trigger, ...]
    within: Limit | tuple[Limit, ...]
    falls_on: Factor
    weight: Weight
    source: Source
    nation: Nation | None = None
    not_done_by: tuple[Trigger, ...] = ()
    resumed_by: tuple[Trigger, ...] = ()
    begun_by: tuple[Trigger, ...] = ()
    falls_away_with: Trigger | None = None
    each: bool = False
    from_episode: int = 1
    after_death: bool = False
    kept_elsewhere: bool = False
    settled_with: str = ""
    handed_to: AgencyKind | None = None
    beforehand: Callable[[Fact], bool] | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None

    def findings(
        self, chronology: Chronology, stretch: Stretch, as_at: datetime, nation_if_unstated: Nation | None
    ) -> list[Finding]:
        """What this duty says of one episode, or of one placement. Nothing, where its clock has not started.

        `chronology` and `stretch` must be as at `as_at` already.
        """
        return [
            self._judge(chronology, stretch, at, started, as_at)
            for at, started in self.started(chronology, stretch, nation_if_unstated)
            if at.begins <= as_at  # a birthday is known long before it comes
        ]

    def started(
        self, chronology: Chronology, stretch: Stretch, nation_if_unstated: Nation | None
    ) -> list[tuple[Moment, Event]]:
        """Each start of its clock, where this nation's rules bind and while it is in force."""
        starts = self.starts.found_in(stretch, chronology)
        return self.started_by(starts, chronology, stretch, nation_if_unstated) if starts else []

    def started_by(
        self,
        starts: list[tuple[Moment, Event]],
        chronology: Chronology,
        stretch: Stretch,
        nation_if_unstated: Nation | None,
    ) -> list[tuple[Moment, Event]]:
        """The same, for whoever has looked for what starts it already: there is at least one."""
        if not self._binds(chronology, stretch, nation_if_unstated):
            return []
        return started_within(starts if self.each else starts[:1], self.in_force_from, self.in_force_until)

    @property
    def answered_by(self) -> frozenset[str]:
        """The topics under which a system could settle it: without any of them it can only be 'not stated'."""
        triggers = (*self.met_by, *self.not_done_by)
        return frozenset({"NotDone", "FoundDead", *(trigger.topic for trigger in triggers)})

    @property
    def is_met_by_a_telling(self) -> bool:
        """Or settled by one: what a system could not say, people may yet pass on."""
        return any(map(is_telling, (*self.met_by, *self.not_done_by)))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Those that meet it."""
        return notices(self.met_by)

    def _binds(self, chronology: Chronology, stretch: Stretch, nation_if_unstated: Nation | None) -> bool:
        if self.nation is None:
            return True
        return self.nation is nation_for(self.falls_on, chronology, stretch, nation_if_unstated)

    def _judge(
        self, chronology: Chronology, stretch: Stretch, at: Moment, started: Event, as_at: datetime
    ) -> Finding:
        due = self._due(chronology, stretch, at, started)
        state, answered = self._state(chronology, stretch, started, due, as_at)
        owner = agency_for(self.falls_on, chronology, stretch)
        return Finding(
            child=chronology.child,
            rule=self.rule,
            state=state,
            since=at.begins,
            due=due,
            owner=owner,
            evidence=(started.key, *(answered.by if answered else ())),
            source=self.source,
            episode=stretch.episode,
            inherited=is_inherited(due or at, owner),
            started_at=at,
            settled_at=answered.at if answered else None,
            reason_given=answered.waits if answered else "",
        )

    def _due(self, chronology: Chronology, stretch: Stretch, at: Moment, started: Event) -> Moment | None:
        if self.beforehand is not None and self.beforehand(started.fact):
            return at
        match within := self._limit(chronology, stretch, started):
            case timedelta():
                return at.plus(within)
            case WorkingDays() | Months():
                return within.due(at)
            case SetBy():
                return within.read(started.fact)
            case None:
                return None
            case Setting():
                raise ValueError(f"{self.rule}: {within.name} has not been taken from a protocol")

    def _limit(self, chronology: Chronology, stretch: Stretch, started: Event) -> Limit:
        """Of several, the one of its place among all starts, also those before the rule was in force."""
        if not isinstance(self.within, tuple):
            return self.within
        place = [event for _, event in self.starts.found_in(stretch, chronology)].index(started)
        return self.within[min(place, len(self.within) - 1)]

    def _is_uncounted(self, due: Moment | None) -> bool:
        """Beyond the calendar by which its limit is counted."""
        return due is None and isinstance(self.within, WorkingDays | tuple)

    def _state(
        self, chronology: Chronology, stretch: Stretch, started: Event, due: Moment | None, as_at: datetime
    ) -> tuple[State, Answered | None]:
        """How it stands, and what met or settled it, or waits to."""
        met = self._first(self.met_by, chronology, stretch, after=started)
        if met is not None:
            at, event = met
            state = State.UNKNOWN if self._is_uncounted(due) else met_state(at, due)
            return state, Answered(at, (event.key,))
        reason = self._not_done(chronology, stretch, started)
        if reason is not None and reason.at is not None:
            return State.NOT_DONE, reason
        return self._unsettled(chronology, stretch, started, due, as_at), reason

    def _unsettled(
        self, chronology: Chronology, stretch: Stretch, started: Event, due: Moment | None, as_at: datetime
    ) -> State:
        """The state while nobody has met it, nor decided that it will not be done."""
        if not self.after_death and "FoundDead" in chronology.by_kind:
            return State.NOT_APPLICABLE
        limit_unsaid = isinstance(self.within, SetBy) and due is None
        if not can_be_said(self.met_by, stretch) or (limit_unsaid and not self._could_set(started)):
            return State.NOT_STATED
        if self._is_early(chronology, stretch):
            return State.NOT_APPLICABLE
        unmet = State.UNKNOWN if limit_unsaid or self._is_uncounted(due) else unmet_state(due, as_at)
        return self._fell_away(chronology, stretch, due) or unmet

    def _could_set(self, started: Event) -> bool:
        return isinstance(self.within, SetBy) and started.system.can_say(self.within.topic)

    def _not_done(self, chronology: Chronology, stretch: Stretch, started: Event) -> Answered | None:
        """What settles it, else the reason that waits for another person's agreement."""
        if "NotDone" not in stretch.by_kind:
            return self._said_no(chronology, stretch)
        own = reason_for(stretch, self.rule, since=started.happened_at if self.each else None)
        with_another = reason_for(stretch, self.settled_with)
        for decided in (own, with_another):
            if decided is not None and decided.at is not None:
                return decided
        return self._said_no(chronology, stretch) or own or with_another

    def _said_no(self, chronology: Chronology, stretch: Stretch) -> Answered | None:
        """An answer that settles it; it no longer does once it was taken back."""
        if not self.not_done_by:
            return None
        answers = [pair for trigger in self.not_done_by for pair in trigger.found_in(stretch, chronology)]
        resumed = [pair for trigger in self.resumed_by for pair in trigger.found_in(stretch, chronology)]
        last = max(answers, key=lambda pair: pair[0], default=None)
        if last is None or any(pair[0] > last[0] for pair in resumed):
            return None
        return Answered(last[0], (last[1].key,))

    def _first(
        self,
        triggers: tuple[Trigger, ...],
        chronology: Chronology,
        stretch: Stretch,
        after: Event | None = None,
    ) -> tuple[Moment, Event] | None:
        """The first; of two that may be one and the same, the more exactly told."""
        found = [pair for trigger in triggers for pair in trigger.found_in(stretch, chronology)]
        if self.each and after is not None:
            # By place, not by time: of two at one time, each would meet the other and neither would be due.
            later = {event.key for event in stretch.events[stretch.events.index(after) + 1 :]}
            found = [pair for pair in found if pair[1].key in later]
        if len(found) < 2:
            return found[0] if found else None
        return min(found, key=lambda pair: (pair[0].ends, pair[0].begins))

    def _is_early(self, chronology: Chronology, stretch: Stretch) -> bool:
        if stretch.number >= self.from_episode:
            return False
        return self._first(self.begun_by, chronology, stretch) is None

    def _fell_away(self, chronology: Chronology, stretch: Stretch, due: Moment | None) -> State | None:
        if self.falls_away_with is None:
            return None
        ended = self.falls_away_with.found_in(stretch, chronology)
        return fell_away_state(ended[0][0], due) if ended else None


def started_within(
    starts: list[tuple[Moment, Event]], begins: date | None, until: date | None
) -> list[tuple[Moment, Event]]:
    """Those of these starts that fell within a rule's time: what was withdrawn since stays true of them."""
    if begins is None and until is None:
        return starts
    return [start for start in starts if falls_within(start[0].begins, begins, until)]


def is_inherited(due: Moment, owner: Agency | None) -> bool:
    """Did it fall due before the agency on which it falls began to use this record?

    What has no limit is due from its start, which then stands in for `due`.
    """
    return owner is not None and owner.joined_at is not None and due.ends < owner.joined_at
