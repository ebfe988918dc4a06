"""A publisher's own values: what is withheld, how the rest is rounded, and how much stays open."""

from __future__ import annotations

import pytest

from wayhome.rules.disclosure import SMALL_NUMBERS, SmallNumbers, Span

AS_THEY_ARE = SmallNumbers(to_nearest=1)
NOUGHT_SHOWN = SmallNumbers(to_nearest=1, nought_shown=True)


def test_a_number_is_withheld_where_it_is_small_and_else_rounded():
    assert [SMALL_NUMBERS.shown(n) for n in (0, 4, 5, 7, 8)] == [None, None, 5, 5, 10]


def test_nought_is_shown_where_a_publisher_says_so():
    assert [NOUGHT_SHOWN.shown(n) for n in (0, 1, 4, 5)] == [0, None, None, 5]


@pytest.mark.parametrize(("n", "rounded"), [(4, 0), (5, 10), (14, 10), (15, 20)])
def test_another_publisher_may_round_otherwise(n, rounded):
    assert SmallNumbers(least=1, to_nearest=10).rounded(n) == rounded
    assert SmallNumbers(least=1).rounded(n, to_nearest=10) == rounded


@pytest.mark.parametrize("to_nearest", [1, 2, 3, 5, 10])
@pytest.mark.parametrize("nought_shown", [False, True])
def test_what_a_figure_tells_is_every_number_that_is_shown_so(to_nearest, nought_shown):
    small = SmallNumbers(to_nearest=to_nearest, nought_shown=nought_shown)
    by_figure: dict[int, list[int]] = {}
    for n in range(100):
        if (figure := small.shown(n)) is not None:
            by_figure.setdefault(figure, []).append(n)
    whole = [figure for figure in by_figure if figure < 90]
    assert {figure: small.told_by(figure) for figure in whole} == {
        figure: Span(min(by_figure[figure]), max(by_figure[figure])) for figure in whole
    }


def test_of_a_small_number_everything_from_nought_to_the_least_stays_open():
    assert {SMALL_NUMBERS.needed(n) for n in range(5)} == {Span(0, 5)}


def test_of_a_number_withheld_for_the_few_behind_it_as_much_stays_open_either_way():
    assert [SMALL_NUMBERS.needed(n) for n in (7, 3 * 7)] == [Span(2, 12), Span(16, 26)]


def test_where_nought_is_shown_what_is_withheld_is_known_to_be_more():
    assert {NOUGHT_SHOWN.needed(n) for n in range(1, 5)} == {Span(1, 5)}


def test_a_publisher_may_leave_more_room_and_no_less_than_would_tell_by_a_guess():
    assert SmallNumbers(room=10).needed(3) == Span(0, 10)
    with pytest.raises(ValueError, match="less room"):
        SmallNumbers(room=4)
