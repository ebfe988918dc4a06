"""What really happened of a child's patterns, beside what would have been seen: when a person first decided."""

from __future__ import annotations

from datetime import datetime

from wayhome.insight.replay.one_child import FirstSeen
from wayhome.rules.chronology import Chronology
from wayhome.rules.moment import day_of

#: Kinds of fact by which people decide that a child's pattern is one to act on.
DECIDING = ("PatternDecided", "MarkerAdded")


def first_decided(then: Chronology) -> datetime | None:
    """When a person first decided; None: nobody has."""
    return min(
        (event.happened_at.begins for kind in DECIDING for event in then.by_kind.get(kind, ())), default=None
    )


def days_earlier(first: FirstSeen, decided: datetime | None) -> int | None:
    """By how many days on the calendar it was seen before somebody decided; less than nought: after it."""
    return (day_of(decided) - day_of(first.at)).days if decided is not None else None
