"""How fast police files go into the record, beside the floor: the same rows by raw bulk insert.

    python -m benchmarks.load [INCIDENTS …]          default 10,000 and 40,000

Each size is loaded by `wayhome load` itself, in a process of its own, into a new SQLite record: the clock runs
from the command's start to its end, migrations apart. The floor then puts the very rows it left into the same
tables of another new record, with nothing read, checked, derived or looked up.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from benchmarks.files import write

WAYHOME = [sys.executable, "-c", "import sys; from wayhome.config.cli import main; sys.exit(main())"]

#: The least the load must do, in incidents a second on one core, and the longest anybody may wait behind it.
LEAST, LONGEST_WAIT = 700, 0.5


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds on the wall, seconds of processor, the most memory in MiB, and the longest wait for a turn to write.

    Memory is what the process holds for itself: the record's file, of which SQLite maps a part, is everybody's.
    """

    wall: float
    processor: float
    memory: float
    longest_wait: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("incidents", type=int, nargs="*", default=[10_000, 40_000])
    options = parser.parse_args()
    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    print("incidents  load/s  of processor/s  again/s  floor/s  own MiB   longest wait s")
    for incidents in options.incidents:
        with tempfile.TemporaryDirectory(prefix="wayhome-benchmark-") as folder:
            print(line(Path(folder), incidents), flush=True)


def line(folder: Path, incidents: int) -> str:
    files = folder / "files"
    files.mkdir()
    write(files, incidents)
    record = new_record(folder / "record")
    load, again = loaded(record, files), loaded(record, files)
    floor = raw_insert(record, new_record(folder / "floor"))
    return (
        f"{incidents:9,}  {incidents / load.wall:6,.0f}  {incidents / load.processor:14,.0f}"
        f"  {incidents / again.wall:7,.0f}  {incidents / floor:7,.0f}  {load.memory:8,.0f}"
        f"  {max(load.longest_wait, again.longest_wait):14.2f}"
    )


def new_record(file: Path) -> Path:
    subprocess.run([*WAYHOME, "migrate", "--quiet"], env=environment(file), check=True)
    return file


def loaded(record: Path, files: Path) -> Measured:
    """One load, with somebody else wanting to write every now and then."""
    command = [*WAYHOME, "load", str(files), "--as", "police", "--authority", "E08000032", "--json"]
    before = perf_counter()
    process = subprocess.Popen(
        command, env=environment(record), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    waits: list[float] = []
    held: list[float] = []
    page = threading.Thread(target=write_now_and_then, args=(record, process.pid, waits, held))
    page.start()
    _, code, used = os.wait4(process.pid, 0)
    took = perf_counter() - before
    page.join()
    if code:
        raise SystemExit(f"the load ended with {os.waitstatus_to_exitcode(code)}")
    return Measured(took, used.ru_utime + used.ru_stime, max(held), max(waits))


def write_now_and_then(record: Path, loading: int, waits: list[float], held: list[float]) -> None:
    page = sqlite3.connect(record, timeout=20, isolation_level=None)
    while (memory := own_memory(loading)) is not None:
        held.append(memory)
        asked = perf_counter()
        page.execute("BEGIN IMMEDIATE")
        page.execute("COMMIT")
        waits.append(perf_counter() - asked)
        sleep(0.2)
    page.close()


def own_memory(process: int) -> float | None:
    """In MiB; None once it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return None
    own = [line.split()[1] for line in status.splitlines() if line.startswith("RssAnon:")]
    return int(own[0]) / 1024 if own else None


def raw_insert(held: Path, empty: Path) -> float:
    """Seconds to insert all rows of one record into the tables of another."""
    theirs, ours = sqlite3.connect(held), sqlite3.connect(empty, isolation_level=None)
    ours.execute("PRAGMA synchronous = NORMAL")
    took = 0.0
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'children!_%' ESCAPE '!'"
    for (table,) in theirs.execute(tables).fetchall():
        rows = theirs.execute(f"SELECT * FROM {table}").fetchall()
        marks = ", ".join("?" * len(rows[0])) if rows else ""
        before = perf_counter()
        ours.execute("BEGIN IMMEDIATE")
        if rows:
            ours.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        ours.execute("COMMIT")
        took += perf_counter() - before
    return took


def environment(record: Path) -> dict[str, str]:
    return os.environ | {
        "WAYHOME_DATABASE_URL": f"sqlite:///{record}",
        "WAYHOME_SECRET_KEY": "only for benchmarks, and as long as a key must be to be one",
        "WAYHOME_REQUESTS_A_MINUTE": "1000000000",
        "DJANGO_SETTINGS_MODULE": "wayhome.config.settings",
    }


if __name__ == "__main__":
    main()
