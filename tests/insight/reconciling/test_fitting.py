"""Whether claims can all be true is answered as by trying every number, and however large they are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings

from tests.insight.reconciling.drawn import LARGEST, NAMES, lists
from tests.insight.reconciling.honest import cited
from wayhome.insight.reconciling import fitting as module
from wayhome.insight.reconciling.fitting import Undecided, fitting
from wayhome.rules.published.claim import Claim
from wayhome.rules.published.counts import Count, Limits
from wayhome.rules.published.differences import ChangedByNumber
from wayhome.rules.published.figure import Figure
from wayhome.rules.published.parts import Parts
from wayhome.rules.published.ratios import Share

#: So that there are few enough numbers to try them all.
SMALL = [Limits(**cited(f"small_{name}"), what=name, at_most=LARGEST) for name in NAMES]


def some_fit(claims: Sequence[Claim]) -> bool:
    rows = [row for claim in claims for row in claim.rows]
    tried = (dict(zip(NAMES, numbers, strict=True)) for numbers in product(range(LARGEST + 1), repeat=3))
    return any(all(row.holds(numbers) for row in rows) for numbers in tried)


def share(top: str, bottom: str, percent: str) -> Share:
    return Share(**cited(f"{top}_of_{bottom}"), top=top, bottom=bottom, figure=Figure(Decimal(percent)))


@given(lists(most=7))
@settings(max_examples=120)
def test_the_answer_is_that_of_trying_every_number(claims: Sequence[Claim]) -> None:
    everything = [*claims, *SMALL]
    assert (fitting(everything) is not None) == some_fit(everything)


@given(lists(most=7))
def test_numbers_that_are_found_make_every_claim_true(claims: Sequence[Claim]) -> None:
    found = fitting(claims)
    if found is not None:
        assert all(row.holds(found) for claim in claims for row in claim.rows)
        assert min(found.values()) >= 0


@pytest.mark.parametrize(("part", "fits"), [(685_000_000_000, True), (684_999_999_999, False)])
def test_one_in_a_million_million_decides(part: int, fits: bool) -> None:
    whole, most = 1_000_000_000_000, share("part", "whole", "69")
    counts = [Count(**cited("part"), what="part", n=part), Count(**cited("whole"), what="whole", n=whole)]
    assert (fitting([*counts, most]) is not None) == fits


def test_shares_of_each_other_that_only_fractions_rule_out() -> None:
    """Nobody published a count: each share alone, and any two of them, can be of any number."""
    chain = [share("a", "b", "69"), share("b", "c", "9"), share("a", "c", "5")]
    assert fitting(chain) is None
    assert all(fitting([one for one in chain if one is not left_out]) for left_out in chain)


def test_shares_that_drive_each_other_up_for_ever_are_ruled_out() -> None:
    assert fitting([share("a", "b", "0.1"), share("b", "a", "0.1")]) is None


def test_what_only_halves_would_fit_is_ruled_out() -> None:
    as_many = ChangedByNumber(**cited("as_many"), later="a", earlier="b", number=0)
    odd = [
        Count(**cited("odd"), what="c", n=201),
        Parts(**cited("all"), parts=("a", "b"), whole="c", are_all=True),
    ]
    assert fitting([*odd, as_many]) is None


def test_where_it_takes_too_long_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PARTS", 0)
    with pytest.raises(Undecided):
        fitting(SMALL)
