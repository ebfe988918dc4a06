"""A limit between counts in whole numbers alone, so that nothing is lost by rounding while it is worked out."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor, gcd, lcm
from typing import NamedTuple

from wayhome.rules.span import Span


class Row(NamedTuple):
    """So many times each count, added up, come to `at_most` at most."""

    times: tuple[tuple[str, int], ...]
    at_most: int

    def leaves(self, count: str, spans: Mapping[str, Span]) -> Span:
        """What one of them may be while all the others lie in `spans`."""
        times, room = 0, self.at_most
        for name, n in self.times:
            if name == count:
                times = n
                continue
            smallest = spans[name].least if n > 0 else spans[name].most
            if smallest is None:
                return Span()
            room -= n * smallest
        if times == 0:
            return Span()
        return Span(most=room // times) if times > 0 else Span(max(0, -(room // -times)))

    @property
    def opposite(self) -> Row:
        """With which together it leaves no room: they come to exactly as much."""
        return Row(tuple((name, -n) for name, n in self.times), -self.at_most)

    def holds(self, counts: Mapping[str, int]) -> bool:
        return sum(n * counts[name] for name, n in self.times) <= self.at_most


def row(times: Mapping[str, Fraction | int], at_most: Fraction | int = 0) -> Row:
    """The same limit on whole counts, in the smallest whole numbers that say it."""
    scale = lcm(*(Fraction(n).denominator for n in times.values()))
    whole = {name: int(n * scale) for name, n in times.items() if n}
    shared = gcd(*whole.values())
    return Row(
        tuple((name, n // shared) for name, n in whole.items()), floor(Fraction(at_most) * scale / shared)
    )
