"""In whose care a child is and where the child lives, as read from a chronology."""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    Agency,
    CareStatus,
    CareStatusStated,
    Placed,
    PlacementEnded,
    ResponsibleAuthorityStated,
)


@dataclass(frozen=True, slots=True)
class Placement:
    """`ended` is None while nobody has said that it has."""

    began: Event
    ended: Event | None

    @property
    def fact(self) -> Placed:
        assert isinstance(self.began.fact, Placed)
        return self.began.fact

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """Who runs it and in whose area it stands, as far as stated."""
        return tuple(agency for agency in (self.fact.home, self.fact.host) if agency is not None)


def placements(chronology: Chronology) -> list[Placement]:
    """All of them, the latest first."""
    ended = {
        event.fact.began: event
        for event in chronology.by_kind.get("PlacementEnded", ())
        if isinstance(event.fact, PlacementEnded)
    }
    began = reversed(chronology.by_kind.get("Placed", []))
    return [Placement(event, ended.get(event.key)) for event in began]


def open_placements(chronology: Chronology) -> list[Placement]:
    return [placement for placement in placements(chronology) if placement.ended is None]


def responsible_authority(chronology: Chronology) -> Agency | None:
    """As last stated; None: nobody has."""
    stated = last_stated(chronology, "ResponsibleAuthorityStated")
    return stated.fact.authority if stated and isinstance(stated.fact, ResponsibleAuthorityStated) else None


def care_status(chronology: Chronology) -> CareStatus | None:
    """As last stated; None: nobody has."""
    stated = last_stated(chronology, "CareStatusStated")
    return stated.fact.status if stated and isinstance(stated.fact, CareStatusStated) else None


def last_stated(chronology: Chronology, kind: str) -> Event | None:
    """The statement of this kind whose time is the latest."""
    stated = chronology.by_kind.get(kind)
    return stated[-1] if stated else None
