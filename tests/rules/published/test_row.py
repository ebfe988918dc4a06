"""Limits between counts lose nothing by being written in whole numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wayhome.rules.published.row import row
from wayhome.rules.span import Span

_times = some.fractions(-3, 3, max_denominator=6)


@given(_times, _times, some.fractions(-9, 9, max_denominator=6))
def test_a_limit_says_the_same_of_every_whole_number(a: Fraction, b: Fraction, at_most: Fraction) -> None:
    if a or b:
        limit = row({"a": a, "b": b}, at_most)
        for one, other in product(range(6), repeat=2):
            assert limit.holds({"a": one, "b": other}) == (a * one + b * other <= at_most)


@given(_times, _times, some.fractions(-9, 9, max_denominator=6), some.integers(0, 5), some.integers(0, 5))
def test_a_limit_leaves_whatever_some_number_of_the_others_would_allow(
    a: Fraction, b: Fraction, at_most: Fraction, least: int, width: int
) -> None:
    if a or b:
        limit = row({"a": a, "b": b}, at_most)
        left = limit.leaves("a", {"a": Span(), "b": Span(least, least + width)})
        for one, other in product(range(20), range(least, least + width + 1)):
            if a and limit.holds({"a": one, "b": other}):
                assert left.least <= one
                assert left.most is None or one <= left.most


@pytest.mark.parametrize(
    ("times", "b", "left"),
    [
        ({"a": 1, "b": -1}, Span(), Span()),  # no more than what nothing holds
        ({"a": 1, "b": -1}, Span(2, 5), Span(0, 5)),
        ({"a": -1, "b": 1}, Span(2, 5), Span(2)),
        ({"b": 1}, Span(2, 5), Span()),
    ],
)
def test_a_limit_leaves_a_span(times: dict[str, int], b: Span, left: Span) -> None:
    assert row(times).leaves("a", {"a": Span(), "b": b}) == left
