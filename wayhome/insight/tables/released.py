"""A table that is published again, and again: what was withheld in a release and has not changed since stays so.

Whoever has all the releases knows of each number that nobody was added to what each says of it. What was told in one is
told; what was withheld must not follow now, though other numbers beside it have changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wayhome.insight.tables.control import controlled
from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.figures import Figures
from wayhome.rules.disclosure import SmallNumbers

#: In which release a number stood first, of which the first is 1.
type First = Mapping[Cell, int]


@dataclass(frozen=True, slots=True)
class Released:
    """`figures` as they were shown. `unchanged` are cells that are what they are in the last release: somebody may know
    that of each. `as_in` is for the others, in which release they were first what they are in this one.
    """

    figures: Figures
    unchanged: Collection[Cell]
    as_in: First


def in_turn(each: Sequence[Counts], small: SmallNumbers) -> list[Released]:
    """One table as it was counted for each release, in their order: each is shown as it may be after those before it.

    A number that has changed, and then is what it was, is the same: somebody may know that the change was a mistake.
    """
    firsts = [_first(counts, each) for counts in each]
    shown = list[Figures]()
    for counts, first in zip(each, firsts, strict=True):
        stays = [cell for before in zip(shown, firsts, strict=False) for cell in _still(*before, first)]
        shown.append(controlled(counts, small, stays_withheld=stays))
    return [
        Released(figures, {cell for cell, at in first.items() if at == firsts[-1].get(cell)}, first)
        for figures, first in zip(shown, firsts, strict=True)
    ]


def _first(counts: Counts, each: Sequence[Counts]) -> First:
    return {
        cell: next(at for at, one in enumerate(each, 1) if one.cells.get(cell) == n)
        for cell, n in counts.cells.items()
    }


def _still(figures: Figures, then: First, now: First) -> Iterator[Cell]:
    """What was withheld, and is what it was."""
    return (cell for cell, n in figures.shown.items() if n is None and then[cell] == now.get(cell))
