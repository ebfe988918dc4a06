"""One missing episode, read from a chronology: what was said of it, how it stands and what may follow.

The table below is the whole of what may follow what; the diagram in the manual is drawn from it. It decides
what a person may do next. A file from elsewhere is kept whatever it says: an event that may not follow here
moves nothing, and a contradiction is a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event, System
from wayhome.rules.facts import (
    KINDS,
    Acknowledged,
    Agency,
    AgencyKind,
    Fact,
    Missing,
    RecordedAs,
    Risk,
    RiskAssessed,
    Whereabouts,
    WhereaboutsStanding,
)


class Standing(StrEnum):
    MISSING = "missing"
    WHEREABOUTS_KNOWN = "whereabouts_known"
    FOUND = "found"
    RECOVERED = "recovered"
    RETURNED = "returned"
    CLOSED = "closed"
    FOUND_DEAD = "found_dead"


S = Standing

_WHILE_MISSING: Mapping[str, Standing] = {
    "Found": S.FOUND,
    "Recovered": S.RECOVERED,
    "Returned": S.RETURNED,
    "FoundDead": S.FOUND_DEAD,
    "WhereaboutsKnown": S.WHEREABOUTS_KNOWN,
    "WhereaboutsNotKnown": S.MISSING,
}

#: For each standing, what may be said next and how the episode stands then.
MOVES: Mapping[Standing, Mapping[str, Standing]] = {
    S.MISSING: _WHILE_MISSING,
    S.WHEREABOUTS_KNOWN: _WHILE_MISSING,
    S.FOUND: {
        "Recovered": S.RECOVERED,
        "Returned": S.RETURNED,
        "WhereaboutsNotKnown": S.MISSING,
        "FoundDead": S.FOUND_DEAD,
    },
    S.RECOVERED: {"Returned": S.RETURNED, "WhereaboutsNotKnown": S.MISSING, "FoundDead": S.FOUND_DEAD},
    S.RETURNED: {"Returned": S.RETURNED, "Closed": S.CLOSED, "FoundDead": S.FOUND_DEAD},
    S.CLOSED: {"Reopened": S.RETURNED},
    S.FOUND_DEAD: {},
}

_SEARCH = frozenset(
    {
        "Acknowledged",
        "RiskAssessed",
        "BelievedToBe",
        "Enquiry",
        "Sighting",
        "MissingMeeting",
        "NoticeGiven",
        "SeriousEventStated",
    }
)
_CARE = frozenset({"CollectionPlanned", "ReturnDecided", "CameBackWith", "PreventionInterview"})
_REASONS = frozenset({"NotDone", "NotDoneAnswered"})
_INTERVIEW = frozenset({"InterviewOffered", "InterviewAnswered", "InterviewHeld", "CarerAccount"})

#: What was done during the search may be written down after it.
_SINCE_FOUND = (
    _CARE | _INTERVIEW | _REASONS | {"Acknowledged", "NoticeGiven", "SeriousEventStated", "Contact"}
)

#: For each standing, what may be said that moves nothing.
MAY_BE_SAID: Mapping[Standing, frozenset[str]] = {
    S.MISSING: _SEARCH | _REASONS | {"Contact"},
    S.WHEREABOUTS_KNOWN: _SEARCH | _REASONS | {"Contact"},
    S.FOUND: _SINCE_FOUND,
    S.RECOVERED: _SINCE_FOUND,
    S.RETURNED: _SINCE_FOUND,
    # What is due outlives the closing, and so does a reason that waits.
    S.CLOSED: frozenset({"NotDoneAnswered"}),
    S.FOUND_DEAD: _REASONS | {"NoticeGiven", "SeriousEventStated"},
}


#: The kinds of fact from which alone it can be said when a child was missing.
MOVING = KINDS.keys() & {"Missing", "Whereabouts", *(word for moves in MOVES.values() for word in moves)}


def step(fact: Fact) -> str:
    """The word by which the table knows a fact: its kind, but for whereabouts, which may move either way.

    Whereabouts known at a place of concern keep the response of a missing child, and so does a mere claim.
    """
    if isinstance(fact, Whereabouts):
        known = fact.standing is WhereaboutsStanding.KNOWN and fact.place_of_concern is False
        return "WhereaboutsKnown" if known else "WhereaboutsNotKnown"
    return type(fact).__name__


def may_follow(standing: Standing, fact: Fact) -> bool:
    """May a person say this of an episode that stands so?"""
    return step(fact) in MOVES[standing] or step(fact) in MAY_BE_SAID[standing]


@dataclass(frozen=True)
class Episode:
    """`number` counts the child's episodes from 1, in order of when they began."""

    opened_by: Event
    number: int
    events: tuple[Event, ...]

    @property
    def key(self) -> str:
        return self.opened_by.key

    @property
    def episode(self) -> str:
        """By which findings name it."""
        return self.key

    @property
    def force(self) -> Agency | None:
        """Which polices the place the child is missing from; None: nobody has stated it."""
        return self.missing.force

    @property
    def missing(self) -> Missing:
        fact = self.opened_by.fact
        assert isinstance(fact, Missing)
        return fact

    @cached_property
    def by_kind(self) -> Mapping[str, list[Event]]:
        sorted_by_kind: dict[str, list[Event]] = {}
        for event in self.events:
            sorted_by_kind.setdefault(event.kind, []).append(event)
        return sorted_by_kind

    @cached_property
    def systems(self) -> frozenset[System]:
        """Every system that speaks of this episode."""
        return frozenset(event.system for event in self.events)

    def first(self, kind: str) -> Event | None:
        said = self.by_kind.get(kind)
        return said[0] if said else None

    def last(self, kind: str) -> Event | None:
        said = self.by_kind.get(kind)
        return said[-1] if said else None

    @cached_property
    def standing(self) -> Standing:
        standing = S.MISSING
        for event in self.events:
            standing = MOVES[standing].get(step(event.fact), standing)
        return standing

    @cached_property
    def ended(self) -> Event | None:
        """What ended the search and still stands; None while the child is missing, or is missing again."""
        standing, ended = S.MISSING, None
        for event in self.events:
            standing = MOVES[standing].get(step(event.fact), standing)
            if standing in (S.MISSING, S.WHEREABOUTS_KNOWN):
                ended = None
            elif ended is None:
                ended = event
        return ended

    @property
    def is_open(self) -> bool:
        """Still missing, or found but not yet back: somebody has to act tonight."""
        return self.standing in (S.MISSING, S.WHEREABOUTS_KNOWN, S.FOUND, S.RECOVERED)

    @property
    def police_told(self) -> bool:
        """Have police a reference for it, or accepted it? A telling that nobody there confirmed is not enough."""
        opened = self.opened_by
        taken = (t.to.kind for t in opened.told if t.reference or t.to.code == opened.of.code)
        return AgencyKind.POLICE in taken or any(
            isinstance(event.fact, Acknowledged) and event.fact.desk.kind is AgencyKind.POLICE
            for event in self.by_kind.get("Acknowledged", ())
        )

    @property
    def risk(self) -> Risk | None:
        """The level last assessed; None where none was."""
        assessed = self.last("RiskAssessed")
        return assessed.fact.level if assessed and isinstance(assessed.fact, RiskAssessed) else None

    @property
    def is_away(self) -> bool:
        """Away from placement without authorisation: the statistical code, apart from the response.

        So the source recorded it, or the child's whereabouts were known from the first to the last.
        """
        if self.missing.recorded_as is RecordedAs.AWAY:
            return True
        said = [event.fact for event in self.by_kind.get("Whereabouts", ())]
        return bool(said) and all(
            isinstance(fact, Whereabouts) and fact.standing is WhereaboutsStanding.KNOWN for fact in said
        )

    @property
    def counted_end(self) -> Event | None:
        """What ends it in statistics: the search, for one missing; the return, for one away. None: nothing has."""
        if not self.is_away:
            return self.ended
        return self.last("Returned") or self.first("FoundDead")


#: Events at one and the same time are read in the order in which such things happen, else as they were recorded.
_ORDER = {
    "Missing": 0,
    "RiskAssessed": 1,
    "Found": 2,
    "Recovered": 3,
    "Returned": 4,
    "Closed": 9,
    "Reopened": 9,
}
_NOT_RECORDED = datetime.min.replace(tzinfo=UTC)


def _in_order(event: Event) -> tuple[datetime, int, datetime]:
    return event.happened_at.begins, _ORDER.get(event.kind, 5), event.recorded_at or _NOT_RECORDED


def episodes(chronology: Chronology) -> tuple[Episode, ...]:
    """The child's missing episodes, in order of when they began."""
    opened = chronology.by_kind.get("Missing", ())
    said = {event.key: [event] for event in opened}
    for event in chronology.events:
        for key in event.fact.episodes:
            if key in said:
                said[key].append(event)
    return tuple(
        Episode(event, number, tuple(sorted(said[event.key], key=_in_order)))
        for number, event in enumerate(opened, start=1)
    )
