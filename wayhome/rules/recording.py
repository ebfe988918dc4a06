"""What is found about an agency, not about a child: that it records nothing, or does a thing late every time.

From counts, and from duties that fell due: nothing is weighed or added up. Nobody is blamed who has not begun here,
whose files could not have said it, or of whom nobody can say whether it was in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import OWN, System
from wayhome.rules.facts import Agency
from wayhome.rules.finding import Finding, Source, State
from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.guidance.protocol import Protocol
from wayhome.rules.guidance.recording import LATE, RECORDING, SOURCES, Expected
from wayhome.rules.ladders import Ladder
from wayhome.rules.moment import Moment, day_of
from wayhome.rules.sentence import Sentence

#: What came into the record later than this is asked of nobody yet: whoever is to answer must have had time to.
TO_ANSWER = timedelta(days=3)

#: Whose words name the rung, of which a habit has none.
_LADDERS = frozenset(clock.rule for clock in CLOCKS if isinstance(clock, Ladder))


def as_a_whole(rule: str) -> Sentence:
    """What a rule is called where no child is meant, nor any one time at which it asks."""
    return Sentence(f"gap.ladder.{rule}" if rule in _LADDERS else rule)


#: States of a duty that fell due and of which something can be said.
_SETTLED_OR_LATE = (State.MET, State.MET_LATE, State.OVERDUE, State.NOT_DONE, State.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one agency recorded of one thing that is expected of it.

    `lately` counts entries that were recorded, or tell of what happened, in the period; `before`, in as long up to the
    last before it, since the agency began here. `last` is when it last recorded one; None: never. `told` counts how
    often others told, in the period, of what it would have had to record. `systems` are all through which it ever spoke
    of anything.
    """

    lately: int = 0
    before: int = 0
    last: datetime | None = None
    told: int = 0
    systems: frozenset[System] = frozenset()


@dataclass(frozen=True, slots=True)
class Fell:
    """A duty that fell due, `of` an episode, or of what else started it. `late` None: nobody can say."""

    of: str
    due: datetime
    late: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyFinding:
    """`state` is OPEN, or NOT_STATED where its files could not have said it. `duty` is the rule of what it is late
    with, blank for other rules; `counts` what it rests on. `last` is when it last recorded such a thing; None: never.
    """

    agency: Agency
    rule: str
    state: State
    period: Moment
    counts: Mapping[str, int] = field(hash=False)
    duty: str = ""
    last: datetime | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is about, whatever it rests on."""
        return (self.agency.code, self.rule, self.duty)

    @property
    def source(self) -> Source:
        return SOURCES[self.rule]

    @property
    def what(self) -> Sentence:
        if not self.duty:
            return Sentence(self.rule)
        return Sentence(self.rule, what=as_a_whole(self.duty))

    @property
    def why(self) -> tuple[Sentence, ...]:
        """In facts that anybody can check."""
        return tuple(self._why())

    @property
    def then(self) -> Sentence:
        """What to do next."""
        return Sentence(f"gap.then.{self.state.value}.{self._of}")

    @property
    def _of(self) -> str:
        return self.rule.removeprefix(RECORDING)

    def _why(self) -> Iterator[Sentence]:
        said = self.counts
        if self.rule == LATE:
            yield Sentence("gap.late.why", late=said["late"], of=said["of"])
            if said["unknown"]:
                yield Sentence("gap.late.unknown", n=said["unknown"])
            return
        if "told" in said:
            yield Sentence(f"gap.told.{self._of}", n=said["told"])
        if "before" in said:
            yield Sentence("gap.before", n=said["before"], within=self.period.ends - self.period.begins)
        last = Sentence("gap.never") if self.last is None else Sentence("gap.last", on=day_of(self.last))
        yield Sentence("gap.cannot_say") if self.state is State.NOT_STATED else last


def period_of(length: timedelta, as_at: datetime) -> Moment:
    """The last so many hours, whatever the clocks did meanwhile."""
    ends = Moment.at(as_at).ends
    return Moment(ends - length, ends)


def records_nothing(
    agency: Agency, expected: Expected, counted: Counted, as_at: datetime, protocol: Protocol
) -> AgencyFinding | None:
    """It recorded none in all of the period, though others told of it or it used to."""
    length = protocol.nothing_recorded_for
    if length is None or counted.lately or not _was_here(agency, period_of(length, as_at).begins):
        return None
    enough = {"told": protocol.told_by_others_times, "before": protocol.recorded_before_times}
    counts = {name: n for name in enough if (n := getattr(counted, name)) >= enough[name]}
    if not counts:
        return None
    return AgencyFinding(
        agency=agency,
        rule=expected.rule,
        state=State.OPEN if _could_say(expected, counted.systems) else State.NOT_STATED,
        period=period_of(length, as_at),
        counts=counts,
        last=counted.last,
    )


def fell_due(finding: Finding, then: Chronology, period: Moment) -> Fell | None:
    """The duty as one that its owner had to meet here by the end of a period in which its start happened; None: it was
    none.

    A reason that was agreed in time is not late. `then` must be as at the end of the period already.
    """
    owner, due = finding.owner, finding.due
    if owner is None or owner.joined_at is None or finding.inherited or due is None:
        return None
    if due.ends > period.ends or finding.state not in _SETTLED_OR_LATE:
        return None
    if then.by_key[finding.evidence[0]].happened_at.begins < period.begins:
        return None
    return Fell(
        finding.episode or finding.evidence[0],
        due.ends,
        None if finding.state is State.UNKNOWN else finding.is_late,
    )


def late_every_time(
    agency: Agency, duty: str, fell: Iterable[Fell], as_at: datetime, protocol: Protocol
) -> AgencyFinding | None:
    """Of the last so many duties of one rule, as good as all were late. Fewer say nothing.

    Of one episode only what fell due last counts: a child who stays missing is no habit of an agency.
    """
    in_order = sorted(fell, key=lambda one: one.due)
    every = sorted({one.of: one for one in in_order}.values(), key=lambda one: one.due)
    known = [one for one in every if one.late is not None][-protocol.late_of_the_last :]
    late = sum(one.late is True for one in known)
    if len(known) < protocol.late_of_the_last or late < protocol.late_times:
        return None
    unknown = sum(one.late is None and one.due >= known[0].due for one in every)
    return AgencyFinding(
        agency=agency,
        rule=LATE,
        duty=duty,
        state=State.OPEN,
        period=Moment(known[0].due, as_at),
        counts={"late": late, "of": len(known), "unknown": unknown},
    )


def _was_here(agency: Agency, begins: datetime) -> bool:
    """Did it use this record all the time since then?"""
    return agency.joined_at is not None and agency.joined_at <= begins


def _could_say(expected: Expected, systems: frozenset[System]) -> bool:
    """Whoever began here and never spoke has these pages."""
    return any(system.can_say(kind) for system in systems or {OWN} for kind in expected.says)
