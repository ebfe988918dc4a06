"""Two thresholds that anybody can count in a spreadsheet, as what patterns are to be better than.

Both look at nothing but the days on which a child was last seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

#: Takes when each episode of one child began, in order; gives the number, from 1, of each at which it would alert.
Threshold = Callable[[Sequence[datetime]], Iterator[int]]

TIMES, WINDOW = 3, timedelta(days=90)
SOON = timedelta(days=28)


def three_in_90_days(began: Sequence[datetime]) -> Iterator[int]:
    """Three or more within the last 90 days, this one among them."""
    first = 0
    for number, at in enumerate(began, start=1):
        while at - began[first] > WINDOW:
            first += 1
        if number - first >= TIMES:
            yield number


def again_within_28_days(began: Sequence[datetime]) -> Iterator[int]:
    """Begun within 28 days of the beginning of the one before."""
    for number, (before, again) in enumerate(pairwise(began), start=2):
        if again - before <= SOON:
            yield number


THRESHOLDS: Mapping[str, Threshold] = {
    "three_in_90_days": three_in_90_days,
    "again_within_28_days": again_within_28_days,
}
