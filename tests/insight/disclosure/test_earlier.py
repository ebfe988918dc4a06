"""What was told before is told: a release is protected together with those before it."""

from __future__ import annotations

import pytest

from wayhome.insight.disclosure import exposed, possible, protect
from wayhome.rules.disclosure import Cell, Earlier, Publication, SmallNumbers, Span, Sum

AS_THEY_ARE = SmallNumbers(to_nearest=1)
BY_PLACE = Publication([Sum("all", ("a", "b", "c"))], AS_THEY_ARE)


def of(a: int, b: int, c: int) -> dict[Cell, int]:
    return {"all": a + b + c, "a": a, "b": b, "c": c}


def told(counts: dict[Cell, int], *, unchanged: str, said: Publication = BY_PLACE) -> Earlier:
    return Earlier(protect(counts, said).shown, said, set(unchanged.split()))


def test_what_was_withheld_and_has_not_changed_stays_withheld():
    """Nothing is small any more. To show what `b` is would tell what `a` was, when `c` was known as well."""
    earlier = told(of(3, 12, 30), unchanged="b")
    now = of(8, 12, 31)
    assert earlier.shown["b"] is None
    assert protect(now, BY_PLACE).shown == now
    assert protect(now, BY_PLACE, [earlier]).shown["b"] is None


def test_what_was_withheld_stays_withheld_whatever_the_reason_was():
    earlier = Earlier({"b": None}, Publication([]), {"b"})
    assert protect(of(8, 12, 31), BY_PLACE, [earlier]).shown["b"] is None


def test_what_was_shown_before_cannot_hide_what_is_withheld_now():
    """`b` was 12 and is no less known today: beside `a` it hides nothing, and `c` is withheld."""
    earlier = Earlier({"b": 12}, Publication([], AS_THEY_ARE), {"b"})
    now = of(3, 12, 30)
    assert protect(now, BY_PLACE).beside == {"b"}
    assert "c" in protect(now, BY_PLACE, [earlier]).beside


def test_a_release_alone_may_hide_what_two_together_tell():
    earlier = Earlier({"b": 12}, Publication([], AS_THEY_ARE), {"b"})
    alone = protect(of(3, 12, 30), BY_PLACE)
    assert exposed(of(3, 12, 30), alone.shown, BY_PLACE) == {}
    assert exposed(of(3, 12, 30), alone.shown, BY_PLACE, [earlier]) == {"a": Span(3, 3)}


def test_two_ways_of_rounding_the_same_number_leave_what_both_leave():
    """Of 46 to the nearest five 43 to 47 is told, and to the nearest ten 45 to 54."""
    tens = Publication([], SmallNumbers(to_nearest=10))
    fives = Publication([])
    before = Earlier({"a": 50}, tens, {"a"})
    assert possible({"a": 45}, fives, [before], ["a"]) == {"a": Span(45, 47)}


def test_a_total_that_stands_exactly_elsewhere_is_told_before():
    """Rounded it would leave enough open; whoever has it exactly subtracts from it."""
    rounded = Publication([Sum("all", ("a", "b"))], to_nearest={"all": 10}, small=SmallNumbers(to_nearest=1))
    elsewhere = Earlier({"all": 97}, Publication([], AS_THEY_ARE), {"all"})
    counts = {"all": 97, "a": 3, "b": 94}
    assert protect(counts, rounded, [elsewhere]).beside == {"b"}


def test_what_the_new_figures_would_tell_of_the_old_ones_is_withheld():
    """Two parts of a whole were withheld; the one that has not changed would be told by a table of another kind."""
    earlier = told(of(3, 12, 30), unchanged="b")
    other = Publication([Sum("b", ("b girls", "b boys"))], AS_THEY_ARE)
    now = {"b": 12, "b girls": 6, "b boys": 6}
    assert protect(now, other).shown == now
    protected = protect(now, other, [earlier])
    assert protected.shown["b"] is None
    assert None in (protected.shown["b girls"], protected.shown["b boys"])


def test_what_was_told_before_and_is_small_now_is_said_to_be_beyond_help():
    careless = Earlier({"a": 3}, Publication([], SmallNumbers(least=1, to_nearest=1)), {"a"})
    protected = protect(of(3, 12, 30), BY_PLACE, [careless])
    assert protected.told_before == {"a": Span(3, 3)}


def test_what_was_the_same_in_two_earlier_releases_is_one_number_though_it_has_changed_since():
    """`a` and `b` were together 15, and of what `b` was then another table says that it was 12."""
    first = Earlier({"all": 45, "a": None, "b": None, "c": 30}, BY_PLACE, {"a"})
    another, other = Publication([], AS_THEY_ARE), of(3, 14, 31)
    assert protect(other, BY_PLACE, [first, Earlier({"b": 12}, another, ())]).told_before == {}
    both = [first, Earlier({"b": 12}, another, (), {"b": 1})]
    assert protect(other, BY_PLACE, both).told_before == {"a": Span(3, 3)}


def test_what_earlier_releases_had_told_together_is_not_asked_to_stay_open():
    """Neither number is what it was, and of both everybody knew before."""
    first = Earlier({"all": 45, "a": None, "b": None, "c": 30}, BY_PLACE, ())
    both = [first, Earlier({"b": 12}, Publication([], AS_THEY_ARE), (), {"b": 1})]
    now = of(8, 14, 31)
    assert protect(now, BY_PLACE, both) == protect(now, BY_PLACE)


def test_of_what_is_withheld_again_the_first_release_says_whether_it_may_be_nought():
    """Where nought is shown, whatever is withheld is more; what had to stay withheld may be nought all the same."""
    shows_nought = Publication([], SmallNumbers(nought_shown=True))
    told, kept = Earlier({"a": None}, shows_nought, {"a"}), Earlier({"a": None}, Publication([]), {"a"})
    assert possible({"a": None}, shows_nought, [told, kept], ["a"]) == {"a": Span(1, None)}
    assert possible({"a": None}, shows_nought, [kept, told], ["a"]) == {"a": Span(0, None)}


def test_cells_that_changed_tell_nothing_of_each_other():
    earlier = told(of(3, 12, 30), unchanged="")
    now = of(4, 15, 31)
    assert protect(now, BY_PLACE, [earlier]) == protect(now, BY_PLACE)


def test_a_cell_that_is_said_to_be_unchanged_and_is_not_is_refused():
    earlier = Earlier({"all": 45, "a": None, "b": None, "c": 30}, BY_PLACE, {"all", "a", "b", "c"})
    with pytest.raises(ValueError, match="'all' is not what is told of it"):
        protect(of(3, 12, 40), BY_PLACE, [earlier])
