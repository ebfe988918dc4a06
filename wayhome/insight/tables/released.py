"""A table that was released before, beside the same table now: what was withheld then and has not changed stays so.

Whoever has both releases knows of each number that nobody was added to what both say of it. What was told before is
told; what was withheld must not follow now, though other numbers beside it have changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from wayhome.insight.tables.control import controlled
from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.figures import Figures
from wayhome.rules.disclosure import SmallNumbers


@dataclass(frozen=True, slots=True)
class Released:
    """`figures` as they were shown. `unchanged` are cells that are what they were: somebody may know that of each."""

    figures: Figures
    unchanged: frozenset[Cell] = field(default_factory=frozenset)

    @classmethod
    def of(cls, then: Counts, now: Counts, small: SmallNumbers) -> Self:
        """`then` was shown as it would be alone: what an earlier release still withheld in it is not known here."""
        same = (cell for cell, n in now.cells.items() if then.cells.get(cell) == n)
        return cls(controlled(then, small), frozenset(same))

    @property
    def stays_withheld(self) -> frozenset[Cell]:
        return frozenset(cell for cell in self.unchanged if self.figures.shown[cell] is None)


def again(now: Counts, small: SmallNumbers, released: Mapping[str, Released]) -> Figures:
    """The table as it may be published after those, which go by the names of their tables."""
    before = released.get(now.table.name)
    return controlled(now, small, stays_withheld=before.stays_withheld if before else ())
