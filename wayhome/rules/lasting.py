"""What the clocks of an episode say, for as long as it lasts: of the same events the same, until time changes it.

A clock is given its episode and what was said beside it, as values, and nothing else. So what it said once rests on
these alone, and is said again for as long as they are the very same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from wayhome.rules.ages import eighteenth_birthday
from wayhome.rules.chronology import Chronology
from wayhome.rules.duties import Duty
from wayhome.rules.episode import Episode
from wayhome.rules.facts import (
    AgeDisputed,
    FoundDead,
    IdentityDecided,
    IdentityStated,
    Nation,
    Placed,
    ResponsibleAuthorityStated,
)
from wayhome.rules.finding import Finding, State
from wayhome.rules.ladders import Ladder
from wayhome.rules.triggers import Trigger

#: What a clock may look at that is not of its own episode; it sees nothing else.
BESIDE = tuple(
    kind.__name__
    for kind in (AgeDisputed, FoundDead, IdentityDecided, IdentityStated, Placed, ResponsibleAuthorityStated)
)

#: Episodes of which is kept what was said last.
KEPT = 512

type Clocks = tuple[Duty | Ladder, ...]


def beside(then: Chronology) -> Chronology:
    """What was said of the child beside the episodes that a clock runs over."""
    keys = {event.key for kind in BESIDE for event in then.by_kind.get(kind, ())}
    events = tuple(event for event in then.events if event.key in keys)
    return Chronology(then.child, tuple(event for event in then.editions if event.key in keys), events)


def said_of(
    episode: Episode, clocks: Clocks, around: Chronology, as_at: datetime, nation_if_unstated: Nation
) -> list[Finding]:
    """What these clocks say of an episode; `around` is what was said beside it. Both must be as at `as_at` already."""
    return [
        finding for clock in clocks for finding in clock.findings(around, episode, as_at, nation_if_unstated)
    ]


class Starting:
    """Clocks by what starts them, which is looked for once for all that it starts."""

    def __init__(self, clocks: Clocks) -> None:
        self._clocks: dict[Trigger, list[Duty | Ladder]] = {}
        for clock in clocks:
            self._clocks.setdefault(clock.starts, []).append(clock)

    def rules_of(self, episode: Episode, then: Chronology, nation_if_unstated: Nation) -> Iterator[str]:
        """The rule of each that had started."""
        for trigger, clocks in self._clocks.items():
            if starts := trigger.found_in(episode, then):
                for clock in clocks:
                    if clock.started_by(starts, then, episode, nation_if_unstated):
                        yield clock.rule


def said_last(
    episode: Episode, clocks: Clocks, around: Chronology, as_at: datetime, nation_if_unstated: Nation
) -> Sequence[Finding]:
    """The same, asked anew only if it may have changed since these very clocks said it: for an index that is kept."""
    same = _Same(clocks, episode.opened_by, *episode.events, None, *around.events, None, *around.editions)
    last = _last(around.child, episode.number, nation_if_unstated, same)
    answer = last.answer
    if answer is None or not answer.holds_at(as_at):
        said = said_of(episode, clocks, around, as_at, nation_if_unstated)
        answer = last.answer = _Answer(said, around, as_at)
    return answer.findings


def changes_of(findings: Iterable[Finding], as_at: datetime) -> Iterator[datetime]:
    """The moments after `as_at` at which time alone changes any of these."""
    for finding in findings:
        if finding.turns_at is not None and finding.turns_at > as_at:
            yield finding.turns_at
        if finding.due is not None and _may_turn(finding):
            yield from (turn for turn in (finding.due.begins, finding.due.ends) if turn > as_at)


def _may_turn(finding: Finding) -> bool:
    """What is settled stays so, but a rung that was met early is followed by another when it falls due."""
    return finding.needs_someone or (finding.rung != "" and finding.state is not State.NOT_APPLICABLE)


@dataclass(frozen=True)
class _Answer:
    """Findings as they are from one moment until another, or for good."""

    findings: Sequence[Finding]
    around: Chronology
    since: datetime

    def holds_at(self, instant: datetime) -> bool:
        return self.since <= instant and (self._until is None or instant < self._until)

    @cached_property
    def _until(self) -> datetime | None:
        """Worked out when it is first looked up: of most children nobody asks a second time."""
        turns = [*changes_of(self.findings, self.since)]
        birthday = eighteenth_birthday(self.around)  # at which some clocks start
        if birthday is not None and birthday.begins > self.since:
            turns.append(birthday.begins)
        return min(turns, default=None)


@dataclass(slots=True)
class _Last:
    answer: _Answer | None = None


class _Same:
    """Values that are found again as the very objects they are: two agencies of one code are equal, whatever else is
    known of them.
    """

    __slots__ = ("_held", "_which")

    def __init__(self, *values: object) -> None:
        self._held, self._which = values, tuple(map(id, values))

    def __hash__(self) -> int:
        return hash(self._which)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._which == other._which


@lru_cache(maxsize=KEPT)
def _last(child: str, number: int, nation_if_unstated: Nation, same: _Same) -> _Last:
    """Empty when it is first asked for."""
    return _Last()
