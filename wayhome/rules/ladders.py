"""Escalation while a child stays missing: rungs at set times, each its own finding, until the child is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wayhome.rules.ages import eighteenth_birthday
from wayhome.rules.chronology import Chronology
from wayhome.rules.duties import is_inherited, started_within
from wayhome.rules.event import Event
from wayhome.rules.factors import Factor, Stretch, agency_for
from wayhome.rules.facts import Notice
from wayhome.rules.finding import Finding, Source, State, Weight, fell_away_state, met_state, unmet_state
from wayhome.rules.limits import Setting
from wayhome.rules.moment import Moment
from wayhome.rules.reasons import Answered, reason_for
from wayhome.rules.triggers import Trigger, can_be_said, is_telling, notices


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Rungs counted from one start. After the last of `rungs` one more comes `then_every`; None: no more.

    A rung appears once the one before it has fallen due, and is met by the first `met_by` after that, so that
    one meeting held late for the first rung may be in time for the second. The rung during which the search
    ends falls away, and no further one appears unless the child is missing again in the same episode; with the
    child's death every rung ends, late or not. `until_18`: none appears from the eighteenth birthday on, when
    another service's reviews begin.
    """

    rule: str
    starts: Trigger
    met_by: Trigger
    rungs: tuple[timedelta, ...] | Setting
    then_every: timedelta | Setting | None
    falls_on: Factor
    weight: Weight
    source: Source
    until_18: bool = False
    in_force_from: date | None = None
    in_force_until: date | None = None

    def findings(
        self, chronology: Chronology, stretch: Stretch, as_at: datetime, nation_if_unstated: object = None
    ) -> Iterator[Finding]:
        """One finding a rung, from the first to the one that now runs. The arguments are as a Duty's."""
        starts = self.started(chronology, stretch, nation_if_unstated)
        if not starts:
            return
        ended = stretch.ended.happened_at if stretch.ended else None
        began = starts[0][0]
        birthday = eighteenth_birthday(chronology) if self.until_18 else None
        died = next((event.happened_at for event in chronology.by_kind.get("FoundDead", ())), None)
        for rung, appears, due in self._rungs(began):
            found = ended is not None and ended.by(appears)
            # The death may be told of another of the child's episodes, and this one still be open.
            dead = died is not None and appears.begins >= died.begins
            adult = birthday is not None and appears.begins >= birthday.begins
            if as_at < appears.begins or adult or (appears is not began and (found or dead)):
                return
            yield self._judge(chronology, stretch, starts[0], (rung, appears, due), ended, as_at)

    def started(
        self, chronology: Chronology, stretch: Stretch, nation_if_unstated: object = None
    ) -> list[tuple[Moment, Event]]:
        """The one start of its clock, if it has started, and while it is in force."""
        starts = self.starts.found_in(stretch, chronology)
        return self.started_by(starts, chronology, stretch, nation_if_unstated)

    def started_by(
        self,
        starts: list[tuple[Moment, Event]],
        chronology: Chronology,
        stretch: Stretch,
        nation_if_unstated: object = None,
    ) -> list[tuple[Moment, Event]]:
        """As a Duty's."""
        return started_within(starts[:1], self.in_force_from, self.in_force_until)

    @property
    def answered_by(self) -> frozenset[str]:
        """As a Duty's."""
        return frozenset({"NotDone", "FoundDead", self.met_by.topic})

    @property
    def is_met_by_a_telling(self) -> bool:
        """As a Duty's."""
        return is_telling(self.met_by)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """As a Duty's."""
        return notices((self.met_by,))

    def _rungs(self, start: Moment) -> Iterator[tuple[str, Moment, Moment]]:
        assert isinstance(self.rungs, tuple)
        appears, within = start, timedelta()
        for within in self.rungs:
            due = start.plus(within)
            yield f"{within // timedelta(hours=1)}h", appears, due
            appears = due
        while isinstance(self.then_every, timedelta):
            within += self.then_every
            due = start.plus(within)
            yield f"{within // timedelta(hours=1)}h", appears, due
            appears = due

    def _judge(
        self,
        chronology: Chronology,
        stretch: Stretch,
        start: tuple[Moment, Event],
        rung: tuple[str, Moment, Moment],
        ended: Moment | None,
        as_at: datetime,
    ) -> Finding:
        (began, started), (name, appears, due) = start, rung
        # Held exactly when the rung before fell due, it was in time for that one and serves no other.
        held = self.met_by.found_in(stretch, chronology)
        met = next((m for m in held if m[0] > appears or m[0] == appears == began), None)
        answered = Answered(met[0], (met[1].key,)) if met else reason_for(stretch, self.rule, name)
        owner = agency_for(self.falls_on, chronology, stretch)
        return Finding(
            child=chronology.child,
            rule=self.rule,
            state=self._state(chronology, stretch, met, answered, due, ended, as_at),
            since=started.happened_at.begins,
            due=due,
            owner=owner,
            evidence=(started.key, *(answered.by if answered else ())),
            source=self.source,
            episode=stretch.episode,
            rung=name,
            inherited=is_inherited(due, owner),
            started_at=began,
            settled_at=answered.at if answered else None,
            reason_given=answered.waits if answered else "",
        )

    def _state(
        self,
        chronology: Chronology,
        stretch: Stretch,
        met: tuple[Moment, Event] | None,
        answered: Answered | None,
        due: Moment,
        ended: Moment | None,
        as_at: datetime,
    ) -> State:
        if met is not None:
            return met_state(met[0], due)
        if answered is not None and answered.at is not None:
            return State.NOT_DONE
        if "FoundDead" in chronology.by_kind:
            return State.NOT_APPLICABLE
        if not can_be_said((self.met_by,), stretch):
            return State.NOT_STATED
        fell_away = fell_away_state(ended, due) if ended is not None else None
        return fell_away or unmet_state(due, as_at)
