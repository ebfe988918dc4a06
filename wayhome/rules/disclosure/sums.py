"""What holds between the numbers of tables, and is known to whoever reads them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

#: What stands for one number: anything that is the same in every table the number stands in.
type Cell = Hashable


@dataclass(frozen=True, slots=True)
class Sum:
    """The whole is exactly the sum of its parts."""

    whole: Cell
    parts: tuple[Cell, ...]

    def holds_of(self, counts: Mapping[Cell, int]) -> bool:
        return counts[self.whole] == sum(counts[part] for part in self.parts)


@dataclass(frozen=True, slots=True)
class Within:
    """The parts are together no more than the whole, as children missing more than once among those missing."""

    whole: Cell
    parts: tuple[Cell, ...]

    def holds_of(self, counts: Mapping[Cell, int]) -> bool:
        return counts[self.whole] >= sum(counts[part] for part in self.parts)
