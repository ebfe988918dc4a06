"""What each count may still be, once every claim has been taken at its word; exact, and each step can be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache, reduce
from typing import NamedTuple

from wayhome.rules.published.claim import Claim
from wayhome.rules.published.figure import LARGEST
from wayhome.rules.published.row import Row
from wayhome.rules.span import Span

#: Some never settle, as a half of a fifth of itself. What is left open then is for the solver.
ROUNDS = 30

#: Others drive each other up for ever, each a multiple of the other: above what anybody counts, the same.
BEYOND = 10 * LARGEST


class Step(NamedTuple):
    """By `claim` alone the count `of` is `found`, while all its other counts are as they were `before`."""

    claim: Claim
    of: str
    found: Span
    before: Mapping[str, Span]


class Narrowed(NamedTuple):
    """`against`: the claim that cannot be true while its counts lie in `spans`; None: some may fit."""

    spans: Mapping[str, Span]
    steps: tuple[Step, ...]
    against: Claim | None = None


def narrowed(claims: Iterable[Claim], spans: Mapping[str, Span]) -> Narrowed:
    """Claim after claim, in turn until nothing changes any more."""
    claims, steps, left = tuple(claims), list[Step](), dict(spans)
    for _ in range(ROUNDS):
        before = len(steps)
        for claim in claims:
            for count in claim.counts:
                found = _by_itself(claim, count, left)
                both = found.within(left[count])
                if both.is_empty:
                    return Narrowed(left, tuple(steps), claim)
                if both != left[count] and both.least <= BEYOND:
                    steps.append(Step(claim, count, found, dict(left)))
                    left[count] = both
        if len(steps) == before:
            break
    return Narrowed(left, tuple(steps))


def anything(claims: Iterable[Claim]) -> dict[str, Span]:
    """Before any of them has said anything of its counts."""
    return {count: Span() for claim in claims for count in claim.counts}


def _by_itself(claim: Claim, count: str, spans: Mapping[str, Span]) -> Span:
    return reduce(Span.within, (row.leaves(count, spans) for row in rows_of(claim)), Span())


@lru_cache(maxsize=1024)
def rows_of(claim: Claim) -> tuple[Row, ...]:
    """Worked out once: the same claims are asked about over and over, in one company and another."""
    return claim.rows
