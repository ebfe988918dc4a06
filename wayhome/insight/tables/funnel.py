"""Areas' shares against their size, with limits within which chance alone would keep nearly all of them.

A small area's share is far from the whole's by chance alone more often than a large one's. So nobody is put in an
order: what is said of an area is only whether chance alone would be enough. Of the numbers that are shown alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from wayhome.insight.tables.areas import AUTHORITY, ELSEWHERE
from wayhome.insight.tables.declared import NOT_STATED
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.query import ALL
from wayhome.rules.finding import Source

SPIEGELHALTER: Final = Source(
    title="Funnel plots for comparing institutional performance (D. J. Spiegelhalter)",
    dated="Statistics in Medicine 24(8), 2005, pages 1185 to 1202",
    paragraph="control limits of proportions by size; here of the exact binomial distribution, and not smoothed",
    url="https://doi.org/10.1002/sim.1970",
)

#: How often chance alone keeps an area between them: 19 times in 20, and 499 in 500.
NARROW, WIDE = 0.95, 0.998

#: With fewer there is nothing to see that the table does not say.
FEWEST: Final = 5


class Where(StrEnum):
    WITHIN = "within what chance alone would give"
    BEYOND_NARROW = "beyond what chance alone gives 19 times in 20"
    BEYOND_WIDE = "beyond what chance alone gives 499 times in 500"


class Point(NamedTuple):
    """`times` of the `children` were missing more than once."""

    area: str
    children: int
    times: int
    where: Where

    @property
    def share(self) -> float:
        return self.times / self.children


class Limits(NamedTuple):
    """Shares, of so many children."""

    children: int
    narrow: tuple[float, float]
    wide: tuple[float, float]


class Funnel(NamedTuple):
    """`share` is of the whole."""

    share: float
    points: tuple[Point, ...]
    limits: tuple[Limits, ...]


def funnel(figures: Figures, fewest: int = FEWEST) -> Funnel | None:
    """Of a table by area. None where fewer areas than the fewest are shown, or all children are alike in it."""
    lines = {(breakdown, category): numbers for breakdown, category, numbers in figures.lines()}
    shown = {
        category: (children, times)
        for (breakdown, category), numbers in lines.items()
        if breakdown == AUTHORITY and category not in {NOT_STATED, ELSEWHERE}
        for children, times in [(numbers["children"], numbers["more_than_once"])]
        if isinstance(children, int) and isinstance(times, int) and children
    }
    whole, again = lines[ALL, ALL]["children"], lines[ALL, ALL]["more_than_once"]
    if len(shown) < fewest or not whole or again is None or not 0 < again < whole:
        return None
    share = again / whole
    points = (Point(area, n, k, _where(k / n, limits(n, share))) for area, (n, k) in shown.items())
    largest = max(children for children, _ in shown.values())
    return Funnel(share, tuple(points), tuple(limits(n, share) for n in _sizes(largest)))


def limits(children: int, share: float) -> Limits:
    """Exact: beyond lies what chance alone gives more seldom than is asked. They run in steps, as children are whole;
    smoothed, they would call beyond chance what is the likeliest of a single child.
    """

    from scipy.stats import binom  # noqa: PLC0415 - to load it takes a second

    def both(level: float) -> tuple[float, float]:
        p = (1 - level) / 2
        least, most = binom.ppf(p, children, share), binom.isf(p, children, share)
        return float(least / children), float(most / children)

    return Limits(children, both(NARROW), both(WIDE))


def _where(share: float, within: Limits) -> Where:
    if not within.wide[0] <= share <= within.wide[1]:
        return Where.BEYOND_WIDE
    if not within.narrow[0] <= share <= within.narrow[1]:
        return Where.BEYOND_NARROW
    return Where.WITHIN


def _sizes(largest: int) -> Iterator[int]:
    """Of whom limits are drawn: nearer to each other where they are few, since there the limits bend."""
    n = 1
    while n < largest:
        yield n
        n += 1 + n // 50
    yield largest
