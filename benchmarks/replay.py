"""How fast and in how much memory `wayhome replay` goes through a year: of a large force, and of ten of them.

    python -m benchmarks.replay [INCIDENTS ...]        default 150,000 and 1,500,000, of a third as many children

Each run is a command of its own, on two cores at most. Beside it stand the two thresholds that a replay prints beside
its decisions, on the same rows. In plain Python, which reads two columns and understands nothing else, they are the
floor. With pandas, child by child as an analyst would group them, they are the peer: it is no dependency of this
project, and is run only where it is there (`uv run --with pandas python -m benchmarks.replay`).
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from benchmarks.commands import one_or_all, timed
from benchmarks.files import write

#: What must be reached at so many incidents on two cores, and how many times as long the peer should take.
AT, SECONDS, GIB, TIMES = 1_500_000, 180, 3, 10


def main(*sizes: int) -> None:
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, before anything was run")
    print(f"{'incidents':>10} {'':22} {'seconds':>8} {'of CPU':>8} {'µs each':>8} {'MiB':>6}")
    for size in sizes or (AT // 10, AT):
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), size, children=size // 3)
            took = {name: timed("benchmarks.replay", name, folder) for name in RUNS}
        for name, one in took.items():
            print(
                f"{size:>10,} {name:22} {one.seconds:>8.1f} {one.cpu:>8.1f} {one.cpu / size * 1e6:>8.0f}"
                f" {one.mebibytes:>6.0f}",
                flush=True,
            )
        replayed = took["replay"]
        if size == AT:
            told(
                f"under {SECONDS} s and {GIB} GiB",
                replayed.seconds < SECONDS and replayed.mebibytes < GIB * 1024,
            )
        print(f"{'':>10} {replayed.cpu / took[FLOOR].cpu:.1f} times the floor's processor time")
        if PEER in took:
            ratio = took[PEER].seconds / replayed.seconds
            told(f"the peer takes {ratio:.1f} times as long on the wall; {TIMES} times", ratio >= TIMES)


def told(what: str, reached: bool) -> None:
    print(f"{'':>10} {what}: {'reached' if reached else 'NOT reached'}", flush=True)


def replay(folder: Path) -> None:
    from wayhome.config.cli import main as wayhome

    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    code = wayhome(["replay", str(folder), "--as", "police", "--authority", "E08000032", "--json"])
    assert code == 0, code


def in_plain_python(folder: Path) -> None:
    """How somebody would write it down who wants the two numbers and nothing else."""
    began: dict[str, list[datetime]] = defaultdict(list)
    with (folder / "incidents.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            began[row["person_id"]].append(datetime.strptime(row["last_seen_at"], WRITTEN))  # noqa: DTZ007
    three = soon = 0
    for times in began.values():
        times.sort()
        for n, at in enumerate(times):
            three += sum(at - one <= WINDOW for one in times[: n + 1]) >= 3
            soon += n > 0 and at - times[n - 1] <= SOON
    assert three
    assert soon


def with_pandas(folder: Path) -> None:
    import pandas as pd

    rows = pd.read_csv(folder / "incidents.csv", usecols=["person_id", "last_seen_at"])
    rows["at"] = pd.to_datetime(rows["last_seen_at"], format=WRITTEN)
    rows = rows.sort_values(["person_id", "at"])

    def of_child(child: pd.DataFrame) -> pd.Series:
        within = pd.Series(1, index=child["at"]).rolling(WINDOW, closed="both").sum()
        return pd.Series({"three": (within >= 3).sum(), "soon": (child["at"].diff() <= SOON).sum()})

    counted = rows.groupby("person_id").apply(of_child).sum()
    assert counted["three"]
    assert counted["soon"]


WRITTEN, WINDOW, SOON = "%d/%m/%Y %H:%M", timedelta(days=90), timedelta(days=28)

FLOOR, PEER = "floor: plain Python", "peer: pandas by child"

RUNS: dict[str, Callable[[Path], None]] = {"replay": replay, FLOOR: in_plain_python}
if find_spec("pandas"):
    RUNS[PEER] = with_pandas

if __name__ == "__main__":
    one_or_all(RUNS, main)
