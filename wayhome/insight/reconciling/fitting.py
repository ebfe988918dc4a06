"""Whether claims can all be true: whole numbers that fit them, or a proof that there are none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from math import floor

from wayhome.insight.reconciling.disproof import contradict
from wayhome.insight.reconciling.highs import contradiction, whole_numbers
from wayhome.insight.reconciling.narrowing import anything, narrowed, rows_of
from wayhome.rules.published.claim import Claim
from wayhome.rules.published.row import Row, row
from wayhome.rules.span import Span

#: In how many parts what may fit is looked through, before it is said that nobody knows.
PARTS = 20

Spans = Mapping[str, Span]


class Undecided(Exception):  # noqa: N818 - reads as the state it is
    """Neither numbers that fit were found, nor a proof that there are none."""


def fitting(claims: Collection[Claim]) -> Mapping[str, int] | None:
    """Whole numbers for every count, with which all the claims are true; None: there are none. Raises Undecided.

    Either is proven: numbers are tried, and what is ruled out is narrowed down to nothing, or contradicts itself in
    fractions. What is neither is looked through in two halves.
    """
    rows = tuple(row for claim in claims for row in rows_of(claim))
    open_parts: list[Spans] = [anything(claims)]
    for _ in range(PARTS):
        if not open_parts:
            return None
        left = narrowed(claims, open_parts.pop())
        if left.against is not None:
            continue
        found = whole_numbers(rows, left.spans)
        if found is not None and all(row.holds(found) for row in rows):
            return found
        limits = (*rows, *_limits_of(left.spans))
        why = contradiction(limits, left.spans)
        if not (why.by and contradict([limits[n] for n in why.by])):
            open_parts += _halves(left.spans, why.nearest)
    raise Undecided


def _limits_of(spans: Spans) -> Iterator[Row]:
    """The spans themselves, as limits beside the others."""
    for name, span in spans.items():
        yield row({name: -1}, -span.least)
        if span.most is not None:
            yield row({name: 1}, span.most)


def _halves(spans: Spans, nearest: Mapping[str, float]) -> Iterator[Spans]:
    """Parted at a count beside what came nearest to fitting: the one that lies farthest from a whole number there."""
    can_be_parted = {
        name: at
        for name, span in spans.items()
        if (at := floor(nearest.get(name, span.least))) >= span.least
        and (span.most is None or at < span.most)
    }
    if not can_be_parted:
        raise Undecided
    name = max(can_be_parted, key=lambda name: abs(nearest.get(name, 0) - round(nearest.get(name, 0))))
    yield {**spans, name: spans[name].within(Span(can_be_parted[name] + 1))}
    yield {**spans, name: spans[name].within(Span(0, can_be_parted[name]))}
