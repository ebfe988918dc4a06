"""By when something is due: so long after the start, at the time that it sets, or as a partnership has agreed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from wayhome.rules.facts import Fact
from wayhome.rules.moment import Moment
from wayhome.rules.working_days import Months, WorkingDays


@dataclass(frozen=True, slots=True)
class Setting:
    """A limit that the partnership's own protocol sets, by its name there.

    `off_when_unset`: a protocol that sets none does not ask for it; else it is asked for without a limit.
    """

    name: str
    off_when_unset: bool = False


@dataclass(frozen=True, slots=True)
class SetBy:
    """A limit that the starting event itself sets; None where it set none. `topic` is what a system says it under."""

    read: Callable[[Fact], Moment | None]
    topic: str


#: By when, counted from the start. None: the source sets no limit of its own.
Limit = timedelta | WorkingDays | Months | Setting | SetBy | None
