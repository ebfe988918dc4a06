"""Limits that contradict each other do so in fractions, and no others do."""

from __future__ import annotations

from fractions import Fraction

import pytest

from wayhome.insight.reconciling.disproof import contradict, multipliers
from wayhome.rules.published.row import Row, row

THIRD = Fraction(1, 3)


def test_what_is_more_than_it_is_contradicts_itself() -> None:
    assert contradict([row({"a": 1}, 2), row({"a": -1}, -3)])


def test_what_meets_in_one_number_does_not() -> None:
    assert not contradict([row({"a": 1}, 3), row({"a": -1}, -3)])


def test_thirds_are_added_up_exactly() -> None:
    most, whole = row({"a": 1, "b": -THIRD}), row({"b": 1}, 100)
    assert contradict([most, whole, row({"a": -1}, -34)])
    assert multipliers([most, whole, row({"a": -1}, -34)]) == [THIRD, THIRD, 1]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [row({"a": 1}, 2)],
        [row({"a": 1}, 2), row({"b": -1}, -3)],
        [row({"a": 1}, 2), row({"a": 1}, 3)],  # only one less the other makes a go out
        [row({"a": 1}, 2), row({"a": -1}, -3), row({"a": -1}, -4)],  # in more ways than one
    ],
)
def test_where_no_one_way_makes_every_count_go_out_nothing_is_said(rows: list[Row]) -> None:
    assert not contradict(rows)
