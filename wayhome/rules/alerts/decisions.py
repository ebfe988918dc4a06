"""The decision that patterns ask for: one for a child at a time, with all that was seen, until a person answers.

It cannot be put off: unanswered it is overdue, and goes up as every duty does. An answer stands until its day of
review, unless something comes that it could not have weighed. What came meanwhile is asked about on that day, and
so is what fell due before anybody was here to answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from wayhome.rules.alerts.points import Point, points
from wayhome.rules.alerts.put_off import why_put_off
from wayhome.rules.alerts.seen import Life, Seen
from wayhome.rules.event import Event
from wayhome.rules.facts import PatternDecided
from wayhome.rules.guidance import patterns as of
from wayhome.rules.moment import Moment
from wayhome.rules.quickly_made import quickly_made

#: What no decision that stands could have weighed, or should have.
REOPENS = frozenset({of.SOMETHING_NEW, of.SAME_REASON_AGAIN})


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A decision that is asked for since `at`, by `due`. `seen` is the latest of each pattern on which it rests.

    `opened_by` is the pattern that asked for it; None: the day came to which the one before was put off.
    `answers` are those given, the first of which settled it; each later one looked at it again before its day; none
    while it waits. `stands_until` is when it is looked at again; None while it waits. `of_nobody`: nobody could answer
    it when it fell due, whoever has since.
    """

    at: datetime
    due: Moment
    seen: Mapping[of.Pattern, Seen]
    opened_by: of.Pattern | None
    answers: tuple[Event, ...] = ()
    stands_until: datetime | None = None
    of_nobody: bool = False

    @property
    def rules(self) -> tuple[str, ...]:
        """Of whatever is said of it: of the decision itself, and of each pattern on which it rests."""
        return (of.DECISION.rule, *(pattern.rule for pattern in self.seen))

    @property
    def was_put_off(self) -> bool:
        """By the last answer."""
        return bool(self.answers) and why_put_off(self.answers[-1]) is not None


def asked(
    life: Life, as_at: datetime, *, begins: datetime | None = None, standing_in: bool = False
) -> list[Asked]:
    """Every decision that was asked for, in order; the last one waits where it stands until nothing.

    `begins` is when whoever decides began to write here: what fell due before it is taken as answered when due, since
    nobody could, and is asked again on its day of review if that comes after. `standing_in`, as in a replay: so is what
    comes after the last answer, if there is any, and then only what is new is asked about again.
    """
    return folded(points(life, as_at), life, as_at, begins=begins, standing_in=standing_in)


def folded(
    points: Sequence[Point],
    life: Life,
    as_at: datetime,
    *,
    begins: datetime | None = None,
    standing_in: bool = False,
) -> list[Asked]:
    """The same, for whoever has the points of the life up to `as_at` already."""
    answers = (at for at, what in points if isinstance(what, Event))
    asking = _Asking(life, begins, standing_in, max(answers, default=None) if standing_in else None)
    for at, what in points:
        asking.come_to(at)
        match what:
            case Event():
                asking.answer(at, what)
            case (of.Pattern() as pattern, Seen() as seen):
                asking.see(at, pattern, seen)
            case _:
                assert_never(what)
    asking.come_to(as_at)
    return asking.asked


@dataclass(slots=True)
class _Asking:
    """What has been asked up to a moment that only goes on. `answered` is when a person last answers; None: never.

    `waiting` is what was seen of the decision asked for last, which grows while that waits; `meanwhile` came since it
    was answered.
    """

    life: Life
    begins: datetime | None
    standing_in: bool
    answered: datetime | None
    asked: list[Asked] = field(default_factory=list)
    waiting: dict[of.Pattern, Seen] = field(default_factory=dict)
    meanwhile: dict[of.Pattern, Seen] = field(default_factory=dict)

    def see(self, at: datetime, pattern: of.Pattern, seen: Seen) -> None:
        """It joins the decision that waits, asks for one, or is kept for when one is asked for."""
        last = self.asked[-1] if self.asked else None
        if last is not None and last.stands_until is None:
            self.waiting[pattern] = seen
            return
        if self._stands(at) and self._is_new(pattern, at):
            self._ask(at, {pattern: seen}, pattern)
            return
        self.meanwhile[pattern] = seen
        if not self._stands(at) and self._opens(pattern, at):
            self._ask_about_meanwhile(at, pattern)

    def answer(self, at: datetime, event: Event) -> None:
        """Also one that nobody waited for: whoever looks early need not be asked."""
        if not self.asked:
            return
        last = self.asked[-1]
        self.meanwhile = {}
        stands_until = self._stands_until(at, event)
        self.asked[-1] = replace(last, answers=(*last.answers, event), stands_until=stands_until)

    def come_to(self, at: datetime) -> None:
        """Each day of review up to then has passed."""
        last = self._last(at)
        while last is not None and last.stands_until is not None and last.stands_until <= at:
            if not self._asks_again(last, last.stands_until):
                return
            last = self._last(at)

    def _asks_again(self, last: Asked, day: datetime) -> bool:
        """On its day of review: about what came meanwhile, and whatever came about what nobody has decided."""
        if not last.answers and self._is_unheard(day):
            return False  # another stands in, who is asked about what is new and nothing else
        if last.was_put_off or self._was_asked_of_nobody(last, day):
            self.meanwhile = {**last.seen, **self.meanwhile}
            self._ask_about_meanwhile(day, None if last.answers else last.opened_by)
            return True
        first = next((pattern for pattern in self.meanwhile if self._opens(pattern, day)), None)
        if first is not None:
            self._ask_about_meanwhile(day, first)
        return first is not None

    def _was_asked_of_nobody(self, one: Asked, day: datetime) -> bool:
        """It fell due before anybody could answer it, who could by that day."""
        return not one.answers and self.begins is not None and self.begins <= day

    def _stands(self, at: datetime) -> bool:
        """A decision stands. Where nobody answers any more, one that stands in does for good, but for what is new."""
        last = self.asked[-1] if self.asked else None
        if last is None or last.stands_until is None:
            return False
        return at < last.stands_until or (not last.answers and self._is_unheard(at))

    def _nobody(self, one: Asked) -> bool:
        return self._is_unheard(one.at) or (self.begins is not None and one.due.ends < self.begins)

    def _is_unheard(self, at: datetime) -> bool:
        """Nobody answers after that, and another stands in."""
        return self.standing_in and (self.answered is None or self.answered <= at)

    def _is_new(self, pattern: of.Pattern, at: datetime) -> bool:
        """What no decision could have weighed: new by its nature, or a pattern that asks and was in none so far."""
        if pattern in REOPENS:
            return True
        return self._opens(pattern, at) and all(pattern not in one.seen for one in self.asked)

    def _last(self, at: datetime) -> Asked | None:
        """The decision asked for last, taken as answered when it fell due if nobody could answer it then."""
        last = self.asked[-1] if self.asked else None
        if last is not None and last.stands_until is None and last.due.ends <= at and self._nobody(last):
            stands_for = self.life.agreed(last.due.ends).decision_stands_for
            stands_until = last.due.ends + stands_for
            last = self.asked[-1] = replace(last, stands_until=stands_until, of_nobody=True)
            self.meanwhile = {}
        return last

    def _ask(self, at: datetime, seen: dict[of.Pattern, Seen], opened_by: of.Pattern | None) -> None:
        self.waiting = seen
        due = Moment.at(at + self.life.agreed(at).pattern_decided_within)
        self.asked.append(Asked(at=at, due=due, seen=seen, opened_by=opened_by))

    def _ask_about_meanwhile(self, at: datetime, opened_by: of.Pattern | None) -> None:
        self._ask(at, self.meanwhile, opened_by)
        self.meanwhile = {}

    def _opens(self, pattern: of.Pattern, at: datetime) -> bool:
        return self.life.agreed(at).opens(pattern.rule)

    def _stands_until(self, at: datetime, event: Event) -> datetime:
        assert isinstance(event.fact, PatternDecided)
        longest = at + self.life.agreed(at).decision_stands_for
        day = event.fact.look_again_on
        return longest if day is None else min(longest, max(at, Moment.day(day).begins))
