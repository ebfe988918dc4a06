"""What a reader of a published table knows besides its numbers, and what a solver could work out of both.

The control withholds by sums, quickly. Before numbers leave, this looks with everything that adds up at once: down a
column, along a line, and between lines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from wayhome.insight.disclosure import possible
from wayhome.insight.tables.control import sums
from wayhome.insight.tables.counts import Cell
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.query import ALL
from wayhome.rules.disclosure import Publication, SmallNumbers, Sum, Within

#: Whoever is in several rows counts once in these; so that only what each child is of one of adds up.
PEOPLE: Final = {"children", "more_than_once", "at_31_march", "children_looked_after", "still_missing"}
OF_CHILDREN: Final = {"sex", "ethnicity", "ethnic_group", "bands"}

#: A number, and those of the same line that are each a part of it.
WITHIN: Final = {
    "children": (
        "more_than_once",
        "at_31_march",
        "children_looked_after",
        "children_with_2plus",
        "still_missing",
    ),
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
    spans = possible(dict(figures.shown.items()), _publication(figures, small, withheld), cells=withheld)
    return [cell for cell in withheld if 0 < spans[cell].least == spans[cell].most]


def _publication(figures: Figures, small: SmallNumbers, withheld: Collection[Cell]) -> Publication:
    """A line of few people is withheld with its noughts, so that what is withheld may be nought as well."""
    links = [*_down(figures), *_along(figures), *_across(figures)]
    return Publication(links, small, unprinted=frozenset(withheld))


def _down(figures: Figures) -> Iterator[Sum | Within]:
    for whole, parts in sums(figures.table, figures.shown):
        of_people = whole.measure in PEOPLE and figures.table.name not in ACROSS
        if not of_people or parts[0].breakdown in OF_CHILDREN:
            yield Sum(whole, parts)
        else:
            yield from (Within(whole, (part,)) for part in parts)


def _along(figures: Figures) -> Iterator[Within]:
    for whole in figures.shown:
        for measure in WITHIN.get(whole.measure, ()):
            part = whole._replace(measure=measure)
            if part in figures.shown:
                yield Within(whole, (part,))


def _across(figures: Figures) -> Iterator[Sum]:
    for whole, parts in ACROSS.get(figures.table.name, ()):
        yield Sum(Cell(*whole), tuple(Cell(*part) for part in parts))
