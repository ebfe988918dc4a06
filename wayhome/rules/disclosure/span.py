"""What a number may be, as far as somebody can tell."""

from __future__ import annotations

from typing import NamedTuple, Self


class Span(NamedTuple):
    """Whole numbers from `least` to `most`; None: there is no telling how many at most."""

    least: int
    most: int | None

    def holds(self, other: Self) -> bool:
        """Is every number of the other one of these?"""
        below = self.most is None or (other.most is not None and other.most <= self.most)
        return self.least <= other.least and below
