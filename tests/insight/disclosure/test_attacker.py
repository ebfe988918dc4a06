"""Whoever subtracts, asked of tables as somebody might print them."""

from __future__ import annotations

import pytest

from wayhome.insight.disclosure import exposed, pinned, possible
from wayhome.rules.disclosure import Publication, SmallNumbers, Span, Sum

AS_THEY_ARE = SmallNumbers(to_nearest=1)
BY_SEX = Publication([Sum("all", ("girls", "boys"))], AS_THEY_ARE)


def test_the_rest_of_a_whole_is_told_exactly():
    assert possible({"all": 43, "girls": None, "boys": 40}, BY_SEX) == {"girls": Span(3, 3)}


def test_two_tables_tell_what_neither_does():
    """By sex and by age both are withheld; of the boys' ages one is known, and the other is that of all."""
    links = [
        Sum("all", ("girls", "boys")),
        Sum("all", ("under 16", "over 16")),
        Sum("boys", ("boys under 16", "over 16")),
    ]
    shown = {"all": 43, "girls": None, "boys": None, "under 16": None, "over 16": None, "boys under 16": 20}
    assert possible(shown, Publication(links[:1], AS_THEY_ARE))["girls"] == Span(0, 43)
    assert possible(shown | {"under 16": 23}, Publication(links, AS_THEY_ARE))["girls"] == Span(3, 3)


def test_numbers_are_whole_though_half_of_one_would_fit():
    """Each two of three are nine together: each would be four and a half."""
    links = [Sum("ab", ("a", "b")), Sum("bc", ("b", "c")), Sum("ac", ("a", "c"))]
    shown = {"ab": 9, "bc": None, "ac": 9, "a": None, "b": None, "c": None}
    assert possible(shown, Publication(links, AS_THEY_ARE), cells=["bc"]) == {"bc": Span(0, 18)}
    with pytest.raises(ValueError, match="no table fits"):
        possible(shown | {"bc": 9}, Publication(links, AS_THEY_ARE))


def test_what_can_be_only_one_number_is_pinned_and_not_what_is_withheld_beside_it():
    links = [*BY_SEX.links, Sum("all", ("under 16", "16", "17"))]
    shown = {"all": 43, "girls": None, "boys": 40, "under 16": None, "16": None, "17": 20}
    assert pinned(shown, Publication(links, AS_THEY_ARE), []) == {(0, "girls"): 3}
    assert set(pinned(shown | {"16": 22}, Publication(links, AS_THEY_ARE), [])) == {
        (0, "girls"),
        (0, "under 16"),
    }


def test_of_what_nothing_holds_anything_is_possible():
    assert possible({"all": None}, Publication([])) == {"all": Span(0, None)}


def test_a_small_number_that_is_shown_is_given_away():
    counts = {"all": 43, "girls": 3, "boys": 40}
    assert exposed(counts, counts, BY_SEX) == {"girls": Span(3, 3)}


def test_what_is_given_away_is_said_with_what_it_may_be():
    counts = {"all": 43, "girls": 3, "boys": 40}
    rounded = Publication(BY_SEX.links, SmallNumbers(to_nearest=2))
    assert exposed(counts, {"all": 44, "girls": None, "boys": 40}, rounded) == {"girls": Span(3, 5)}


def test_a_cell_of_which_nothing_is_said_is_a_number_all_the_same():
    assert possible({"all": 10, "girls": None}, BY_SEX) == {"girls": Span(0, 10)}


def test_a_figure_that_is_not_as_its_publisher_rounds_is_refused():
    with pytest.raises(ValueError, match="'all'"):
        exposed({"all": 43, "girls": 3, "boys": 40}, {"all": 44, "girls": None, "boys": None}, BY_SEX)
