"""A claim that makes no sense is refused, with the field that makes none."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from wayhome.rules.published.changes import ChangedByPercent, RevisedByPercent
from wayhome.rules.published.counts import About, Count, Limits
from wayhome.rules.published.differences import ChangedByNumber, RevisedByNumber
from wayhome.rules.published.figure import LARGEST, Figure
from wayhome.rules.published.parts import Parts
from wayhome.rules.published.ratios import Mean, Share
from wayhome.rules.refusal import Refusal
from wayhome.rules.span import Span
from wayhome.ui.wording import say

OF = {"id": "claim", "published": "somewhere"}


def figure(written: str) -> Figure:
    return Figure(Decimal(written))


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: Count(**OF, what="a", n=-1), "is"),
        (lambda: Count(**OF, what="a", n=LARGEST + 1), "is"),
        (lambda: Count(**OF, what="a", n=37355, rounded_to=10), "is"),
        (lambda: Count(**OF, what="a", n=0, rounded_to=0), "rounded_to"),
        (lambda: About(**OF, what="a", n=-1, within=1), "about"),
        (lambda: About(**OF, what="a", n=1), "within"),
        (lambda: About(**OF, what="a", n=1, within=1, within_percent=figure("1")), "within"),
        (lambda: About(**OF, what="a", n=1, within=-1), "within"),
        (lambda: About(**OF, what="a", n=1, within_percent=figure("101")), "within_percent"),
        (lambda: Limits(**OF, what="a", at_least=-1), "at_least"),
        (lambda: Limits(**OF, what="a", at_least=3, at_most=2), "at_most"),
        (lambda: Share(**OF, top="a", bottom="a", figure=figure("3")), "of"),
        (lambda: Share(**OF, top="a", bottom="b", figure=figure("100.1")), "percent"),
        (lambda: Share(**OF, top="a", bottom="b", figure=figure("-1")), "percent"),
        (lambda: Mean(**OF, top="a", bottom="b", figure=figure("-1")), "is"),
        (lambda: Parts(**OF, parts=(), whole="a", are_all=True), "parts"),
        (lambda: Parts(**OF, parts=("b", "b"), whole="a", are_all=True), "parts"),
        (lambda: Parts(**OF, parts=("a", "b"), whole="a", are_all=False), "parts"),
        (lambda: ChangedByPercent(**OF, top="a", bottom="b", figure=figure("-100.1")), "percent"),
        (lambda: RevisedByPercent(**OF, top="a", bottom="b", figure=figure("-1")), "within_percent"),
        (lambda: ChangedByNumber(**OF, later="a", earlier="a", number=1), "since"),
        (lambda: ChangedByNumber(**OF, later="a", earlier="b", number=-LARGEST - 1), "number"),
        (lambda: ChangedByNumber(**OF, later="a", earlier="b", number=-15, rounded_to=10), "number"),
        (lambda: RevisedByNumber(**OF, later="a", earlier="b", within=-1), "within"),
    ],
)
def test_nonsense_is_refused_by_its_field(make: Callable[[], object], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        make()
    assert refused.value.field == field
    assert say(refused.value.sentence)


@pytest.mark.parametrize(
    ("count", "span"),
    [
        (Count(**OF, what="a", n=30), Span(30, 30)),
        (Count(**OF, what="a", n=30, rounded_to=10), Span(25, 35)),
        (Count(**OF, what="a", n=30, rounded_to=5), Span(28, 32)),
        (Count(**OF, what="a", n=0, rounded_to=10), Span(0, 5)),
        (About(**OF, what="a", n=100, within=7), Span(93, 107)),
        (About(**OF, what="a", n=150, within_percent=figure("1")), Span(149, 151)),
        (Limits(**OF, what="a", at_least=3), Span(3, None)),
        (Limits(**OF, what="a", at_most=4), Span(0, 4)),
    ],
)
def test_a_count_is_a_span_of_whole_numbers(count: Count | About | Limits, span: Span) -> None:
    assert count.span == span
