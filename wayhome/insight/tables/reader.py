"""What a reader of a published table knows besides its numbers, and what a solver could work out of both.

The control withholds by sums, quickly. Before numbers leave, this looks with everything that adds up at once: down a
column, along a line, and between lines.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from typing import Final

from wayhome.insight.disclosure import fits, possible
from wayhome.insight.tables.areas import AUTHORITY, LONDON, REGION
from wayhome.insight.tables.control import sums
from wayhome.insight.tables.counts import Cell
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.line import lines, no_less_than, rounding
from wayhome.insight.tables.query import ALL
from wayhome.rules.disclosure import Publication, Shown, SmallNumbers, Sum, Within

#: Whoever is in several rows counts once in these; so that only what each child is of one of adds up.
PEOPLE: Final = {"children", "more_than_once", "at_31_march", "children_looked_after"}
OF_CHILDREN: Final = {"sex", "ethnicity", "ethnic_group", "bands"}

#: Hardly a child is of two in one year, so that a reader takes each to be of one until the numbers forbid it.
AREAS: Final = {REGION, LONDON, AUTHORITY}

#: A number, and those of the same line that are each a part of it.
WITHIN: Final = {
    "children": ("more_than_once", "at_31_march", "children_looked_after", "children_with_2plus"),
    "incidents": ("incidents_looked_after", "returned", "offered", "held", "children"),
    "held": ("within_72_hours", "unknown_whether_in_time"),
}

#: What adds up between lines of one table.
ACROSS: Final = {
    "repeats": (
        ((ALL, ALL, "incidents"), ((ALL, ALL, "children"), (ALL, ALL, "after_first"))),
        ((ALL, ALL, "children"), ((ALL, ALL, "children_with_2plus"), ("bands", "1", "children"))),
        ((ALL, ALL, "incidents"), ((ALL, ALL, "incidents_of_those"), ("bands", "1", "incidents"))),
        (("bands", "1", "incidents"), (("bands", "1", "children"),)),
        (("bands", "2", "incidents"), (("bands", "2", "children"), ("bands", "2", "children"))),
    )
}


def worked_out(figures: Figures, small: SmallNumbers) -> list[Cell]:
    """Withheld numbers that can only be one. That there is nobody may be said, and so may be worked out."""
    withheld = [cell for cell, n in figures.shown.items() if n is None]
    shown: Shown = dict(figures.shown.items())
    said = publication(figures, small)
    if not fits(shown, said):
        said = publication(figures, small, of_one=OF_CHILDREN)
    spans = possible(shown, said, cells=withheld)
    return [cell for cell in withheld if 0 < spans[cell].least == spans[cell].most]


def publication(
    figures: Figures, small: SmallNumbers, of_one: Collection[str] = OF_CHILDREN | AREAS
) -> Publication:
    """By the breakdowns `of_one` each child is of one category; by others nobody knows of how many.

    A line of few people is withheld with its noughts, so that what is withheld may be nought as well.
    """
    withheld = frozenset(cell for cell, n in figures.shown.items() if n is None)
    links = [*_down(figures, of_one), *_along(figures), *_again(figures, of_one), *_across(figures)]
    to_nearest: dict[Hashable, int] = {cell: rounding(small, cell).to_nearest for cell in figures.shown}
    return Publication(links, small, to_nearest, unprinted=withheld)


def _down(figures: Figures, of_one: Collection[str]) -> Iterator[Sum | Within]:
    for whole, parts in sums(figures.table, figures.shown):
        of_people = whole.measure in PEOPLE and figures.table.name not in ACROSS
        if not of_people or parts[0].breakdown in of_one:
            yield Sum(whole, parts)
        else:
            together = ("together", whole, parts[0].breakdown)
            yield from (Within(whole, (part,)) for part in parts)
            yield from (Sum(together, parts), Within(together, (whole,)))


def _along(figures: Figures) -> Iterator[Within]:
    for whole in figures.shown:
        for measure in WITHIN.get(whole.measure, ()):
            part = whole._replace(measure=measure)
            if part in figures.shown:
                yield Within(whole, (part,))


def _again(figures: Figures, of_one: Collection[str]) -> Iterator[Within]:
    """What holds of each child holds of a line only where each is of one."""
    for line in lines(figures.shown):
        if next(iter(line.values())).breakdown in {ALL, *of_one}:
            yield from (Within(*one) for one in no_less_than(figures.table, line))


def _across(figures: Figures) -> Iterator[Sum]:
    for whole, parts in ACROSS.get(figures.table.name, ()):
        yield Sum(Cell(*whole), tuple(Cell(*part) for part in parts))
