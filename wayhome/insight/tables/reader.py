"""What a reader of a published table knows besides its numbers, and what a solver could work out of both.

The control withholds by sums, quickly. Before numbers leave, this looks with everything that adds up at once: down a
column, along a line, and between lines.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from typing import Final

from wayhome.insight.disclosure import fits, pinned
from wayhome.insight.tables import crossovers
from wayhome.insight.tables.areas import SAYS
from wayhome.insight.tables.control import sums
from wayhome.insight.tables.counts import Cell
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.line import lines, no_less_than, rounding
from wayhome.insight.tables.query import ALL
from wayhome.insight.tables.released import Released
from wayhome.rules.disclosure import Earlier, Publication, Shown, SmallNumbers, Sum, Within
from wayhome.rules.facts import FormOfHarm

#: Who or what is in several rows counts once in these, so that down a column only what each child is of one of adds up.
PEOPLE: Final = {
    "children",
    "more_than_once",
    "at_31_march",
    "children_looked_after",
    "still_missing",
    "two_or_more",
    "ever_missing",
    "never_missing",
    "children_again",
    "interviews",
    "told",
}
OF_CHILDREN: Final = {
    "sex",
    "ethnicity",
    "ethnic_group",
    "bands",
    "how_many",
    "first_missing",
    "placement_at_31_march",
    "boundary_at_31_march",
}

#: Hardly a child is of two in one year, so that a reader takes each to be of one until the numbers forbid it.
AREAS: Final = SAYS.keys()

#: A number, and those of the same line that are each a part of it.
WITHIN: Final = {
    "children": (
        "more_than_once",
        "at_31_march",
        "children_looked_after",
        "children_with_2plus",
        "still_missing",
        "two_or_more",
        "children_again",
    ),
    "incidents": ("incidents_looked_after", "returned", "offered", "held", "children"),
    "again": ("children_again",),
    "asked": ("children", "same_reason"),
    "interviews": ("children", "told"),
    "held": ("within_72_hours", "unknown_whether_in_time"),
}


def _county_lines_within(*measures: str) -> Iterator[Within]:
    """It is a form of criminal exploitation, in whose line it counts as well."""
    said = dict(crossovers.EXPLOITATION)
    for measure in measures:
        narrow = Cell("form", said[FormOfHarm.COUNTY_LINES], measure)
        yield Within(narrow._replace(category=said[FormOfHarm.CRIMINAL]), (narrow,))


#: What holds between lines of one table.
ACROSS: Final[Mapping[str, tuple[Sum | Within, ...]]] = {
    "repeats": (
        Sum(Cell(ALL, ALL, "incidents"), (Cell(ALL, ALL, "children"), Cell(ALL, ALL, "after_first"))),
        Sum(
            Cell(ALL, ALL, "children"),
            (Cell(ALL, ALL, "children_with_2plus"), Cell("bands", "1", "children")),
        ),
        Sum(
            Cell(ALL, ALL, "incidents"),
            (Cell(ALL, ALL, "incidents_of_those"), Cell("bands", "1", "incidents")),
        ),
        Sum(Cell("bands", "1", "incidents"), (Cell("bands", "1", "children"),)),
        Sum(Cell("bands", "2", "incidents"), (Cell("bands", "2", "children"),) * 2),
    ),
    "crossovers": (
        *_county_lines_within("children", "two_or_more"),
        *(
            Within(Cell("form", form, "two_or_more"), (Cell("pair", pair, "two_or_more"),))
            for pair, both in crossovers.OF_PAIRS.items()
            for form in both
        ),
    ),
    "ever_missing": (*_county_lines_within("children", "ever_missing", "never_missing"),),
}


def worked_out(figures: Figures, small: SmallNumbers, before: Sequence[Released] = ()) -> list[Hashable]:
    """Withheld numbers that can only be one. That there is nobody may be said, and so may be worked out.

    `before` is the same table in each release before, which a reader still has: what was withheld there is looked at
    as well.
    """
    only_one = pinned(_shown(figures), *_told(figures, before, small))
    return [cell for (_, cell), n in only_one.items() if n > 0]


def _told(
    figures: Figures, before: Sequence[Released], small: SmallNumbers
) -> tuple[Publication, list[Earlier]]:
    """That each child is of one area is taken to be so until the numbers of a release forbid it, or all together do."""
    each = [figures, *(one.figures for one in before)]
    now, *then = (_of_one_area(one, small) for one in each)
    if fits(_shown(figures), now, _earlier(before, then)):
        return now, _earlier(before, then)
    now, *then = (publication(one, small, of_one=OF_CHILDREN) for one in each)
    return now, _earlier(before, then)


def _of_one_area(figures: Figures, small: SmallNumbers) -> Publication:
    said = publication(figures, small)
    return said if fits(_shown(figures), said) else publication(figures, small, of_one=OF_CHILDREN)


def _earlier(before: Sequence[Released], said: Sequence[Publication]) -> list[Earlier]:
    return [
        Earlier(_shown(one.figures), told, one.unchanged, dict(one.as_in.items()))
        for one, told in zip(before, said, strict=True)
    ]


def _shown(figures: Figures) -> Shown:
    return dict(figures.shown.items())


def publication(
    figures: Figures, small: SmallNumbers, of_one: Collection[str] = OF_CHILDREN | AREAS
) -> Publication:
    """By the breakdowns `of_one` each child is of one category; by others nobody knows of how many.

    A line of few people is withheld with its noughts, so that what is withheld may be nought as well.
    """
    withheld = frozenset(cell for cell, n in figures.shown.items() if n is None)
    across = ACROSS.get(figures.table.name, ())
    links = [*_down(figures, of_one), *_along(figures), *_again(figures, of_one), *across]
    to_nearest: dict[Hashable, int] = {cell: rounding(small, cell).to_nearest for cell in figures.shown}
    return Publication(links, small, to_nearest, unprinted=withheld)


def _down(figures: Figures, of_one: Collection[str]) -> Iterator[Sum | Within]:
    for whole, parts in sums(figures.table, figures.shown):
        along_a_line = parts[0][:2] == whole[:2]
        if whole.measure not in PEOPLE or along_a_line or parts[0].breakdown in of_one:
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
