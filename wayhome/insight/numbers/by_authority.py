"""A table by authority as a page shows it: its numbers, and how far chance alone would take a share of so many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wayhome.insight.numbers.asked import Asked
from wayhome.insight.numbers.shown import Category, Part, every_part
from wayhome.insight.publishing.as_funnel import drawing
from wayhome.insight.tables.areas import AUTHORITY, SAYS
from wayhome.insight.tables.declared import NOT_STATED
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.funnel import FEWEST, Point, funnel, limits

TITLE = "The share of children of whom there was more than one incident, by authority and size"


@dataclass(frozen=True, slots=True)
class Range:
    """Of one authority. `least` and `most` are within what chance alone gives 19 times in 20, where all are alike."""

    name: str
    code: str
    children: str
    share: str
    least: str
    most: str
    where: str


@dataclass(frozen=True, slots=True)
class Chance:
    """`share` is of all together. Of few authorities there is no `drawing`, which would say less than the table."""

    share: str
    ranges: list[Range]
    drawing: str | None


def parts(figures: Figures, asked: Asked) -> Iterator[Part]:
    """By authority first, then by what is wider."""
    each = [part for part in every_part(figures, asked) if part.of.name in SAYS]
    return (replace(part, lines=[_named(line, asked) for line in part.lines]) for part in reversed(each))


def is_all_stated(figures: Figures) -> bool:
    """Is there nothing of which no authority is stated? Then there is no line of it, and it is said in words."""
    return not any(cell[:2] == (AUTHORITY, NOT_STATED) for cell in figures.shown)


def chance(figures: Figures, asked: Asked) -> Chance | None:
    """Of numbers that are shown alone. None: of no authority enough is shown, or all children are alike."""
    one = funnel(figures, fewest=1)
    if one is None:
        return None
    names = _names(asked)
    ranges = [_range(point, one.share, *names[point.area]) for point in one.points]
    drawn = drawing(one, TITLE) if len(one.points) >= FEWEST else None
    return Chance(f"{one.share:.0%}", ranges, drawn)


def _range(point: Point, of_all: float, code: str, name: str) -> Range:
    least, most = limits(point.children, of_all).narrow
    return Range(
        name=name,
        code=code,
        children=f"{point.children:,}",
        share=f"{point.share:.0%}",
        least=f"{least:.0%}",
        most=f"{most:.0%}",
        where=point.where.value,
    )


def _named(line: Category, asked: Asked) -> Category:
    """An authority by its name, with its code beneath; whatever else a line is of as it is."""
    if line.name not in (names := _names(asked)):
        return line
    code, name = names[line.name]
    return replace(line, name=name, rule=code)


def _names(asked: Asked) -> dict[str, tuple[str, str]]:
    """Code and name, by category."""
    return {one.category: (code, one.name) for code, one in asked.counting.areas.items()}
