"""How fast and in how much memory `wayhome screen` answers: a year of a large force, and twice as much.

    python -m benchmarks.screen [INCIDENTS]        default 150,000, of 45,000 children

Each run is a command of its own, on two cores at most. The floor is Python's own csv reader and sort on the same
rows, with nothing understood. In the files thousands of children share one busy place, which joins none of them.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.commands import one_or_all, timed
from benchmarks.files import write

#: What must be reached at 150,000 incidents on two cores.
SECONDS, GIB = 30, 1.5


def main(incidents: int = 150_000) -> None:
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, before anything was run")
    print(f"{'incidents':>10} {'':20} {'seconds':>8} {'of CPU':>8} {'µs each':>8} {'MiB':>6}")
    for size in (incidents // 3, incidents, incidents * 2):
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), size)
            for name in RUNS:
                took = timed("benchmarks.screen", name, folder)
                print(
                    f"{size:>10,} {name:20} {took.seconds:>8.1f} {took.cpu:>8.1f}"
                    f" {took.seconds / size * 1e6:>8.0f} {took.mebibytes:>6.0f}",
                    flush=True,
                )
                if (size, name) == (150_000, "screen"):
                    reached = took.seconds < SECONDS and took.mebibytes < GIB * 1024
                    verdict = "reached" if reached else "NOT reached"
                    print(f"{'':>10} under {SECONDS} s and {GIB} GiB: {verdict}", flush=True)


def floor(folder: Path) -> None:
    for name, place in (("incidents", 1), ("contacts", 0), ("interviews", 0)):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            sorted(csv.reader(file), key=lambda row: row[place])


def screen(folder: Path) -> None:
    from wayhome.config.cli import main as wayhome

    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    code = wayhome(["screen", str(folder), "--as", "police", "--authority", "E08000032", "--json"])
    assert code == 0, code


def on_one_core(folder: Path) -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    screen(folder)


RUNS: dict[str, Callable[[Path], None]] = {
    "floor: read and sort": floor,
    "screen": screen,
    "screen on one core": on_one_core,
}

if __name__ == "__main__":
    one_or_all(RUNS, main)
