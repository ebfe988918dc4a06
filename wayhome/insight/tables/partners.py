"""A table by authority, which those read who know a part of it: an authority its own line, a force all of its area.

Each takes what it knows from the whole. So what is withheld of the others must not follow from what is left either; the
table is looked at as each of them sees it, and what one of them may not be told is told to nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from wayhome.insight.tables.areas import AUTHORITY, SAYS, Areas
from wayhome.insight.tables.control import PUBLISHED, controlled
from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.query import ALL
from wayhome.rules.disclosure import SmallNumbers


def controlled_among_partners(counts: Counts, areas: Areas, small: SmallNumbers = PUBLISHED) -> Figures:
    """As it may be published, and read by each partner. One that is not by authority is as ever."""
    by_areas = tuple(one for one in counts.table.breakdowns if one.name in SAYS)
    if not by_areas:
        return controlled(counts, small)
    by_area = replace(counts.table, breakdowns=by_areas)
    each = [Counts(by_area, counts.period, _left(counts, known)) for known in _known_together(areas)]
    hidden = set[Cell]()
    while True:
        figures = controlled(counts, small, hidden)
        withheld = _withheld(figures)
        hidden = withheld.union(*(_withheld_of_areas(one, small, withheld) for one in each))
        if hidden == withheld:
            return figures


def _known_together(areas: Areas) -> Iterator[Collection[str]]:
    """Categories of authorities whose numbers one partner knows."""
    known = [one for code, one in areas.items() if code]
    yield from ({one.category} for one in known)
    for force in {one.force for one in known if one.force}:
        yield {one.category for one in known if one.force == force}


def _left(counts: Counts, known: Collection[str]) -> dict[Cell, int]:
    """What the whole and each area are without those that are known; no less than nought, where a child is of two."""
    wider = next(by.wider for by in counts.table.breakdowns if by.name == AUTHORITY)
    left = {
        cell: n
        for cell, n in counts.cells.items()
        if cell.breakdown in {ALL, *SAYS} and not (cell.breakdown == AUTHORITY and cell.category in known)
    }
    for own, n in counts.cells.items():
        if own.breakdown == AUTHORITY and own.category in known:
            within = (Cell(name, each.get(own.category, ""), own.measure) for name, each in wider.items())
            for cell in (Cell(ALL, ALL, own.measure), *within):
                if cell in left:
                    left[cell] = max(0, left[cell] - n)
    return left


def _withheld_of_areas(left: Counts, small: SmallNumbers, withheld: Collection[Cell]) -> Iterator[Cell]:
    """All but of the whole, which stands where no authority does: what is left of that cannot be withheld here."""
    figures = controlled(left, small, {cell for cell in withheld if cell in left.cells})
    return (cell for cell in _withheld(figures) if cell.breakdown != ALL)


def _withheld(figures: Figures) -> set[Cell]:
    return {cell for cell, n in figures.shown.items() if n is None}
