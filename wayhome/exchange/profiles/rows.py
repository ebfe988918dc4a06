"""What a child's chronology becomes in tables that others read, and what of it those have no place for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

#: A row to be written, by its columns; what is not named stays blank.
Cells = Mapping[str, str]


@dataclass(slots=True)
class Rows:
    """By the table's file. `lost` counts what the tables cannot hold, by what it is called in `export.lost`."""

    tables: dict[str, list[Cells]] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)

    def add(self, file: str, **cells: str) -> None:
        self.tables.setdefault(file, []).append(cells)
