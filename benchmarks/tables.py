"""How fast and in how much memory a nation's tables are counted, beside the same cells written by hand and in pandas.

    python -m benchmarks.tables [INCIDENTS ...]        default 200,000 and 2,000,000, of a fourth as many children

Ten years of England and Wales and every table of `wayhome tables`, from Parquet on disk to exact numbers. Each run is a
process of its own on two cores at most, and all must agree in every cell. pandas is run only where it is there:
`uv run --with pandas python -m benchmarks.tables`.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from benchmarks.commands import Took, one_or_all, timed
from benchmarks.in_pandas import in_pandas
from benchmarks.nation import made
from benchmarks.tables_by_hand import Key, in_duckdb

#: What must be reached at so many incidents: within so many times the time by hand, so much memory, so many times as
#: fast as pandas; and ten times the rows at most so many times the time.
AT, TIMES_BY_HAND, GIB, TIMES_IN_PANDAS, TEN_TIMES = 2_000_000, 3, 2, 10, 12

YEARS = list(range(2016, 2026))


def main(*sizes: int) -> None:
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, before anything was run")
    print(f"{'incidents':>10} {'':10} {'seconds':>8} {'of CPU':>8} {'MiB':>6} {'cells':>6}")
    before: Mapping[str, Took] = {}
    for size in sizes or (AT // 10, AT):
        with tempfile.TemporaryDirectory() as folder:
            made(Path(folder), size)
            took = {name: timed("benchmarks.tables", name, folder) for name in RUNS}
            cells = {name: pickle.loads(_kept(Path(folder), name).read_bytes()) for name in RUNS}
        for name, one in took.items():
            assert cells[name] == cells["ours"], f"{name} counts otherwise"
            n = len(cells[name])
            print(
                f"{size:>10,} {name:10} {one.seconds:>8.1f} {one.cpu:>8.1f} {one.mebibytes:>6.0f} {n:>6,}",
                flush=True,
            )
        compared(took, before)
        before = took


def compared(took: Mapping[str, Took], smaller: Mapping[str, Took]) -> None:
    ours = took["ours"]
    told("times the time by hand", ours.seconds / took["by hand"].seconds, at_most=TIMES_BY_HAND)
    told("GiB", ours.mebibytes / 1024, at_most=GIB)
    if "in pandas" in took:
        told("times as long in pandas", took["in pandas"].seconds / ours.seconds, at_least=TIMES_IN_PANDAS)
    if smaller:
        told("times the time of the size before", ours.seconds / smaller["ours"].seconds, at_most=TEN_TIMES)


def told(what: str, n: float, *, at_most: float = float("inf"), at_least: float = 0) -> None:
    limit = f"at most {at_most}" if at_least == 0 else f"at least {at_least}"
    reached = "reached" if at_least <= n <= at_most else "NOT reached"
    print(f"{'':>10} {n:.1f} {what}, {limit}: {reached}", flush=True)


def ours(folder: Path) -> dict[Key, int]:
    from wayhome.insight.extract.about import About
    from wayhome.insight.extract.folder import Extract
    from wayhome.insight.tables.engine import opened
    from wayhome.insight.tables.listed import tables_of
    from wayhome.insight.tables.periods import Period

    found: dict[Key, int] = {}
    about = About("", "wayhome", None, "", {}, {}, lists_in_care=True)
    with opened(Extract(folder, about)) as engine:
        for table in tables_of(about):
            for year in YEARS:
                ends = date(year, 3, 31)
                counts = engine.counts(table, Period.year(ends, today=ends))
                found |= {(table.name, year, *cell): n for cell, n in counts.cells.items() if n}
    return found


COUNTED: dict[str, Callable[[Path], dict[Key, int]]] = {
    "ours": ours,
    "by hand": lambda folder: in_duckdb(folder, YEARS),
    **({"in pandas": lambda folder: in_pandas(folder, YEARS)} if find_spec("pandas") else {}),
}


def _kept(folder: Path, name: str) -> Path:
    return folder / f"{name}.pickle"


def _run(name: str) -> Callable[[Path], None]:
    """Counts, and keeps what it counted for whoever compares."""
    return lambda folder: (_kept(folder, name).write_bytes(pickle.dumps(COUNTED[name](folder))), None)[1]


RUNS: dict[str, Callable[[Path], None]] = {name: _run(name) for name in COUNTED}

if __name__ == "__main__":
    one_or_all(RUNS, main)
