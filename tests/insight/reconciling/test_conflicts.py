"""Conflicts are minimal, all of them are found, and each has a reason with its arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

import pytest
from hypothesis import given, settings

from tests.insight.reconciling.drawn import NAMES, lists
from tests.insight.reconciling.honest import cited
from wayhome.insight.reconciling import conflicts as module
from wayhome.insight.reconciling.conflicts import MOST, Conflict, conflicts, worth_showing
from wayhome.insight.reconciling.fitting import fitting
from wayhome.insight.reconciling.why import why
from wayhome.rules.published.claim import Claim
from wayhome.rules.published.counts import Count
from wayhome.rules.published.parts import Parts
from wayhome.ui.wording import say

CALLED = {name: f"the {name}s" for name in NAMES}


def by_trying_every_set(claims: Sequence[Claim]) -> list[Conflict]:
    """The smallest first: what cannot all be true, and holds no other that cannot."""
    found: list[Conflict] = []
    for size in range(1, len(claims) + 1):
        for some in combinations(claims, size):
            if not any({*one} <= {*some} for one in found) and fitting(some) is None:
                found.append(some)
    return found


@given(lists(most=6))
@settings(max_examples=50)
def test_every_conflict_is_found_and_each_is_minimal(claims: Sequence[Claim]) -> None:
    found = conflicts(claims)
    assert found.are_all
    assert list(found.found) == by_trying_every_set(claims)


@given(lists(most=6))
@settings(max_examples=50)
def test_every_conflict_has_a_reason(claims: Sequence[Claim]) -> None:
    for conflict in conflicts(claims).found:
        assert say(why(conflict, CALLED)).endswith(".")


def test_of_very_many_conflicts_some_are_found_and_it_is_said_that_there_are_more() -> None:
    claims = [Count(**cited(f"count_{n}"), what="a", n=n) for n in range(8)]  # any two of them
    found = conflicts(claims)
    assert (len(found.found), found.are_all) == (MOST, False)
    assert {len(conflict) for conflict in found.found} == {2}


def test_a_large_conflict_is_shown_only_if_no_smaller_one_has_a_claim_of_it() -> None:
    counts = [Count(**cited(f"count_{n}"), what=f"a{n}", n=n) for n in range(9)]
    among = [Parts(**cited(f"among_{n}"), parts=("a",), whole=f"b{n}", are_all=False) for n in range(3)]
    small, one_sum = (counts[0], among[0]), (*counts[:7], among[1])
    shares_a_claim, shares_none = (
        (*counts[:6], *among[1:]),
        (*counts[7:], *counts[7:], *counts[7:], *among[2:]),
    )
    assert [*worth_showing([small, one_sum, shares_a_claim])] == [small, one_sum]
    assert [*worth_showing([small, shares_none])] == [small, shares_none]


def test_of_a_table_with_one_slip_what_is_plain_is_shown() -> None:
    """Three rows of seven, of which one number was mistyped: its row and its column say so."""
    claims: list[Claim] = []
    for row, column in product(range(4), range(8)):
        n = (100 + row if row < 3 else 303) * (1 if column < 7 else 7)
        slip = 50 if (row, column) == (1, 2) else 0
        claims.append(Count(**cited(f"c{row}_{column}"), what=f"c{row}_{column}", n=n + slip))
    for row in range(4):
        parts = tuple(f"c{row}_{column}" for column in range(7))
        claims.append(Parts(**cited(f"row_{row}"), parts=parts, whole=f"c{row}_7", are_all=True))
    for column in range(8):
        parts = tuple(f"c{row}_{column}" for row in range(3))
        claims.append(Parts(**cited(f"column_{column}"), parts=parts, whole=f"c3_{column}", are_all=True))
    found = conflicts(claims)
    relations = [[one.id for one in conflict if isinstance(one, Parts)] for conflict in found.found]
    assert relations == [["column_2"], ["row_1"]]
    assert not found.are_all


def test_nothing_is_said_to_be_all_once_no_more_may_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUESTIONS", 1)
    found = conflicts([Count(**cited(f"count_{n}"), what="a", n=n) for n in range(3)])
    assert (len(found.found), found.are_all) == (1, False)


def test_figures_that_fit_are_no_conflict() -> None:
    assert conflicts([Count(**cited("count"), what="a", n=3)]) == ((), True)
