"""How long `wayhome index rebuild` takes with 100,000 children and 300,000 episodes on PostgreSQL, on two cores.

    python -m benchmarks.rebuild [--children 100000]

The record is that of `benchmarks.pages`. Every clock is on that a protocol can ask for, so each child says more than
before: the rebuild writes what is new. A second one finds everything as it is, and writes nothing but its watches.
The command runs in processes of its own, on two cores at most.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks import program
from benchmarks.every_clock import EVERY_CLOCK

#: What must be reached with 300,000 episodes on two cores, in seconds.
MOST, EPISODES, CORES = 240, 300_000, 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--children", type=int, default=100_000)
    options = parser.parse_args()
    with program.on_a_server():
        measure(options.children)


def measure(children: int) -> None:
    from benchmarks import populations

    populations.small(board=1)
    populations.large(children)
    print(populations.described(), flush=True)
    protocol = Path("protocol.toml").absolute()
    protocol.write_text(EVERY_CLOCK, encoding="utf-8")
    print(f"{platform.machine()}, Python {platform.python_version()}, {CORES} cores")
    print("            seconds  of processor  load average before", flush=True)
    for name in ("every clock", "again"):
        before = os.getloadavg()[0]
        took, processor = timed(os.environ | {"WAYHOME_PROTOCOL": str(protocol)})
        print(f"{name:12} {took:6.0f} {processor:13.0f} {before:20.1f}", flush=True)
    print(populations.described())


def timed(environment: dict[str, str]) -> tuple[float, float]:
    """Seconds on the wall and of processor, of the command with all its processes; the server's are not counted."""
    rebuild = (
        "import sys; from wayhome.config.cli import main; sys.exit(main(['index', 'rebuild', '--json']))"
    )
    cores = sorted(os.sched_getaffinity(0))[:CORES]
    before = perf_counter()
    command = subprocess.Popen(
        [sys.executable, "-c", rebuild],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, cores),  # noqa: PLW1509 - no thread is running here
    )
    _, status, used = os.wait4(command.pid, 0)
    command.returncode = os.waitstatus_to_exitcode(status)
    assert command.returncode == 0, f"the rebuild ended with code {command.returncode}"
    return perf_counter() - before, used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
