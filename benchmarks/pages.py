"""How long pages take with 100,000 children and 300,000 episodes on PostgreSQL, beside a trivial page.

    python -m benchmarks.pages [--children 100000] [--rounds 200]

The record is the demonstration's, of 1,000 children, made through every door a real one comes in by. It is kept as it
is in one database and multiplied by `benchmarks.copies` in another. Both are then measured in pairs: each is asked by
a process of its own, never both at once, and in each round the other one begins, so that what else the machine does
falls on both alike. A page is asked for through the whole of the program's middleware by Django's test client: what
is left out is the socket, which is the same for every page.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks import program
from benchmarks.turns import Record


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds within which half and 95 in a hundred were answered, and the number of queries."""

    half: float
    most: float
    queries: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--children", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with program.on_a_server() as address:
        compare(*populated(address, options.children), options.rounds)


def populated(large: str, children: int) -> tuple[str, str]:
    """The addresses of the small record and of the large one."""
    from benchmarks import populations

    populations.small()
    small = populations.kept_as("small", large)
    populations.large(children)
    print(populations.described(), flush=True)
    return small, large


def compare(small: str, large: str, rounds: int) -> None:
    print(f"load {os.getloadavg()[0]:.1f} before any page was asked for")
    with closing(Record(small)) as of_few, closing(Record(large)) as of_many:
        few, many = in_turns((of_few, of_many), rounds)
    print("                     small, ms       large, ms       large p95 in times")
    print("page                 median    p95   median    p95   trivial   small   queries")
    for page, one in many.items():
        print(line(page, few[page], one, many["trivial"]))


def in_turns(records: Sequence[Record], rounds: int) -> Iterator[Mapping[str, Measured]]:
    """Each record's pages."""
    took: Mapping[Record, list[Mapping[str, float]]] = {record: [] for record in records}
    for number in range(rounds):
        for record in records if number % 2 else reversed(records):
            took[record].append(record.ask())
    for record, asked in took.items():
        yield {name: measured([one[name] for one in asked], n) for name, n in record.queries.items()}


def measured(took: list[float], queries: int) -> Measured:
    return Measured(median(took), quantiles(took, n=20)[-1], queries)


def line(page: str, small: Measured, large: Measured, trivial: Measured) -> str:
    return (
        f"{page:19} {1000 * small.half:7.1f} {1000 * small.most:6.1f}"
        f"  {1000 * large.half:7.1f} {1000 * large.most:6.1f}"
        f"   {large.most / trivial.most:7.2f} {large.most / small.most:7.2f}   {small.queries}, {large.queries}"
    )


if __name__ == "__main__":
    main()
