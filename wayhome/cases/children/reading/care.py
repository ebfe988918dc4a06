"""In whose care a child is and where the child lives, as read from a chronology."""

from __future__ import annotations

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.facts import Agency, CareStatus, CareStatusStated, ResponsibleAuthorityStated
from wayhome.rules.placement import Placement
from wayhome.rules.placement import placements as in_order


def placements(chronology: Chronology) -> list[Placement]:
    """All of them, the latest first."""
    return list(reversed(in_order(chronology)))


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
