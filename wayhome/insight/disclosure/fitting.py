"""One table that fits, where the true one is not known."""

from __future__ import annotations

from collections.abc import Collection
from math import inf

from wayhome.insight.disclosure.solver import Move, cheapest
from wayhome.insight.disclosure.system import System


class NothingFits(ValueError):  # noqa: N818 - what was told cannot all be so
    """No table fits all that was told."""


def fit(system: System, unknown: Collection[int]) -> None:
    """Moves these numbers, and no others, to where all that holds does hold."""
    left = {place: None for place in unknown if system.is_open(place)}
    while left:
        together = system.joined(next(iter(left)), len(system.at), left.__contains__)
        found = cheapest(system, [within(system, place) for place in together])
        if found is None:
            raise NothingFits("no table fits all that was told: was a cell said to be unchanged that is not?")
        for place, by in found.items():
            system.move(place, by)
        for place in together:
            del left[place]


def within(system: System, place: int, price: float = 0) -> Move:
    """Anywhere in the span it may be in."""
    (least, most), at = system.span(place), system.at[place]
    return Move(place, least - at, inf if most is None else most - at, price)
