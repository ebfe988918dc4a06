"""What a reader of a published table knows besides its numbers, for a solver to reason with."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from wayhome.insight.tables.control import PUBLISHED
from wayhome.insight.tables.control import sums as added_up
from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.query import ALL
from wayhome.rules import disclosure

#: Whoever is in several rows counts once in these; so that only what each child is of one of adds up.
PEOPLE = {"children", "more_than_once", "at_31_march", "children_looked_after"}
OF_CHILDREN = {"sex", "ethnicity", "ethnic_group", "bands"}

#: A number, and those of the same line that are each a part of it.
WITHIN = {
    "children": ("more_than_once", "at_31_march", "children_looked_after", "children_with_2plus"),
    "incidents": ("incidents_looked_after", "returned", "offered", "held", "children"),
    "held": ("within_72_hours", "unknown_whether_in_time"),
}

#: What adds up between lines of one table.
ACROSS = {
    "repeats": (
        ((ALL, ALL, "incidents"), ((ALL, ALL, "children"), (ALL, ALL, "after_first"))),
        ((ALL, ALL, "children"), ((ALL, ALL, "children_with_2plus"), ("bands", "1", "children"))),
        ((ALL, ALL, "incidents"), ((ALL, ALL, "incidents_of_those"), ("bands", "1", "incidents"))),
        (("bands", "1", "incidents"), (("bands", "1", "children"),)),
        (("bands", "2", "incidents"), (("bands", "2", "children"), ("bands", "2", "children"))),
    )
}


def publication(counts: Counts, withheld: Collection[Cell]) -> disclosure.Publication:
    """A line of few people is withheld with its noughts, so that what is withheld may be nought as well."""
    links = [*_down(counts), *_along(counts), *_across(counts)]
    return disclosure.Publication(links, PUBLISHED, unprinted=frozenset(withheld))


def _down(counts: Counts) -> Iterator[disclosure.Sum | disclosure.Within]:
    for whole, parts in added_up(counts):
        if _adds_up(whole, parts, counts):
            yield disclosure.Sum(whole, parts)
        else:
            yield from (disclosure.Within(whole, (part,)) for part in parts)


def _adds_up(whole: Cell, parts: tuple[Cell, ...], counts: Counts) -> bool:
    of_people = whole.measure in PEOPLE and counts.table.name != "repeats"
    return not of_people or parts[0].breakdown in OF_CHILDREN


def _along(counts: Counts) -> Iterator[disclosure.Within]:
    for whole in counts.cells:
        for part in WITHIN.get(whole.measure, ()):
            if whole._replace(measure=part) in counts.cells:
                yield disclosure.Within(whole, (whole._replace(measure=part),))


def _across(counts: Counts) -> Iterator[disclosure.Sum]:
    for whole, parts in ACROSS.get(counts.table.name, ()):
        yield disclosure.Sum(Cell(*whole), tuple(Cell(*part) for part in parts))
