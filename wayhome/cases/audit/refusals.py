"""What somebody was refused, entered so that nobody fills the audit by being refused again and again.

Of what one person is refused in one way, the first ten within an hour are entered each, and then the hundredth, the
thousandth and so on. Every entry says how many times it was by then: little is kept of a flood and nothing is hidden.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from threading import Lock
from typing import Final

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Actor

#: So many of a kind are entered within an hour, each.
EACH: Final = 10

HOUR: Final = 60 * 60


class Tally:
    """How often whom was refused what within this hour. Each process counts for itself, in memory, without a query."""

    def __init__(self) -> None:
        self._hour, self._times, self._lock = 0, Counter[tuple[str, Hashable]](), Lock()

    def count(self, verb: str, whose: Hashable, at: datetime) -> int:
        """How many times by now, this one too."""
        hour = int(at.timestamp()) // HOUR
        with self._lock:
            if hour != self._hour:
                self.forget()
                self._hour = hour
            self._times[verb, whose] += 1
            return self._times[verb, whose]

    def forget(self) -> None:
        self._times.clear()


TALLY: Final = Tally()

_HEARD: Final = ContextVar[list[str] | None]("acts refused meanwhile", default=None)


def note_refused(act: str) -> None:
    """An action refuses somebody: its transaction is undone and takes every entry with it, so whoever listens outside
    enters it. Where nobody does (a command, a job), nothing is kept.
    """
    if (heard := _HEARD.get()) is not None:
        heard.append(act)


@contextmanager
def listening() -> Iterator[list[str]]:
    """Gives the acts that are refused meanwhile, in this thread."""
    heard: list[str] = []
    before = _HEARD.set(heard)
    try:
        yield heard
    finally:
        _HEARD.reset(before)


def enter_refusal(
    verb: str, *, by: Callable[[], Actor], at: datetime, subject: str, whose: Hashable, **detail: int | str
) -> None:
    """Enters one, unless too many of the kind were: `whose` says which are counted together.

    `by` is asked for where it is entered alone. The rest is as in `enter`: identifiers, codes and numbers.
    """
    times = TALLY.count(verb, whose, at)
    if is_entered(times):
        enter(verb, by=by(), at=at, subject=subject, detail={**detail, "times": times})


def is_entered(times: int) -> bool:
    return times <= EACH or times == 10 ** (len(str(times)) - 1)
