"""Which numbers of a table may be shown: none that is small, and none from which a small one follows.

A line that tells of few people is withheld whole, since what it says of them would be said of so few. The rest follows
from sums: whatever is a part of a whole that is shown, by a breakdown, within a wider category or within one line, is
shown beside it only if what is withheld there does not follow. Each sum may withhold more, and so ask others again,
until none asks for more. Where what is shown is rounded, no difference of two numbers is exact either; where numbers of
an authority are not, their differences are looked at as numbers are (`line`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.declared import Table
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.line import Line, lines, rounding, withheld_beside
from wayhome.insight.tables.query import ALL
from wayhome.rules.disclosure import SmallNumbers, shown_parts


class Added(NamedTuple):
    """A cell, and those that make it up."""

    whole: Cell
    parts: tuple[Cell, ...]


#: Nought is shown: most categories of most tables have nobody in them, and to withhold each would take others with it.
PUBLISHED = SmallNumbers(nought_shown=True)

#: As its files of 2019 to 2023 have it: 1 to 5 withheld, authorities exact, regions and the nation rounded to 10.
DFE = SmallNumbers(least=6, to_nearest=10, nought_shown=True, authorities_to_nearest=1)

#: Two of one table must not be published both: what one withholds may follow from the other.
POLICIES = {"own": PUBLISHED, "dfe": DFE}


def controlled(
    counts: Counts, small: SmallNumbers = PUBLISHED, stays_withheld: Collection[Cell] = ()
) -> Figures:
    """The table as it may be published. `stays_withheld` are cells that are withheld in any case."""
    hidden = {cell for cell, n in counts.cells.items() if small.is_small(n)} | {*stays_withheld}
    each = list(sums(counts.table, counts.cells))
    while more := set(_withheld(counts, each, hidden, small)) - hidden:
        hidden |= more
    shown = {
        cell: None if cell in hidden else rounding(small, cell).rounded(n) for cell, n in counts.cells.items()
    }
    return Figures(counts.table, counts.period, shown)


def sums(table: Table, cells: Collection[Cell]) -> Iterator[Added]:
    """Every sum that a reader can put together of the table."""
    parts: dict[Cell, list[Cell]] = {}
    by = {one.name: one for one in table.breakdowns}
    for cell in cells:
        if cell.breakdown == ALL:
            continue
        parts.setdefault(Cell(ALL, ALL, cell.measure), []).append(cell)
        for name, within in by[cell.breakdown].wider.items():
            wider = Cell(name, within.get(cell.category, ""), cell.measure)
            if wider in cells:
                parts.setdefault(wider, []).append(cell)
    for whole, of_each in parts.items():
        for breakdown in dict.fromkeys(cell.breakdown for cell in of_each):
            yield Added(whole, tuple(cell for cell in of_each if cell.breakdown == breakdown))
    for line in lines(cells):
        yield from _along(table, line)


def _along(table: Table, line: Line) -> Iterator[Added]:
    for name, others in table.parted.items():
        if line.keys() >= {name, *others}:
            yield Added(line[name], tuple(line[other] for other in others))


def _withheld(counts: Counts, each: list[Added], hidden: set[Cell], small: SmallNumbers) -> Iterator[Cell]:
    for whole, parts in each:
        if whole in hidden:
            yield from parts
        else:
            numbers = {part: counts.cells[part] for part in parts}
            told = shown_parts(numbers, rounding(small, parts[0]), withheld=hidden.intersection(parts))
            yield from (part for part, n in told.items() if n is None)
    for line in lines(counts.cells):
        yield from withheld_beside(line, counts, hidden, small)
