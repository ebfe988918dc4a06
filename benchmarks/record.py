"""How long one event takes, recorded for a child with 150 episodes and a company of 50, beside the floor.

    python -m benchmarks.record [--rounds 200]

Each database is a process of its own, with every clock that a protocol can ask for: the dearest event is one that wakes
others. The event goes through the one door:
its transaction, its audit entry, the child derived anew, the company made due. The floor is what it leaves (event,
tellings, entry) as raw rows in one transaction, with nothing read, checked or derived. *First* is the same event in a
process that has not read the child before, and so keeps nothing of how its rows are read.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from time import perf_counter, process_time

from benchmarks.program import set_up
from tests import postgres

#: What must be reached, in milliseconds; 20 are aimed at.
MOST = 50

#: Rounds that are not counted, before those that are.
WARMING = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--on", choices=list(RECORDS), help="one database alone, in this process")
    options = parser.parse_args()
    if options.on:
        with RECORDS[options.on]() as address:
            set_up(address)
            print(line(options.on, options.rounds), flush=True)
        return
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()},"
        f" load {os.getloadavg()[0]:.1f} before anything was run"
    )
    print(
        "milliseconds  recorded: median    p95  of processor  first: median   floor: median    p95   queries",
        flush=True,
    )
    for name in RECORDS:
        again = [sys.executable, "-m", "benchmarks.record", "--on", name, "--rounds", str(options.rounds)]
        subprocess.run(again, check=True)


@contextmanager
def in_a_file() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="wayhome-benchmark-") as folder:
        yield f"sqlite:///{folder}/record"


@contextmanager
def on_a_server() -> Iterator[str]:
    server = postgres.start()
    try:
        yield server.address
    finally:
        server.stop()


RECORDS = {"sqlite": in_a_file, "postgresql": on_a_server}


def line(name: str, rounds: int) -> str:
    from benchmarks.busy_child import BusyChild
    from wayhome.config.wsgi import keep_what_is_loaded

    child = BusyChild()
    queries = child.queries()
    keep_what_is_loaded()  # as each of the server's processes does before it answers
    began = process_time()
    recorded = timed(child.record, rounds)
    of_processor = (process_time() - began) / (rounds + WARMING)
    first = timed(child.record_first, rounds // 4)
    floor = timed(child.insert_raw, rounds)
    verdict = "" if percentile(recorded) <= MOST else f"   NOT within {MOST}"
    return (
        f"{name:10} {1000 * median(recorded):17.1f} {percentile(recorded):6.1f} {1000 * of_processor:13.1f}"
        f" {1000 * median(first):13.1f}"
        f" {1000 * median(floor):15.2f} {percentile(floor):6.2f} {queries:9}{verdict}"
    )


def percentile(took: list[float]) -> float:
    """In milliseconds, within which 95 in a hundred were done."""
    return 1000 * quantiles(took, n=20)[-1]


def timed(work: Callable[[], None], rounds: int) -> list[float]:
    for _ in range(WARMING):
        work()
    took = []
    for _ in range(rounds):
        before = perf_counter()
        work()
        took.append(perf_counter() - before)
    return took


if __name__ == "__main__":
    main()
