"""How long an extract of the record takes that is made after an earlier one, beside one that is made anew.

    python -m benchmarks.after [INCIDENTS]           default 20,000

The files are those of `benchmarks.files`, loaded into a new SQLite record and worked out to the end. Then, each in a
process of its own: an extract of it all; one after that, with nothing changed; and once another incident of one child
in a hundred was loaded, one after the first and one anew. The last two must hold the same.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

import pyarrow.parquet as pq

from benchmarks.files import write
from benchmarks.load import WAYHOME, environment, new_record

#: Moments by which the numbers of two extracts can be the same.
AS_AT, LATER = "2026-11-27T00:00:00Z", "2026-11-27T01:00:00Z"

WORKED_OUT = """
import django; django.setup()
from django.utils import timezone
from wayhome.cases.children import index
while index.refresh(at=timezone.now()): pass
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("incidents", type=int, nargs="?", default=20_000)
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory(prefix="wayhome-benchmark-") as folder:
        os.chdir(folder)
        measure(options.incidents)


def measure(incidents: int) -> None:
    record = new_record(Path("record").absolute())
    Path("files").mkdir()
    sizes = write(Path("files"), incidents)
    load(record, "files")
    print(f"{sizes.incidents:,} incidents of {sizes.children:,} children")
    print("                            s on the wall  s of processor    MiB  load average before", flush=True)
    extract("anew", record, AS_AT, "first")
    extract("after, nothing changed", record, LATER, "same", "--after", "first")
    print(f"{another_incident_of_one_in_a_hundred(sizes.children):,} children have changed", flush=True)
    load(record, "more")
    extract("after, one in a hundred", record, LATER, "kept", "--after", "first")
    extract("anew", record, LATER, "whole")
    for table in sorted(Path("whole").glob("*.parquet")):
        if rows(table) != rows(Path("kept") / table.name):
            raise SystemExit(f"{table.name} is not what it is made anew")


def load(record: Path, files: str) -> None:
    """And work out what follows for others, as a worker does."""
    words = ["load", files, "--as", "police", "--authority", "E08000032", "--json"]
    subprocess.run(
        [*WAYHOME, *words], env=environment(record), check=True, stdout=subprocess.DEVNULL, stderr=2
    )
    settings = environment(record) | {"DJANGO_SETTINGS_MODULE": "wayhome.config.settings"}
    subprocess.run([sys.executable, "-c", WORKED_OUT], env=settings, check=True)


def extract(name: str, record: Path, as_at: str, into: str, *words: str) -> None:
    """Of the processor with all its processes, and the most memory of any of them."""
    load_average, before = os.getloadavg()[0], perf_counter()
    asked = [*WAYHOME, "extract", "--record", "--as-at", as_at, "--out", into, *words]
    command = subprocess.Popen(
        asked, env=environment(record), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert command.stdout is not None
    said = command.stdout.read().decode()
    _, code, used = os.wait4(command.pid, 0)
    took = perf_counter() - before
    if code:
        raise SystemExit(f"the extract ended with {os.waitstatus_to_exitcode(code)}")
    processor, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    print(f"{name:26} {took:14.1f} {processor:15.1f} {memory:6.0f} {load_average:20.1f}")
    print(
        *(line for line in said.splitlines() if line.startswith("Children taken over")), sep="\n", flush=True
    )


def another_incident_of_one_in_a_hundred(children: int) -> int:
    """Writes a file of them, and says how many there are."""
    Path("more").mkdir()
    changed = {f"P{child:06}" for child in range(0, children, 100)}
    with Path("files/incidents.csv").open(encoding="utf-8", newline="") as file:
        by_child = {row["person_id"]: row for row in csv.DictReader(file) if row["person_id"] in changed}
    with Path("more/incidents.csv").open("w", encoding="utf-8", newline="") as file:
        written = csv.DictWriter(file, next(iter(by_child.values())))
        written.writeheader()
        for n, row in enumerate(by_child.values()):
            again = {name: row[name].replace("/2025 ", "/2026 ") for name in row if name.endswith("_at")}
            written.writerow(row | again | {"incident_id": f"J{n:07}"})
    return len(by_child)


def rows(table: Path) -> Counter[str]:
    return Counter(map(repr, pq.read_table(table).to_pylist()))


if __name__ == "__main__":
    main()
