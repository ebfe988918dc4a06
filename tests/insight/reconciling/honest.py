"""What a publisher prints of counts that are so: each figure rounded by itself, and some counts never printed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from hypothesis import strategies as some

from wayhome.rules.published.changes import ChangedByPercent, RevisedByPercent
from wayhome.rules.published.claim import Claim
from wayhome.rules.published.counts import About, Count, Limits
from wayhome.rules.published.differences import ChangedByNumber, RevisedByNumber
from wayhome.rules.published.figure import Figure
from wayhome.rules.published.parts import Parts
from wayhome.rules.published.ratios import Mean, Share

PARTS = ("girls", "boys", "unknown")

#: Two ways to round a half, both of them in use.
HALVES = (ROUND_HALF_UP, ROUND_HALF_EVEN)


def rounded(number: Fraction, decimals: int, half: str) -> Figure:
    with localcontext(prec=60):
        exact = Decimal(number.numerator) / Decimal(number.denominator)
        return Figure(exact.quantize(Decimal(1).scaleb(-decimals), rounding=half))


def nearest(number: int, to: int) -> int:
    return (2 * number + to) // (2 * to) * to


@some.composite
def truths(draw: some.DrawFn, largest: int = 10**6) -> dict[str, int]:
    """Three parts and their whole, the children behind them, and an earlier year."""
    counts = {part: draw(some.integers(part == PARTS[0], largest)) for part in PARTS}
    whole = sum(counts.values())
    return {
        **counts,
        "all": whole,
        "children": draw(some.integers(1, whole)),
        "before": draw(some.integers(1, largest)),
    }


@some.composite
def publications(draw: some.DrawFn, true: Mapping[str, int]) -> list[Claim]:
    """Whatever is printed of them, in any order."""
    half = draw(some.sampled_from(HALVES))
    decimals = some.integers(0, 2)
    whole, before = true["all"], true["before"]
    printed: list[Claim] = [
        Parts(**cited("parts"), parts=PARTS, whole="all", are_all=True),
        Parts(**cited("some"), parts=PARTS[:2], whole="all", are_all=False),
    ]
    for name, n in true.items():
        to = draw(some.sampled_from([1, 5, 10, 1000]))
        printed += [
            Count(**cited(f"{name}_count"), what=name, n=nearest(n, to), rounded_to=to),
            About(**cited(f"{name}_about"), what=name, n=n + draw(some.integers(0, 9)), within=9),
            Limits(**cited(f"{name}_limits"), what=name, at_least=n, at_most=n + draw(some.integers(0, 9))),
        ]
    printed += [
        Share(
            **cited(f"{part}_share"),
            top=part,
            bottom="all",
            figure=rounded(Fraction(100 * true[part], whole), draw(decimals), half),
        )
        for part in PARTS
    ]
    mean = rounded(Fraction(whole, true["children"]), draw(decimals), half)
    rise = rounded(100 * Fraction(whole - before, before), draw(decimals), half)
    to = draw(some.sampled_from([1, 10]))
    printed += [
        Mean(**cited("mean"), top="all", bottom="children", figure=mean),
        ChangedByPercent(**cited("rise"), top="all", bottom="before", figure=rise),
        ChangedByNumber(
            **cited("more"), later="all", earlier="before", number=nearest(whole - before, to), rounded_to=to
        ),
        RevisedByNumber(**cited("revised"), later="all", earlier="before", within=abs(whole - before)),
    ]
    if whole <= 2 * before:
        within = rounded(100 * Fraction(abs(whole - before), before) + Fraction(1, 2), 0, ROUND_HALF_UP)
        if within.exact <= 100:
            printed.append(RevisedByPercent(**cited("within"), top="all", bottom="before", figure=within))
    return draw(some.lists(some.sampled_from(printed), min_size=1, max_size=12, unique_by=lambda one: one.id))


def cited(name: str) -> dict[str, str]:
    return {"id": name, "published": "somewhere"}
