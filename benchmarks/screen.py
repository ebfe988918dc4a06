"""How fast and in how much memory `wayhome screen` answers: a year of a large force, and twice as much.

    python -m benchmarks.screen [INCIDENTS]        default 150,000, of 45,000 children

Each run is a command of its own, on two cores at most. The floor is Python's own csv reader and sort on the same
rows, with nothing understood. 'With company' adds a rule that asks whom each child shares a rare thing with, in
files where thousands share one busy place; no rule of this release asks for it yet.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.files import write

#: What must be reached at 150,000 incidents on two cores.
SECONDS, GIB = 30, 1.5
CORES = 2


class Took(NamedTuple):
    """Seconds from start to exit, seconds of processor, and the most memory of all its processes together.

    Pages that two processes share are counted in both.
    """

    seconds: float
    cpu: float
    mebibytes: float


def main(incidents: int = 150_000) -> None:
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, before anything was run")
    print(f"{'incidents':>10} {'':20} {'seconds':>8} {'of CPU':>8} {'µs each':>8} {'MiB':>6}")
    for size in (incidents // 3, incidents, incidents * 2):
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), size)
            for name in RUNS:
                took = timed(name, folder)
                print(
                    f"{size:>10,} {name:20} {took.seconds:>8.1f} {took.cpu:>8.1f}"
                    f" {took.seconds / size * 1e6:>8.0f} {took.mebibytes:>6.0f}",
                    flush=True,
                )
                if (size, name) == (150_000, "screen"):
                    reached = took.seconds < SECONDS and took.mebibytes < GIB * 1024
                    verdict = "reached" if reached else "NOT reached"
                    print(f"{'':>10} under {SECONDS} s and {GIB} GiB: {verdict}", flush=True)


def timed(name: str, folder: str) -> Took:
    begun = time.perf_counter()
    command = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.screen", "--run", name, folder], stderr=subprocess.DEVNULL
    )
    most = 0.0
    while True:
        most = max(most, sum(map(resident, family(command.pid))))
        pid, status, used = os.wait4(command.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.05)
    command.returncode = os.waitstatus_to_exitcode(status)
    assert command.returncode == 0, f"{name} ended with code {command.returncode}"
    return Took(time.perf_counter() - begun, used.ru_utime + used.ru_stime, most)


def family(pid: int) -> Iterator[int]:
    """The process and every one it has started."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it has just ended
        return
    for child in children:
        yield from family(int(child))


def resident(pid: int) -> float:
    """Mebibytes; none where the process has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGESIZE") / 2**20


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


def with_company(folder: Path) -> None:
    from wayhome.exchange.screening import questions
    from wayhome.rules.rulebook import rulebook

    questions.rulebook = lambda *asked: replace(rulebook(*asked), in_company=(lambda *seen: (),))
    screen(folder)


RUNS: dict[str, Callable[[Path], None]] = {
    "floor: read and sort": floor,
    "screen": screen,
    "screen on one core": on_one_core,
    "screen with company": with_company,
}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
        RUNS[sys.argv[2]](Path(sys.argv[3]))
    else:
        main(*map(int, sys.argv[1:]))
