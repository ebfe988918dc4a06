"""Work that every core of the machine takes a part of: batches go out, and answers come back in order."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import batched, chain, islice
from multiprocessing import parent_process
from threading import Thread

#: So many batches are done sooner than other processes have started.
FEW = 16

#: Batches on their way for each process: one that it works on, and those that wait for it or for their turn.
IN_FLIGHT = 4


def cores() -> int:
    """How many this process may use; Python 3.12 knows only how many there are."""
    return getattr(os, "process_cpu_count", os.cpu_count)() or 1


def spread[Part, Answer](
    work: Callable[[tuple[Part, ...]], Answer],
    parts: Iterable[Part],
    *,
    size: int,
    processes: int | None = None,
    prepare: Callable[[], object] = bool,
) -> Iterator[Answer]:
    """`work` of every batch of `size` parts, in the order of the parts: the same from one process or from many.

    Few batches, or a single core, are done here. Otherwise `work`, the parts and the answers are pickled, so
    `work` belongs to a module or a value; `prepare` is called first in every process. However many the parts
    are, only a few batches are in memory. What `work` raises is raised here, when its turn comes.
    """
    batches = batched(parts, size)
    first = list(islice(batches, FEW))
    processes = processes or cores()
    if processes == 1 or len(first) < FEW:
        yield from map(work, chain(first, batches))
        return
    pool = ProcessPoolExecutor(processes, initializer=_begin, initargs=(prepare,))
    try:
        yield from _in_order(pool, work, chain(first, batches), processes * IN_FLIGHT)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order[Batch, Answer](
    pool: ProcessPoolExecutor, work: Callable[[Batch], Answer], batches: Iterator[Batch], at_once: int
) -> Iterator[Answer]:
    ahead: deque[Future[Answer]] = deque(pool.submit(work, batch) for batch in islice(batches, at_once))
    while ahead:
        answer = ahead.popleft().result()
        ahead.extend(pool.submit(work, batch) for batch in islice(batches, 1))
        yield answer


def _begin(prepare: Callable[[], object]) -> None:
    """Whoever stops the command stops its parent, which then ends this process; and so it ends if that is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    prepare()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
