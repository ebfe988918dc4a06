"""Claims about three small counts, drawn at random, true or not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as some

from wayhome.rules.published.changes import ChangedByPercent, RevisedByPercent
from wayhome.rules.published.claim import Claim
from wayhome.rules.published.counts import About, Count, Limits
from wayhome.rules.published.differences import ChangedByNumber, RevisedByNumber
from wayhome.rules.published.figure import Figure
from wayhome.rules.published.parts import Parts
from wayhome.rules.published.ratios import Mean, Ratio, Share

NAMES = ("a", "b", "c")
LARGEST = 9

_numbers = some.integers(0, LARGEST)
_few = some.integers(0, 3)
_orders = some.permutations(NAMES)


def _figures(least: int, most: int) -> some.SearchStrategy[Figure]:
    whole = some.integers(least, most).map(lambda n: Figure(Decimal(n)))
    return whole | some.integers(least * 10, most * 10).map(lambda n: Figure(Decimal(n) / 10))


def _counts(of: dict[str, str]) -> some.SearchStrategy[Claim]:
    what = some.sampled_from(NAMES)
    return (
        some.builds(lambda what, n: Count(**of, what=what, n=n), what, _numbers)
        | some.builds(
            lambda what, n, within: About(**of, what=what, n=n, within=within), what, _numbers, _few
        )
        | some.builds(lambda what, n: Limits(**of, what=what, at_least=n), what, _numbers)
    )


def _ratios(of: dict[str, str]) -> some.SearchStrategy[Claim]:
    def build(kind: type[Ratio], least: int, most: int) -> some.SearchStrategy[Claim]:
        return some.builds(
            lambda names, figure: kind(**of, top=names[0], bottom=names[1], figure=figure),
            _orders,
            _figures(least, most),
        )

    return (
        build(Share, 0, 100)
        | build(Mean, 0, 4)
        | build(ChangedByPercent, -100, 100)
        | build(RevisedByPercent, 0, 50)
    )


def _totals(of: dict[str, str]) -> some.SearchStrategy[Claim]:
    def parts(names: list[str], n: int, are_all: bool) -> Claim:
        return Parts(**of, parts=tuple(names[:n]), whole=names[2], are_all=are_all)

    def pair(names: list[str]) -> dict[str, Any]:
        return {**of, "later": names[0], "earlier": names[1]}

    return (
        some.builds(parts, _orders, some.integers(1, 2), some.booleans())
        | some.builds(lambda names, n: ChangedByNumber(**pair(names), number=n - 1), _orders, _few)
        | some.builds(lambda names, n: RevisedByNumber(**pair(names), within=n), _orders, _few)
    )


def claims(name: str) -> some.SearchStrategy[Claim]:
    of = {"id": name, "published": "somewhere"}
    return _counts(of) | _ratios(of) | _totals(of)


def lists(most: int) -> some.SearchStrategy[tuple[Claim, ...]]:
    """Several, each with a name of its own."""
    return some.integers(1, most).flatmap(lambda n: some.tuples(*(claims(f"claim_{at}") for at in range(n))))
