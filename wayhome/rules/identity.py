"""Which of several stated identities stands: the first that was told, until a person decides."""

from __future__ import annotations

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.facts import IdentityDecided


def decision(chronology: Chronology) -> IdentityDecided | None:
    """The last, if the identity it chose has not been withdrawn since; None: nobody has decided."""
    decided = chronology.by_kind.get("IdentityDecided")
    if not decided:
        return None
    fact = decided[-1].fact
    assert isinstance(fact, IdentityDecided)
    return fact if any(event.key == fact.stands for event in _stated(chronology)) else None


def decided_identity(chronology: Chronology) -> Event | None:
    """The stated identity that a person decided on; None: nobody has."""
    decided = decision(chronology)
    if decided is None:
        return None
    return next(event for event in _stated(chronology) if event.key == decided.stands)


def _stated(chronology: Chronology) -> list[Event]:
    return chronology.by_kind.get("IdentityStated", [])
