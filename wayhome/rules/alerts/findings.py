"""What patterns, and the decisions they ask for, say as at a moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from wayhome.rules.ages import eighteenth_birthday
from wayhome.rules.alerts import long_term, markers
from wayhome.rules.alerts.decisions import Asked, asked
from wayhome.rules.alerts.seen import Agreed, Life, Seen
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE, Company
from wayhome.rules.episode import Episode
from wayhome.rules.episode import episodes as episodes_of
from wayhome.rules.factors import Factor, agency_for
from wayhome.rules.facts import Agency
from wayhome.rules.finding import Finding, State, met_state, unmet_state
from wayhome.rules.guidance.patterns import DECISION, Pattern
from wayhome.rules.guidance.protocol import Protocols, in_force_on, local_patterns_of, without_gaps
from wayhome.rules.moment import Moment, day_of

#: A decision that was asked for, with how it stands.
type Decided = tuple[Asked, State]


@dataclass(frozen=True, slots=True)
class Alerts:
    """Every pattern, under a partnership's protocols.

    `hears_decisions`: whoever speaks could say that one was made. Of a file that cannot, what is due is what would be
    if it were loaded now.
    """

    agreed: Protocols = ()
    hears_decisions: bool = True

    def findings(
        self, then: Chronology, episodes: tuple[Episode, ...], company: Company, as_at: datetime
    ) -> Iterator[Finding]:
        """Of each decision that was asked for: the decision, and each pattern on which it rests.

        A pattern is open while its decision waits. `then` and `company` must be as at `as_at` already.
        """
        if episodes:
            decided = list(self.decisions(then, episodes, company, as_at))
            yield from self.findings_of(decided, then, episodes, as_at)

    def findings_of(
        self, decided: Sequence[Decided], then: Chronology, episodes: tuple[Episode, ...], as_at: datetime
    ) -> Iterator[Finding]:
        """The same of these decisions, for whoever has them already."""
        owner = _owner(then, episodes) if episodes else None
        left = _left_to_nobody(decided, then, as_at)
        for one, state in decided:
            yield _decision(one, state, then.child, owner, inherited=one is left)
            open_or_not = State.OPEN if state in (State.DUE, State.OVERDUE) else state
            for pattern, seen in one.seen.items():
                yield _pattern(pattern, seen, open_or_not, then.child, owner, inherited=one is left)

    def decisions(
        self, then: Chronology, episodes: tuple[Episode, ...], company: Company, as_at: datetime
    ) -> Iterator[Decided]:
        """Each decision that was asked for, in order, with how it stands. There is at least one episode."""
        begins = began_here(then, episodes) if self.hears_decisions else as_at
        for one in asked(self.life(then, episodes, company), as_at, begins=begins):
            yield one, _state(one, then, as_at)

    def turns(self, then: Chronology, as_at: datetime) -> Iterator[datetime]:
        """The moments after `as_at` at which time alone, before any event, may show a pattern."""
        turns = [*markers.turns_of(then)]
        if any(one.long_term_missing_after is not None for one in self.agreed):
            turns += long_term.turns_of(self.life(then, episodes_of(then), ALONE))
        return (turn for turn in turns if turn > as_at)

    def life(self, then: Chronology, episodes: tuple[Episode, ...], company: Company) -> Life:
        return Life(then, episodes, company, _agreed(self.agreed), local_patterns_of(self.agreed))


def began_here(then: Chronology, episodes: tuple[Episode, ...]) -> datetime | None:
    """When whoever decides on the child's patterns began to write here; None: it is not known who does, or when."""
    decides = _owner(then, episodes) or episodes[-1].force
    return decides.joined_at if decides is not None else None


def _owner(then: Chronology, episodes: tuple[Episode, ...]) -> Agency | None:
    return agency_for(Factor.RESPONSIBLE_AUTHORITY, then, episodes[-1])


@lru_cache(maxsize=8)
def _agreed(protocols: Protocols) -> Agreed:
    """Where one is in force on every day, without asking for the day."""
    if len(each := without_gaps(protocols)) == 1:
        return lambda _: each[0]
    return lambda at: in_force_on(protocols, day_of(at))


def _state(one: Asked, then: Chronology, as_at: datetime) -> State:
    if one.answers:
        return met_state(one.answers[0].happened_at, one.due)
    if one.of_nobody:
        return State.NOT_STATED
    # Of a child who has died nothing is decided any more that a pattern asked for.
    return State.NOT_APPLICABLE if "FoundDead" in then.by_kind else unmet_state(one.due, as_at)


def _left_to_nobody(decided: Sequence[Decided], then: Chronology, as_at: datetime) -> Asked | None:
    """The last decision, where nobody could give it, nobody has ever given one, and the child is still a child."""
    if not decided or decided[-1][1] is not State.NOT_STATED:
        return None
    birthday = eighteenth_birthday(then)
    is_over = "FoundDead" in then.by_kind or (birthday is not None and birthday.begins <= as_at)
    return None if is_over or "PatternDecided" in then.by_kind else decided[-1][0]


def _decision(one: Asked, state: State, child: str, owner: Agency | None, *, inherited: bool) -> Finding:
    events = {event.key: None for seen in one.seen.values() for event in seen.events}
    return Finding(
        child=child,
        rule=DECISION.rule,
        state=state,
        since=one.at,
        source=DECISION.source,
        due=one.due,
        owner=owner,
        evidence=(*events, *(answer.key for answer in one.answers)),
        started_at=Moment.at(one.at),
        settled_at=one.answers[0].happened_at if one.answers else None,
        turns_at=one.stands_until,
        inherited=inherited,
    )


def _pattern(
    pattern: Pattern, seen: Seen, state: State, child: str, owner: Agency | None, *, inherited: bool
) -> Finding:
    return Finding(
        child=child,
        rule=pattern.rule,
        state=state,
        since=seen.at,
        source=pattern.source,
        owner=owner,
        evidence=tuple(event.key for event in seen.events),
        why=seen.why,
        parts=seen.parts_of(pattern),
        inherited=inherited,
    )
