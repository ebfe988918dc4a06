"""Tables as a command prints them: as JSON, and as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from wayhome.insight.publishing.as_comparison import CAUTION, TITLE, named
from wayhome.insight.tables import repeats
from wayhome.insight.tables.compared import beside_england
from wayhome.insight.tables.england import RELEASE
from wayhome.insight.tables.figures import Figures, Number
from wayhome.insight.tables.listed import TABLES
from wayhome.insight.tables.query import ALL

#: Of the first column, in which the longest category has room.
WIDTH = 74


def as_json(figures: Iterable[Figures]) -> dict[str, Any]:
    """Of each table its numbers, or null where the source cannot fill it."""
    said = {one.table.name: as_block(one) for one in figures}
    return {table.name: said.get(table.name) for table in TABLES}


def as_block(one: Figures) -> dict[str, Any]:
    """`repeats` has its bands beside its shares, as it is read most: children by how often they were missing."""
    if one.table is not repeats.TABLE:
        return one.as_json()
    children = {cell.category: n for cell, n in one.shown.items() if cell[::2] == ("bands", "children")}
    return one.as_json() | {"bands": children}


def lines(figures: Iterable[Figures]) -> Iterator[str]:
    for one in figures:
        yield from ("", f"{one.table.says} ({one.period.name})")
        last = ALL
        for breakdown, category, numbers in one.lines():
            if breakdown == ALL:
                yield from (f"  {_plain(name):{WIDTH}} {printed(n):>12}" for name, n in numbers.items())
                continue
            if breakdown != last:
                last = breakdown
                heads = " ".join(f"{_plain(name):>12}" for name in numbers)
                yield from ("", f"  {f'by {_plain(breakdown)}':{WIDTH}} {heads}")
            yield f"  {category:{WIDTH}} " + " ".join(
                f"{printed(n):>{max(12, len(name))}}" for name, n in numbers.items()
            )


def compared_lines(figures: Iterable[Figures]) -> Iterator[str]:
    """Beside England as published, where that is held of the year."""
    rates = beside_england(figures)
    if rates:
        yield from ("", f"{TITLE} ({RELEASE.dated})", CAUTION, f"  {'':{WIDTH}} {'here':>12} {'England':>12}")
    for one in rates:
        yield f"  {named(one):{WIDTH}} {printed(one.here):>12} {printed(one.england):>12}"


def printed(number: Number) -> str:
    """What is withheld or cannot be worked out is a dash, and never nought."""
    return "–" if number is None else f"{number:,}"


def _plain(name: str) -> str:
    return name.replace("_", " ")
