"""How many something has happened to by when, though not all were followed for so long: an actuarial life table.

It is worked out of the numbers that are shown and never of those behind them, so that it gives nothing away. Who is
followed no further counts as followed for half of the time in which that ends: not as one to whom it never happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from wayhome.insight.tables.counts import Cell
from wayhome.insight.tables.declared import Breakdown, Curve, Table
from wayhome.insight.tables.query import ALL


class Point(NamedTuple):
    """`at_risk` are those to whom it had not happened when the time began, and who were followed until then; None: a
    number is withheld. `share` is of how many it has happened by its end; None: that cannot be said.
    """

    at_risk: int | None
    share: float | None


def points(table: Table, shown: Mapping[Cell, int | None]) -> Mapping[tuple[str, str], Point]:
    """By breakdown and category, of the breakdowns whose categories are times in their order."""
    if table.curve is None:
        return {}
    along = (by for by in table.breakdowns if by.name in table.curve.along)
    return {(by.name, category): point for by in along for category, point in _along(by, table.curve, shown)}


def _along(by: Breakdown, curve: Curve, shown: Mapping[Cell, int | None]) -> Iterator[tuple[str, Point]]:
    """Each wider category has a curve of its own."""
    wider = curve.along[by.name]
    followed: dict[tuple[str, str], _Followed] = {}
    for category in by.categories:
        begins = (wider, by.wider[wider][category]) if wider else (ALL, ALL)
        if begins not in followed:
            followed[begins] = _Followed(shown[Cell(*begins, curve.whole)])
        happened, lost = (shown[Cell(by.name, category, name)] for name in (curve.happened, curve.lost))
        yield category, followed[begins].through(happened, lost)


@dataclass(slots=True)
class _Followed:
    """Those who are left, and the share of all to whom it has not happened."""

    at_risk: int | None
    spared: float | None = 1.0

    def through(self, happened: int | None, lost: int | None) -> Point:
        """A time further."""
        began = self.at_risk
        if began is None or happened is None or lost is None:
            self.at_risk = self.spared = None
            return Point(began, None)
        exposed = began - lost / 2
        if self.spared is not None:
            self.spared = self.spared * max(0.0, 1 - happened / exposed) if exposed > 0 else None
        self.at_risk = max(0, began - happened - lost)
        return Point(began, None if self.spared is None else round(1 - self.spared, 4))
