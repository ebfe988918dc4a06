"""Taking turns with everybody else: whoever has much to write does it in transactions so short that no page waits
behind one for long, and leaves the record to others in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import perf_counter, process_time, sleep

from django.db import connection

#: How long one transaction should take, in seconds.
TURN = 0.1

#: SQLite has one writer at a time. One who waits looks again at least every 25 ms for an eighth of a second, then
#: twice after 50 ms, and then every 100: so the pause after a turn that took at most so long is long enough for a look.
SHORT_PAUSE, MIDDLE_PAUSE, LONG_PAUSE = 0.026, 0.052, 0.105
PAUSES = ((0.125, SHORT_PAUSE), (0.225, MIDDLE_PAUSE))

#: So many times longer than its work a turn takes on a busy machine, where whoever waits is late with a look too.
BUSY = 1.5


class Turns:
    """`size` is how much is likely to be done in the next within a TURN: `fewest` at first, and `most` at the most.

    What is counted is whoever takes them's own: children, events. What they do between two turns is part of the pause.
    """

    def __init__(self, fewest: int, most: int) -> None:
        self._fewest, self._most = fewest, most
        self.size = fewest
        self._free_from = perf_counter()

    @contextmanager
    def turn(self, so_much: int) -> Iterator[None]:
        """One transaction in which so much is done, once others have had time to write."""
        sleep(max(0.0, self._free_from - perf_counter()))
        began, worked = perf_counter(), process_time()
        yield
        ended = perf_counter()
        took = ended - began
        self._free_from = ended + _pause(took, process_time() - worked)
        self.size = self._next_size(so_much, took)

    def of[Part](self, parts: Iterable[Part], weigh: Callable[[Part], int]) -> Iterator[list[Part]]:
        """Batches, each for a turn of its own: whoever asks for them has done a batch before they ask for the next."""
        batch, weight = list[Part](), 0
        for part in parts:
            batch.append(part)
            weight += weigh(part)
            if weight >= self.size:
                with self.turn(weight):
                    yield batch
                batch, weight = [], 0
        if batch:
            yield batch

    def _next_size(self, done: int, took: float) -> int:
        """At most twice as much as before: the first turns are small and say little about the next."""
        fitting = done * TURN / max(took, 0.001)
        return int(max(self._fewest, min(fitting, self.size * 2, self._most)))


def _pause(took: float, work: float) -> float:
    """How long to leave the record to others, after a turn of so many seconds on the wall and of processor."""
    if connection.vendor != "sqlite":
        return 0.0  # nobody waits for another's rows
    if connection.in_atomic_block:
        return 0.0  # the turn is part of something larger, which leaves the record to nobody until it is done
    if took > work * BUSY:
        return LONG_PAUSE
    return next((pause for turn, pause in PAUSES if took <= turn), LONG_PAUSE)
