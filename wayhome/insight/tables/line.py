"""What the numbers of one line tell of each other, besides what adds up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from wayhome.insight.tables.areas import AUTHORITY
from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.declared import Table
from wayhome.rules.disclosure import SmallNumbers, Span

#: The cells of a line by measure, in the order of the table.
type Line = Mapping[str, Cell]


def lines(cells: Iterable[Cell]) -> Iterator[Line]:
    lines: dict[tuple[str, str], dict[str, Cell]] = {}
    for cell in cells:
        lines.setdefault((cell.breakdown, cell.category), {})[cell.measure] = cell
    yield from lines.values()


def rounding(small: SmallNumbers, cell: Cell) -> SmallNumbers:
    """How a number is shown that stands there."""
    return small.of_authorities if cell.breakdown == AUTHORITY else small


def no_less_than(table: Table, line: Line) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    """Each with those that it is no less than together."""
    for whole, parts in table.no_less_than:
        if {whole, *parts} <= line.keys():
            yield line[whole], tuple(line[part] for part in parts)


def withheld_beside(
    line: Line, counts: Counts, hidden: Collection[Cell], small: SmallNumbers
) -> Iterator[Cell]:
    """The whole line, where it tells of few; what leaves few of a number that is known exactly; and what leaves too
    little room for a small number that is withheld.
    """
    if next(iter(line.values())) in hidden:
        yield from line.values()
    for one, part in counts.table.differences:
        if {one, part} <= line.keys() and _leaves_few(line[one], line[part], counts, hidden, small):
            yield line[part]
    for whole, parts in no_less_than(counts.table, line):
        shut = any(part in hidden and small.is_small(counts.cells[part]) for part in parts)
        if shut and whole not in hidden:
            beside = sum(_told(part, counts, small).least for part in parts if part not in hidden)
            most = _told(whole, counts, small).most
            if most is not None and most - beside < (small.room or small.least):
                yield whole


def _leaves_few(one: Cell, part: Cell, counts: Counts, hidden: Collection[Cell], small: SmallNumbers) -> bool:
    """Rounded numbers have no difference that is exact."""
    exact = one not in hidden and rounding(small, one).to_nearest == 1
    return exact and small.is_small(counts.cells[one] - counts.cells[part])


def _told(cell: Cell, counts: Counts, small: SmallNumbers) -> Span:
    """What it may be by how it is shown; exact authorities that add up to it leave nothing of its rounding."""
    of = rounding(small, cell)
    if small.of_authorities.to_nearest == 1 and any(by.name == AUTHORITY for by in counts.table.breakdowns):
        of = small.of_authorities
    return of.told_by(of.rounded(counts.cells[cell]))
