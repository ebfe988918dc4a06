"""The decision about a pattern as somebody reads it: what waits, what was decided, and until when that stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from wayhome.cases.children.reading.answers import Answer, answers
from wayhome.cases.children.reading.known import Known
from wayhome.cases.children.reading.parts import Entry
from wayhome.cases.children.reading.story import Reader, entry_of
from wayhome.rules.finding import Finding, State
from wayhome.rules.guidance.patterns import DECISION
from wayhome.rules.guidance.protocol import in_force_on
from wayhome.rules.moment import day_of

#: How far back the figures beside a pattern count.
COUNTED = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Decided:
    """An answer that was given; `stands_until` None: it stands no longer."""

    entry: Entry
    stands_until: date | None


@dataclass(frozen=True, slots=True)
class Decision:
    """`waits` None: nobody is asked now. `patterns` are what was seen while it waits, and `decided` the latest first.

    `left` is the decision that was left to nobody, on which `patterns` rest then; None: there is none.
    `lately` counts the episodes that began in `COUNTED`; `days_since` is whole days since the last one began, None
    where there was none. `late_by` None: it is not overdue.
    """

    waits: Answer | None
    left: Answer | None
    patterns: tuple[Answer, ...]
    decided: tuple[Decided, ...]
    lately: int
    days_since: int | None
    late_by: timedelta | None

    @property
    def stands(self) -> Decided | None:
        """The decision that stands; None: none does."""
        return next((one for one in self.decided if one.stands_until is not None), None)

    @property
    def is_asked(self) -> bool:
        """Is there anything to decide, or to decide again?"""
        return any(one is not None for one in (self.waits, self.left, self.stands))


def waiting(known: Known) -> Finding | None:
    """The decision that nobody has given yet."""
    asked = (State.DUE, State.OVERDUE)
    return next((one for one in known.findings if one.rule == DECISION.rule and one.state in asked), None)


def never_decided(known: Known) -> Finding | None:
    """The decision that nobody could give when it was due, where nobody has ever given one about the child."""
    return next((one for one in known.findings if one.rule == DECISION.rule and one.inherited), None)


def standing(known: Known) -> Finding | None:
    """The decision that was given and is not asked about again yet. Of a child who has died none stands."""
    given = [one for one in known.findings if one.rule == DECISION.rule]
    if waiting(known) is not None or not given or "FoundDead" in known.chronology.by_kind:
        return None
    turns_at = given[-1].turns_at
    return given[-1] if turns_at is not None and known.at < turns_at else None


def stands_until(at: datetime) -> datetime:
    """The last moment until which a decision of this moment may stand."""
    return at + in_force_on(settings.WAYHOME_PROTOCOL, day_of(at)).decision_stands_for


def last_day(at: datetime) -> date:
    """The day of it."""
    return day_of(stands_until(at))


def decision_of(known: Known, reader: Reader) -> Decision:
    waits, left = waiting(known), never_decided(known)
    seen = [one for one in known.findings if one.why and (one.state is State.OPEN or one.inherited)]
    began = [one.opened_by.happened_at.begins for one in known.episodes]
    is_late = waits is not None and waits.state is State.OVERDUE
    return Decision(
        waits=answers([waits], known, reader)[0] if waits else None,
        left=answers([left], known, reader)[0] if left else None,
        patterns=tuple(answers(seen, known, reader)),
        decided=tuple(_decided(known, reader)),
        lately=sum(known.at - COUNTED <= one for one in began),
        days_since=(known.at - max(began)).days if began else None,
        late_by=known.at - waits.due.ends if waits and waits.due and is_late else None,
    )


def _decided(known: Known, reader: Reader) -> Iterator[Decided]:
    stands = standing(known)
    until = day_of(stands.turns_at) if stands and stands.turns_at else None
    for place, event in enumerate(reversed(known.chronology.by_kind.get("PatternDecided", ()))):
        yield Decided(entry_of(event, known, reader), until if place == 0 else None)
