"""A figure that is worked out from others tells nothing that they do not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wayhome.rules.disclosure import Mark, count, mean, share


@pytest.mark.parametrize("figure", [share, mean])
@pytest.mark.parametrize(("n", "of"), [(None, 20), (20, None), (None, None)])
def test_it_is_withheld_where_either_of_its_counts_is(figure, n, of):
    assert figure(n, of) is Mark.WITHHELD


def test_it_is_worked_out_from_what_is_shown_and_so_are_those_of_the_department():
    """2023: 82,110 incidents of 12,790 children, 8,150 of them missing more than once."""
    assert (mean(82_110, 12_790), share(8_150, 12_790)) == (Decimal("6.4"), 64)


def test_of_nobody_there_is_neither_a_share_nor_a_mean():
    assert share(0, 0) is mean(0, 0) is Mark.NOT_APPLICABLE


def test_a_share_that_would_be_rounded_to_nought_says_that_it_is_more():
    assert [share(n, 2000) for n in (0, 9, 10)] == [0, Mark.LOW, 1]


def test_a_count_that_is_withheld_has_a_mark_in_its_place():
    assert (count(None), count(0), count(1230)) == ("c", 0, 1230)
