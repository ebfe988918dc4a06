"""What a table counted in one period: exact numbers, which are nobody's to publish as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from wayhome.insight.tables.declared import NOT_STATED, Table
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.query import ALL


class Cell(NamedTuple):
    """Where a number stands. `breakdown` and `category` are ALL in the line of the whole."""

    breakdown: str
    category: str
    measure: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Every cell of the table, in its order: of the whole, then by each breakdown with all of its categories."""

    table: Table
    period: Period
    cells: Mapping[Cell, int]

    @classmethod
    def of(cls, table: Table, period: Period, rows: Iterable[tuple[Any, ...]]) -> Self:
        """`rows` are breakdown, category and the measures. What no row has is nought, but for NOT_STATED, which is
        there only where something is not stated.
        """
        found = {(row[0], row[1]): row[2:] for row in rows}
        nought = (0,) * len(table.measures)
        cells: dict[Cell, int] = {}
        for breakdown, category, wanted in _lines(table, found):
            for measure, n in zip(table.measures, found.get((breakdown, category), nought), strict=True):
                if measure.name in wanted:
                    cells[Cell(breakdown, category, measure.name)] = int(n or 0)
        return cls(table, period, cells)


def _lines(
    table: Table, found: Mapping[tuple[str, str], tuple[Any, ...]]
) -> Iterator[tuple[str, str, Collection[str]]]:
    """Breakdown, category, and which measures stand in the line."""
    yield ALL, ALL, [one.name for one in table.measures]
    for by in table.breakdowns:
        for category in by.categories:
            if not by.as_found or (by.name, category) in found:
                yield by.name, category, by.measures
        if any(found.get((by.name, NOT_STATED), ())):
            yield by.name, NOT_STATED, by.measures
