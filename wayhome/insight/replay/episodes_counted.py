"""At which episode things first happened to children: counted, so that a million take hardly more room than a few."""

from __future__ import annotations

from collections import Counter
from statistics import median

#: Children, by the number of the episode.
ByEpisode = Counter[int]


def middle(counted: ByEpisode) -> float | None:
    """The mean of the two in the middle, where there are two; None of nobody."""
    n = counted.total()
    return median((_nth(counted, (n + 1) // 2), _nth(counted, n // 2 + 1))) if n else None


def nine_in_ten(counted: ByEpisode) -> int | None:
    """By which episode it had happened to nine in ten of those to whom it ever did; None of nobody."""
    n = counted.total()
    return _nth(counted, -(-9 * n // 10)) if n else None


def _nth(counted: ByEpisode, nth: int) -> int:
    before = 0
    for episode in sorted(counted):
        before += counted[episode]
        if before >= nth:
            return episode
    raise AssertionError("there are not so many")
