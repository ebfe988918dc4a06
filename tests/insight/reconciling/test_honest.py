"""Honest rounding is never called a conflict, and a figure that was moved beyond it is found."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as some

from tests.insight.reconciling.honest import HALVES, PARTS, cited, publications, rounded, truths
from wayhome.insight.reconciling.conflicts import conflicts
from wayhome.insight.reconciling.fitting import fitting
from wayhome.rules.published.counts import Count
from wayhome.rules.published.figure import Figure
from wayhome.rules.published.parts import Parts
from wayhome.rules.published.ratios import Share


@given(some.data(), truths())
def test_what_was_rounded_honestly_can_all_be_true(data: some.DataObject, true: Mapping[str, int]) -> None:
    assert fitting(data.draw(publications(true))) is not None


@given(some.data(), truths(largest=10**9))
@settings(max_examples=40)
def test_so_it_is_of_very_large_counts(data: some.DataObject, true: Mapping[str, int]) -> None:
    assert fitting(data.draw(publications(true))) is not None


@given(some.data(), truths(), some.integers(0, 2), some.sampled_from(HALVES), some.integers(2, 40))
@settings(max_examples=40)
def test_a_share_that_was_moved_beyond_its_rounding_is_in_every_conflict(
    data: some.DataObject, true: Mapping[str, int], decimals: int, half: str, by: int
) -> None:
    part = data.draw(some.sampled_from(PARTS))
    printed = rounded(Fraction(100 * true[part], true["all"]), decimals, half)
    moved = printed.written + Decimal(by).scaleb(-decimals) * data.draw(some.sampled_from([1, -1]))
    assume(0 <= moved <= 100)
    exact = [Count(**cited(name), what=name, n=n) for name, n in true.items()]
    share = Share(**cited("share"), top=part, bottom="all", figure=Figure(moved))
    found = conflicts([*exact, share]).found
    assert found
    assert all(share in conflict for conflict in found)


@given(truths(), some.sampled_from(["girls", "all"]), some.sampled_from([1, -1]))
@settings(max_examples=20)
def test_a_count_that_was_moved_is_found_by_its_whole(true: Mapping[str, int], name: str, by: int) -> None:
    moved = {**true, name: true[name] + by}
    counts = [Count(**cited(part), what=part, n=moved[part]) for part in (*PARTS, "all")]
    parts = Parts(**cited("parts"), parts=PARTS, whole="all", are_all=True)
    found = conflicts([*counts, parts]).found
    assert found
    assert all({parts, counts[-1]} <= {*conflict} for conflict in found)
