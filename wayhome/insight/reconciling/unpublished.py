"""What counts that nobody published come to, if all that was published is true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor

from wayhome.insight.reconciling.fitting import Undecided, fitting
from wayhome.insight.reconciling.highs import extent
from wayhome.insight.reconciling.narrowing import anything, narrowed, rows_of
from wayhome.rules.published.claim import Claim
from wayhome.rules.published.counts import Limits, OfCount
from wayhome.rules.published.figure import LARGEST
from wayhome.rules.span import Span

#: By how much what HiGHS calls a limit may miss it.
SLACK = 1e-6


def unpublished(claims: Sequence[Claim]) -> Iterator[tuple[str, Span]]:
    """Each with what it may be: proven, though not always as narrow as could be. All the claims can be true."""
    published = {claim.what for claim in claims if isinstance(claim, OfCount)}
    for count, span in narrowed(claims, anything(claims)).spans.items():
        if count not in published:
            yield count, span.within(_nearer(claims, count))


def _nearer(claims: Sequence[Claim], count: str) -> Span:
    """As HiGHS says, where it is proven that nothing beyond fits."""
    ends = extent([row for claim in claims for row in rows_of(claim)], {count: 1})
    least = None if ends.least is None else ceil(ends.least - SLACK)
    most = None if ends.most is None else floor(ends.most + SLACK)
    if least is None or not 0 < least <= LARGEST or _may_be(claims, count, at_most=least - 1):
        least = 0
    if most is not None and (most >= LARGEST or _may_be(claims, count, at_least=most + 1)):
        most = None
    return Span(least, most)


def _may_be(
    claims: Sequence[Claim], count: str, at_least: int | None = None, at_most: int | None = None
) -> bool:
    beyond = Limits(id="", published="", what=count, at_least=at_least, at_most=at_most)
    try:
        return fitting([*claims, beyond]) is not None
    except Undecided:
        return True
