"""What everybody may know of tables besides their numbers."""

from __future__ import annotations

import pytest

from wayhome.rules.disclosure import Publication, SmallNumbers, Span, Sum, Within


def test_a_sum_that_does_not_hold_is_refused_and_says_which():
    """Regions that hold London, and Inner and Outer London as well, count a child twice."""
    england = Publication([Sum("England", ("North", "London", "Inner London"))])
    with pytest.raises(ValueError, match="England"):
        england.checked({"England": 100, "North": 40, "London": 60, "Inner London": 30})


def test_a_count_that_is_more_than_the_whole_it_is_within_is_refused():
    with pytest.raises(ValueError, match="children"):
        Publication([Within("children", ("more than once",))]).checked({"children": 9, "more than once": 10})


def test_incidents_are_small_where_few_children_are_behind_them():
    said = Publication([], people={"incidents": "children"})
    assert said.is_small("incidents", {"incidents": 60, "children": 4})
    assert not said.is_small("incidents", {"incidents": 60, "children": 5})
    with pytest.raises(ValueError, match="incidents"):
        said.checked({"incidents": 3, "children": 4})


def test_a_cell_may_be_rounded_otherwise_than_the_rest():
    said = Publication([], SmallNumbers(to_nearest=1), to_nearest={"England": 10})
    assert (said.as_shown("England", 12_794), said.as_shown("Leeds", 94)) == (12_790, 94)
    assert said.told_by("England", 12_790) == Span(12_785, 12_794)


def test_that_nothing_is_said_of_a_number_tells_nothing_even_where_nought_is_shown():
    said = Publication([], SmallNumbers(nought_shown=True), unprinted={"once"})
    assert (said.told_by("once", None), said.told_by("printed", None)) == (Span(0, None), Span(1, None))
