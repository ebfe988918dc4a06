"""What came to be part of a waiting decision while its page was open: nobody decides on what they did not see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from wayhome.cases.children.models import Child
from wayhome.cases.children.news.said import SaidOf, take_turn
from wayhome.cases.children.reading.decision import never_decided, waiting
from wayhome.cases.children.reading.known import known_of
from wayhome.cases.partners.models import User
from wayhome.ui.news import News


@dataclass(frozen=True, kw_only=True)
class WaitingOf:
    """The decision about one child that waits, or was left to nobody, by the events on which it rests at the moment
    that `clock` then says.
    """

    child: Child
    by: User
    clock: Callable[[], datetime]

    @property
    def name(self) -> str:
        return f"child:{self.child.pk}/decision"

    def take_turn(self) -> None:
        take_turn(self.child)

    def latest(self) -> int:
        return self._rests_on().latest()

    def news(self, after: int) -> list[News]:
        return self._rests_on().news(after)

    def _rests_on(self) -> SaidOf:
        known = known_of(self.child, at=self.clock())
        waits = waiting(known) or never_decided(known)
        return SaidOf(child=self.child, by=self.by, keys=waits.evidence if waits else ())
