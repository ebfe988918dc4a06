"""Which numbers of a table may be shown: none that is small, and none from which a small one follows.

A line that tells of few people is withheld whole, since what it says of them would be said of so few. The rest follows
from sums: whatever is a part of a whole that is shown, by a breakdown, within a wider category or within one line, is
shown beside it only if what is withheld there does not follow. Each sum may withhold more, and so ask others again,
until none asks for more. Everything that is shown is rounded, so that no difference of two numbers is exact either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.declared import Table
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.query import ALL
from wayhome.rules.disclosure import SmallNumbers, shown_parts


class Added(NamedTuple):
    """A cell, and those that make it up."""

    whole: Cell
    parts: tuple[Cell, ...]


#: Nought is shown: most categories of most tables have nobody in them, and to withhold each would take others with it.
PUBLISHED = SmallNumbers(nought_shown=True)

#: As its files of 2019 to 2023 have it: 1 to 5 withheld in those of authorities, national numbers rounded to 10.
DFE = SmallNumbers(least=6, to_nearest=10, nought_shown=True)

#: Two of one table must not be published both: what one withholds may follow from the other.
POLICIES = {"own": PUBLISHED, "dfe": DFE}


def controlled(counts: Counts, small: SmallNumbers = PUBLISHED) -> Figures:
    """The table as it may be published."""
    hidden = {cell for cell, n in counts.cells.items() if small.is_small(n)}
    each = list(sums(counts.table, counts.cells))
    while more := set(_withheld(counts, each, hidden, small)) - hidden:
        hidden |= more
    shown = {cell: None if cell in hidden else small.rounded(n) for cell, n in counts.cells.items()}
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
    for line in _lines(cells):
        yield from _along(table, line)


def _along(table: Table, line: Mapping[str, Cell]) -> Iterator[Added]:
    for name, others in table.parted.items():
        if line.keys() >= {name, *others}:
            yield Added(line[name], tuple(line[other] for other in others))


def _withheld(counts: Counts, each: list[Added], hidden: set[Cell], small: SmallNumbers) -> Iterator[Cell]:
    for whole, parts in each:
        if whole in hidden:
            yield from parts
        else:
            numbers = {part: counts.cells[part] for part in parts}
            told = shown_parts(numbers, small, withheld=hidden.intersection(parts))
            yield from (part for part, n in told.items() if n is None)
    for line in _lines(counts.cells):
        if next(iter(line.values())) in hidden:
            yield from line.values()


def _lines(cells: Iterable[Cell]) -> Iterator[Mapping[str, Cell]]:
    """The cells of each line by measure, in the order of the table."""
    lines: dict[tuple[str, str], dict[str, Cell]] = {}
    for cell in cells:
        lines.setdefault((cell.breakdown, cell.category), {})[cell.measure] = cell
    yield from lines.values()
