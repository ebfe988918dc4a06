"""How long somebody waits to write while everybody is worked out anew on SQLite, as after a new release.

    python -m benchmarks.waiting [INCIDENTS]          default 15,000

The files of `benchmarks.load` are loaded first. Then every child is due, and the worker's own job works them off in a
process of its own, while somebody else wants to write every now and then.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from benchmarks.files import write
from benchmarks.load import LONGEST_WAIT, environment, loaded, new_record, write_now_and_then

KEEP_UP = "--keep-up"


def main(incidents: int = 15_000) -> None:
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, before anything was run")
    with tempfile.TemporaryDirectory(prefix="wayhome-benchmark-") as folder:
        files = Path(folder) / "files"
        files.mkdir()
        children = write(files, incidents).children
        record = new_record(Path(folder) / "record")
        loaded(record, files)
        took, waits = kept_up(record)
    reached = "" if max(waits) <= LONGEST_WAIT else f", NOT within {LONGEST_WAIT}"
    print(
        f"{children:,} children in {took:.1f} s; {len(waits)} writes waited {median(waits):.2f} s at the median,"
        f" p95 {quantiles(waits, n=20)[-1]:.2f}, at the most {max(waits):.2f}{reached}"
    )


def kept_up(record: Path) -> tuple[float, list[float]]:
    """Seconds until all was quiet, and how long each write waited."""
    command = [sys.executable, "-m", "benchmarks.waiting", KEEP_UP]
    before, waits = perf_counter(), list[float]()
    process = subprocess.Popen(command, env=environment(record))
    write_now_and_then(record, process.pid, waits, [])
    if process.wait():
        raise SystemExit(f"the job ended with {process.returncode}")
    return perf_counter() - before, waits


def keep_up() -> None:
    import django

    django.setup()
    from wayhome.cases.children.jobs import keep_up
    from wayhome.cases.children.models import Watch

    Watch.objects.update(is_due=True)
    keep_up.call_local()


if __name__ == "__main__":
    if KEEP_UP in sys.argv:
        keep_up()
    else:
        main(*map(int, sys.argv[1:]))
