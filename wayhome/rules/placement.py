"""One placement, read from a chronology: who runs it, where it stands and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event, System
from wayhome.rules.facts import Agency, Placed, PlacementEnded


@dataclass(frozen=True)
class Placement:
    """`ended` is None while nobody has said that it has. `number` counts the child's placements from 1.

    A clock may run over a placement as it does over an episode: both have what a duty asks of either.
    """

    began: Event
    ended: Event | None
    number: int

    @property
    def fact(self) -> Placed:
        assert isinstance(self.began.fact, Placed)
        return self.began.fact

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """Who runs it and in whose area it stands, as far as stated."""
        return tuple(agency for agency in (self.fact.home, self.fact.host) if agency is not None)

    @property
    def opened_by(self) -> Event:
        return self.began

    @property
    def episode(self) -> str:
        """Of no missing episode."""
        return ""

    @property
    def force(self) -> Agency | None:
        """A placement is policed by nobody in particular."""
        return None

    @cached_property
    def events(self) -> tuple[Event, ...]:
        return (self.began,) if self.ended is None else (self.began, self.ended)

    @cached_property
    def by_kind(self) -> Mapping[str, list[Event]]:
        return {event.kind: [event] for event in self.events}

    @cached_property
    def systems(self) -> frozenset[System]:
        return frozenset(event.system for event in self.events)

    def last(self, kind: str) -> Event | None:
        said = self.by_kind.get(kind)
        return said[-1] if said else None


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
    return tuple(
        Placement(event, ended.get(event.key), number) for number, event in enumerate(began, start=1)
    )
