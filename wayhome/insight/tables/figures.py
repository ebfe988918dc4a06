"""A table as it may be printed: each number shown or withheld, with its ratios, which are of what is shown alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from wayhome.insight.tables import curve
from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.curve import Point
from wayhome.insight.tables.declared import Ratio, Table
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.query import ALL

#: A number; None: withheld, or nothing to divide by.
type Number = int | float | None

#: One line of a table: its breakdown and category, both ALL of the whole, and its numbers by measure and ratio.
type Line = tuple[str, str, dict[str, Number]]


@dataclass(frozen=True, slots=True)
class Figures:
    """`shown` has every cell of the table."""

    table: Table
    period: Period
    shown: Mapping[Cell, int | None]

    @classmethod
    def exact(cls, counts: Counts) -> Self:
        """As counted: for those alone who may see it."""
        return cls(counts.table, counts.period, counts.cells)

    def lines(self) -> Iterator[Line]:
        """In the order of the table, the whole first."""
        lines: dict[tuple[str, str], dict[str, Number]] = {}
        for cell, number in self.shown.items():
            lines.setdefault((cell.breakdown, cell.category), {})[cell.measure] = number
        points = curve.points(self.table, self.shown)
        for (breakdown, category), numbers in lines.items():
            ratios = {one.name: ratio(one, numbers) for one in self.table.ratios if one.is_of(numbers)}
            yield breakdown, category, numbers | ratios | self._curve(points.get((breakdown, category)))

    def _curve(self, point: Point | None) -> dict[str, Number]:
        said = self.table.curve
        return {said.at_risk: point.at_risk, said.name: point.share} if said and point else {}

    def as_json(self) -> dict[str, object]:
        """The numbers of the whole, and under `by` those of each category of each breakdown."""
        whole: dict[str, object] = {}
        by: dict[str, dict[str, dict[str, Number]]] = {one.name: {} for one in self.table.breakdowns}
        for breakdown, category, numbers in self.lines():
            if breakdown == ALL:
                whole |= numbers
            else:
                by[breakdown][category] = numbers
        return whole | {"by": by}


def ratio(one: Ratio, numbers: Mapping[str, Number]) -> float | None:
    """Of two that are equally near, the higher, as the published files have it."""
    over, under = numbers[one.over], numbers[one.under]
    if over is None or not under:
        return None
    return math.floor(Fraction(over) * 10**one.places / Fraction(under) + Fraction(1, 2)) / 10**one.places
