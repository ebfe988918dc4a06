"""What it costs to ask only for those somebody may see, for every role that sees a child, on PostgreSQL.

    python -m benchmarks.filters [--children 100000] [--rounds 50]

The record is that of `benchmarks.pages`, of 300,000 episodes. For one person of each role the board, a search by name
and a child's page are asked for with the filter and without, in turns; then the same as queries alone, with nothing
drawn. Without it more are found and counted, but as many shown: where somebody sees few, the filter saves work.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import program
from benchmarks.turns import WARMING

if TYPE_CHECKING:
    from benchmarks.reads import Reads

#: How many times as long as without the filter anything may take.
MOST = 1.25

READS = ("board", "search", "child")


class Cost(NamedTuple):
    """Seconds at the median."""

    filtered: float
    unfiltered: float

    @property
    def times(self) -> float:
        return self.filtered / self.unfiltered


type Costs = Mapping[str, Cost | None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--children", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=50)
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with program.on_a_server():
        from benchmarks import populations

        populations.small()
        populations.large(options.children)
        print(populations.described(), flush=True)
        measure(options.rounds)


def measure(rounds: int) -> None:
    from benchmarks.reads import readers
    from wayhome.config.wsgi import keep_what_is_loaded

    everybody = list(readers())
    for reader in everybody:
        for reads in (reader.pages, reader.queries):
            costs(reads, WARMING)
    keep_what_is_loaded()  # as each of the server's processes does before it answers
    print(f"load {os.getloadavg()[0]:.1f} before any page was asked for")
    print(f"{'milliseconds':39}", *(f"{name:^22}" for name in READS), sep="  ")
    print(f"{'role':29} {'sees':>9}", *["    with without times"] * len(READS), sep="  ", flush=True)
    for what in ("pages", "queries"):
        print(what)
        found = {reader.role: costs(getattr(reader, what), rounds) for reader in everybody}
        for reader in everybody:
            print(line(reader.role, reader.children, found[reader.role]))
        print(worst(found), flush=True)


def costs(reads: Reads, rounds: int) -> Costs:
    return {name: read and cost(read, rounds) for name, read in reads.items()}


def cost(read: Callable[[], object], rounds: int) -> Cost:
    """Asked both ways in each round, and in each the other way first."""
    from benchmarks.reads import unfiltered

    ways = (nullcontext, unfiltered)
    took: dict[object, list[float]] = {way: [] for way in ways}
    for number in range(rounds):
        for way in ways if number % 2 else reversed(ways):
            with way():
                before = perf_counter()
                read()
                took[way].append(perf_counter() - before)
    return Cost(*map(median, took.values()))


def line(role: str, children: int, found: Costs) -> str:
    cells = (cell(found[name]) for name in READS)
    over = [name for name, one in found.items() if one and one.times > MOST]
    verdict = f"   NOT within {MOST}: {', '.join(over)}" if over else ""
    return f"{role:29} {children:9,}  {'  '.join(cells)}{verdict}"


def cell(one: Cost | None) -> str:
    if one is None:
        return f"{'sees none':>22}"
    return f"{1000 * one.filtered:8.1f} {1000 * one.unfiltered:7.1f} {one.times:5.2f}"


def worst(found: Mapping[str, Costs]) -> str:
    times = {(one.times, name, role) for role, of in found.items() for name, one in of.items() if one}
    most, name, role = max(times)
    return f"at most {most:.2f} times: {name}, {role}"


if __name__ == "__main__":
    main()
