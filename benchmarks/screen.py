"""How fast and in how much memory `wayhome screen` answers: a year of a large force, then twice as much.

    python -m benchmarks.screen [INCIDENTS]        default 150,000, of 45,000 children

Each size runs in a process of its own, pinned to one core. A busy place is shared by thousands of children.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.files import write

#: What must be reached at 150,000 incidents.
SECONDS, GIB = 30, 1.5


def main(incidents: int = 150_000) -> None:
    print(
        f"{'incidents':>10} {'children':>9} {'contacts':>9} {'interviews':>10}"
        f" {'seconds':>8} {'of CPU':>8} {'µs each':>8} {'MiB':>6}"
    )
    for size in (incidents // 3, incidents, incidents * 2):
        with tempfile.TemporaryDirectory() as folder:
            sizes = write(Path(folder), size)
            seconds, cpu, mebibytes = timed(Path(folder))
        print(
            f"{sizes.incidents:>10,} {sizes.children:>9,} {sizes.contacts:>9,} {sizes.interviews:>10,}"
            f" {seconds:>8.1f} {cpu:>8.1f} {seconds / size * 1e6:>8.0f} {mebibytes:>6.0f}",
            flush=True,
        )
        if size == 150_000:
            verdict = "reached" if seconds < SECONDS and mebibytes < GIB * 1024 else "NOT reached"
            print(f"{'':>10} under {SECONDS} s and {GIB} GiB: {verdict}", flush=True)


def timed(folder: Path) -> tuple[float, float, float]:
    """Seconds from start to exit, seconds of processor, and the most memory in MiB, of the command on one core."""
    said = ["-m", "benchmarks.screen", "--one", str(folder)]
    begun = time.perf_counter()
    answer = subprocess.run([sys.executable, *said], check=True, capture_output=True, text=True)
    cpu, mebibytes = map(float, answer.stdout.split())
    return time.perf_counter() - begun, cpu, mebibytes


def one(folder: Path) -> None:
    """The command, then what it took of processor and memory on standard output in place of its answer."""
    from wayhome.config.cli import main as wayhome

    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    said, sys.stdout = sys.stdout, open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    code = wayhome(["screen", str(folder), "--as", "police", "--authority", "E08000032", "--json"])
    sys.stdout = said
    assert code == 0, code
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(Path(sys.argv[2]))
    else:
        main(*map(int, sys.argv[1:]))
