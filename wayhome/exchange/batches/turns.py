"""Taking turns with everybody else: a load writes in batches so short that no page waits behind one for long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import perf_counter, process_time, sleep

from django.db import connection

from wayhome.exchange.profiles.source import OneChild

#: How long one transaction should take, in seconds.
TURN = 0.1

#: SQLite has one writer at a time. One who waits looks again at least every 25 ms for an eighth of a second, then
#: twice after 50 ms, and then every 100: so the pause after a turn that took at most so long is long enough for a look.
SHORT_PAUSE, MIDDLE_PAUSE, LONG_PAUSE = 0.026, 0.052, 0.105
PAUSES = ((0.125, SHORT_PAUSE), (0.225, MIDDLE_PAUSE))

#: So many times longer than its work a turn takes on a busy machine, where whoever waits is late with a look too.
BUSY = 1.5

FEWEST, MOST = 20, 5_000


def in_turns(children: Iterable[OneChild]) -> Iterator[list[OneChild]]:
    """Batches of whole children, each of as many events as the consumer stored within a TURN before.

    The consumer stores a batch before it asks for the next. What it takes to read the next one is part of the
    pause.
    """
    events, batch, held = FEWEST, list[OneChild](), 0
    free_from = perf_counter()
    for child in children:
        batch.append(child)
        held += sum(len(row.events) for row in child.rows)
        if held >= events:
            sleep(max(0.0, free_from - perf_counter()))
            began, worked = perf_counter(), process_time()
            yield batch
            ended = perf_counter()
            took = ended - began
            free_from = ended + _pause(took, process_time() - worked)
            events = _next_size(held, took)
            batch, held = [], 0
    if batch:
        yield batch


def _pause(took: float, work: float) -> float:
    """How long to leave the record to others, after a turn of so many seconds on the wall and of processor."""
    if connection.vendor != "sqlite":
        return 0.0  # nobody waits for another's rows
    if took > work * BUSY:
        return LONG_PAUSE
    return next((pause for turn, pause in PAUSES if took <= turn), LONG_PAUSE)


def _next_size(events: int, took: float) -> int:
    """At most twice as many as before: the first batches of a load are small and say little about the next."""
    fitting = events * TURN / max(took, 0.001)
    return int(max(FEWEST, min(fitting, events * 2, MOST)))
