"""Which of several stated identities stands: the one that was recorded first, until a person decides.

Not the one that is dated first: an older statement that is loaded later would then rename a child, move a birthday
and its duties with it, and nobody would have decided that.
"""

from __future__ import annotations

from datetime import UTC, datetime

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.facts import IdentityDecided

_NOT_RECORDED = datetime.min.replace(tzinfo=UTC)


def standing_identity(chronology: Chronology) -> Event | None:
    """The one decided on, else the one recorded first; None where none was stated."""
    return decided_identity(chronology) or next(iter(as_recorded(chronology)), None)


def as_recorded(chronology: Chronology) -> list[Event]:
    """Every stated identity, in the order in which each was first recorded; where there is no record, as they happened.

    A correction leaves its place to what it corrects: somebody who mends a spelling chooses no other name.
    """
    stated = _stated(chronology)
    if len(stated) < 2:
        return stated
    first: dict[str, datetime] = {}
    for edition in chronology.editions:
        first.setdefault(edition.key, edition.recorded_at or _NOT_RECORDED)
    return sorted(stated, key=lambda event: (first[event.key], event.happened_at, event.key))


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
