"""What the checks find in an extract, and which numbers moved since another one was counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wayhome.insight.extract.folder import Extract
from wayhome.insight.quality.checks import CHECKS, Check
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.engine import opened
from wayhome.insight.tables.listed import tables_of
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.query import ALL


class Found(NamedTuple):
    """`found` out of `of` rows that were looked at."""

    check: Check
    found: int
    of: int

    @property
    def percent(self) -> float | None:
        return round(100 * self.found / self.of, 1) if self.of else None


class Moved(NamedTuple):
    """A number of a year that is over: what it was, and what it is."""

    table: str
    number: str
    was: int
    now: int


def found(extract: Extract) -> Iterator[Found]:
    """Of every check, in order; also where it finds nothing."""
    with opened(extract) as engine:
        for check in CHECKS:
            of = check.of.replace(":as_at", f"DATE '{extract.about.day.isoformat()}'")
            found_in = f"count(*) FILTER (WHERE {check.finds})"
            [(n, looked_at)] = engine.rows(f"SELECT {found_in}, count(*) FROM ({of}) AS looked_at")  # nosec B608
            yield Found(check, n, looked_at)


def moved(before: Extract, now: Extract, period: Period) -> list[Moved]:
    """Of the whole of every table that both can fill, the numbers of the period that are no longer what they were."""
    was, is_now = (_whole(extract, period) for extract in (before, now))
    return [Moved(*key, was[key], n) for key, n in is_now.items() if key in was and was[key] != n]


def _whole(extract: Extract, period: Period) -> dict[tuple[str, str], int]:
    with opened(extract) as engine:
        each: Sequence[Counts] = [engine.counts(table, period) for table in tables_of(extract.about)]
    return {
        (counts.table.name, cell.measure): n
        for counts in each
        for cell, n in counts.cells.items()
        if cell.breakdown == ALL
    }
