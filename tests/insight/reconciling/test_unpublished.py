"""What nobody published is worked out, as narrow as it is proven to be."""

from __future__ import annotations

from decimal import Decimal

from tests.insight.reconciling.honest import cited
from wayhome.insight.reconciling.unpublished import unpublished
from wayhome.rules.published.claim import Claim
from wayhome.rules.published.counts import Count
from wayhome.rules.published.figure import Figure
from wayhome.rules.published.parts import Parts
from wayhome.rules.published.ratios import Share


def test_a_count_that_was_published_is_not_worked_out() -> None:
    assert dict(unpublished([Count(**cited("a"), what="a", n=3)])) == {}


def test_a_count_is_as_narrow_as_all_claims_together_make_it() -> None:
    shares = [
        Share(**cited(f"{part}_share"), top=part, bottom="all", figure=Figure(Decimal(50)))
        for part in ("girls", "boys")
    ]
    all_of_it = Parts(**cited("parts"), parts=("girls", "boys"), whole="all", are_all=True)
    claims: list[Claim] = [Count(**cited("girls"), what="girls", n=1000), *shares, all_of_it]
    assert dict(unpublished(claims)) == {"all": (1981, 2020), "boys": (981, 1020)}


def test_what_nothing_holds_is_left_open() -> None:
    among = Parts(**cited("among"), parts=("girls",), whole="all", are_all=False)
    assert dict(unpublished([Count(**cited("girls"), what="girls", n=7), among])) == {"all": (7, None)}
