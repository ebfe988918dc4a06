"""Times in care, read from a chronology: each placement, who runs it and where, and the whole of them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event, System
from wayhome.rules.facts import Agency, CareStatus, CareStatusStated, Placed, PlacementEnded


@dataclass(frozen=True)
class TimeInCare:
    """`ended` is None while nobody has said that it has. `number` counts the child's, of one kind, from 1.

    A clock may run over it as it does over an episode: both have what a duty asks of either. `said` names it by its
    key, as what is said of an episode names that.
    """

    began: Event
    ended: Event | None
    number: int
    said: tuple[Event, ...] = ()

    @property
    def key(self) -> str:
        return self.began.key

    @property
    def opened_by(self) -> Event:
        return self.began

    @property
    def episode(self) -> str:
        """Of no missing episode."""
        return ""

    @property
    def force(self) -> Agency | None:
        """It is policed by nobody in particular."""
        return None

    @cached_property
    def events(self) -> tuple[Event, ...]:
        ended = () if self.ended is None else (self.ended,)
        return tuple(sorted((self.began, *self.said, *ended), key=attrgetter("happened_at")))

    @cached_property
    def by_kind(self) -> Mapping[str, list[Event]]:
        sorted_by_kind: dict[str, list[Event]] = {}
        for event in self.events:
            sorted_by_kind.setdefault(event.kind, []).append(event)
        return sorted_by_kind

    @cached_property
    def systems(self) -> frozenset[System]:
        return frozenset(event.system for event in self.events)

    def last(self, kind: str) -> Event | None:
        said = self.by_kind.get(kind)
        return said[-1] if said else None


@dataclass(frozen=True)
class Placement(TimeInCare):
    """One placement."""

    @property
    def fact(self) -> Placed:
        assert isinstance(self.began.fact, Placed)
        return self.began.fact

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """Who runs it and in whose area it stands, as far as stated."""
        return tuple(agency for agency in (self.fact.home, self.fact.host) if agency is not None)


def placements(chronology: Chronology) -> tuple[Placement, ...]:
    """The child's placements, in order of when they began."""
    began = chronology.by_kind.get("Placed", ())
    if not began:
        return ()
    ended = {
        event.fact.began: event
        for event in chronology.by_kind.get("PlacementEnded", ())
        if isinstance(event.fact, PlacementEnded)
    }
    said = _said_of(began, chronology)
    return tuple(
        Placement(event, ended.get(event.key), number, said.get(event.key, ()))
        for number, event in enumerate(began, start=1)
    )


def times_in_care(chronology: Chronology) -> tuple[TimeInCare, ...]:
    """From when the child is stated to be looked after until stated not to be; said again, it does not begin anew."""
    spans: list[tuple[Event, Event | None]] = []
    for event in chronology.by_kind.get("CareStatusStated", ()):
        assert isinstance(event.fact, CareStatusStated)
        looked_after = event.fact.status is CareStatus.LOOKED_AFTER
        runs = bool(spans) and spans[-1][1] is None
        if looked_after and not runs:
            spans.append((event, None))
        elif runs and not looked_after:
            spans[-1] = (spans[-1][0], event)
    said = _said_of([began for began, _ in spans], chronology)
    return tuple(
        TimeInCare(began, ended, number, said.get(began.key, ()))
        for number, (began, ended) in enumerate(spans, start=1)
    )


def _said_of(began: list[Event], chronology: Chronology) -> dict[str, tuple[Event, ...]]:
    """What names each of them by its key."""
    said: dict[str, tuple[Event, ...]] = {}
    keys = {event.key for event in began}
    for kind in ("NoticeGiven", "NotDone", "NotDoneAnswered"):
        for event in chronology.by_kind.get(kind, ()):
            for key in keys.intersection(event.fact.episodes):
                said[key] = (*said.get(key, ()), event)
    return said
