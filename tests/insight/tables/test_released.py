"""A table released again: what was withheld and has not changed stays so, and all releases give nothing away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from random import Random

import pytest

from tests.insight.tables.made import YEAR
from wayhome.insight.publishing.judged import refuse_what_can_be_worked_out
from wayhome.insight.tables.control import controlled
from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.declared import Measure, Table, words
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.reader import worked_out
from wayhome.insight.tables.released import Released, in_turn
from wayhome.insight.tables.sources import RECORD
from wayhome.rules.disclosure import SmallNumbers
from wayhome.rules.refusal import Refusal

INCIDENTS = Measure("n", "n", "count(*)")
BY = words("by", "by", "by", [(one, one) for one in "abcd"]).of("n")
TABLE = Table("t", "t", RECORD, (), "", (), (INCIDENTS,), breakdowns=(BY,))

#: Nothing is rounded, so that whatever follows, follows exactly.
EXACT = SmallNumbers(to_nearest=1, nought_shown=True)

#: Few enough for every table to be tried: what counts for 5 counts for 3.
FEW = SmallNumbers(least=3, to_nearest=1, nought_shown=True)

type Parts = tuple[int, ...]


def counts(*parts: int) -> Counts:
    of_each = {Cell("by", name, "n"): n for name, n in zip("abcd", parts, strict=True)}
    return Counts(TABLE, YEAR, {Cell("all", "all", "n"): sum(parts), **of_each})


def released(*each: Parts, small: SmallNumbers = EXACT) -> list[Released]:
    return in_turn([counts(*parts) for parts in each], small)


def shown(figures: Figures) -> dict[str, int | None]:
    return {cell.category: n for cell, n in figures.shown.items() if cell.breakdown == "by"}


def last_shown(*each: Parts) -> dict[str, int | None]:
    return shown(released(*each)[-1].figures)


def told(*each: Parts, small: SmallNumbers = EXACT) -> list[str]:
    """What the solver works out of all of them."""
    *before, now = released(*each, small=small)
    return sorted(cell.category for cell in worked_out(now.figures, small, before))


def test_what_was_withheld_beside_a_small_number_stays_so_though_that_one_has_grown():
    then, now = (2, 7, 20, 30), (6, 7, 20, 30)
    assert last_shown(then) == {"a": None, "b": None, "c": None, "d": 30}
    assert None not in last_shown(now).values()
    assert last_shown(then, now) == {"a": 6, "b": None, "c": None, "d": 30}


def test_shown_anew_it_would_tell_what_the_small_one_was():
    then, now = (2, 7, 20, 30), (6, 7, 20, 30)
    before, _ = released(then, now)
    careless = controlled(counts(*now), EXACT)
    assert {cell.category for cell in worked_out(careless, EXACT, [before])} == {"a", "b", "c"}
    with pytest.raises(Refusal) as refused:
        refuse_what_can_be_worked_out([careless], EXACT, {"t": [before]})
    assert refused.value.sentence.key == "release.worked_out"


def test_what_has_changed_is_shown_as_it_is_now_unless_what_has_not_would_follow():
    then = (2, 7, 20, 30)
    assert last_shown(then, (9, 12, 21, 30)) == {"a": 9, "b": 12, "c": 21, "d": 30}
    said = last_shown(then, (9, 12, 20, 30))
    assert (said["c"], [said["a"], said["b"]].count(None)) == (None, 1)


def test_a_table_that_was_not_released_is_as_it_would_be_alone():
    assert released((2, 7, 20, 30))[-1].figures == controlled(counts(2, 7, 20, 30), EXACT)


def test_each_release_is_shown_as_it_was_after_those_before_it():
    """Of the second alone everything would be shown, and then of the third: `b` and `c` as they were in the first."""
    each = (2, 7, 20, 30), (6, 7, 20, 30), (6, 7, 20, 31)
    assert None not in last_shown(*each[1:]).values()
    assert [shown(one.figures) for one in released(*each)] == [
        {"a": None, "b": None, "c": None, "d": 30},
        {"a": 6, "b": None, "c": None, "d": 30},
        {"a": 6, "b": None, "c": None, "d": 31},
    ]


def test_what_changed_and_is_again_what_it_was_when_it_was_withheld_stays_so():
    each = (2, 7, 20, 30), (6, 9, 21, 30), (6, 7, 20, 30)
    assert None not in last_shown(*each[:2]).values()
    assert last_shown(*each) == {"a": 6, "b": None, "c": None, "d": 30}


def test_what_was_the_same_in_two_earlier_releases_is_one_number_though_it_has_changed_since():
    """`b`, `c` and `d` are 35 in the first; in the second all four are 36."""
    each = (0, 2, 3, 30), (1, 2, 3, 30), (6, 8, 9, 31)
    assert [list(shown(one.figures).values()) for one in released(*each)[:2]] == [
        [0, None, None, None],
        [None, None, None, None],
    ]
    assert told(*each) == ["a"]


def test_rounded_releases_give_away_no_number_of_any():
    """Of random tables of which some numbers grew: a late report, a corrected date."""
    random, small = Random(2026), SmallNumbers(nought_shown=True)
    for _ in range(40):
        each = [tuple(random.choice((0, 1, 2, 3, 4, 5, 6, 9, 14, 30)) for _ in range(4))]
        for _ in range(2):
            each.append(tuple(n + random.choice((0, 0, 0, 1, 3)) for n in each[-1]))
        *before, now = released(*each, small=small)
        refuse_what_can_be_worked_out([now.figures], small, {"t": before})


def test_where_nothing_is_rounded_a_number_that_grew_may_tell_what_it_was_and_nothing_is_published():
    *before, now = released((5, 9, 30, 4), (5, 9, 30, 5))
    assert shown(now.figures) == {"a": None, "b": None, "c": 30, "d": 5}
    with pytest.raises(Refusal):
        refuse_what_can_be_worked_out([now.figures], EXACT, {"t": before})


def test_the_solver_works_out_of_three_releases_what_every_table_that_there_can_be_shows():
    """Random ones in which a number grew, fell or is what it was; and nothing hides behind rounding."""
    random, given_away = Random(2026), 0
    for _ in range(60):
        each = [(*(random.choice((0, 1, 2, 3, 4, 5)) for _ in range(3)), 9)]
        for _ in range(2):
            each.append(tuple(max(0, n + random.choice((-1, 0, 0, 0, 1, 2))) for n in each[-1]))
        only = only_one(each)
        assert told(*each, small=FEW) == only, each
        given_away += bool(only)
    assert 0 < given_away < 60


def only_one(each: Sequence[Parts]) -> list[str]:
    """Withheld numbers, other than nought, that are the same in every table that would look the same. Whatever
    has the same count in two releases is one number.
    """
    possible: list[dict[tuple[str, int], int]] = [{}]
    withheld = set[tuple[str, int]]()
    for parts, one in zip(each, released(*each, small=FEW), strict=True):
        named = tuple(zip(one.figures.shown, (sum(parts), *parts), strict=True))
        withheld |= {(cell.category, n) for cell, n in named if one.figures.shown[cell] is None}
        keys = [(cell.category, n) for cell, n in named]
        possible = [
            table | more
            for more in (dict(zip(keys, numbers, strict=True)) for numbers in alike(one.figures))
            for table in possible
            if all(table.get(key, n) == n for key, n in more.items())
        ]
    return sorted(key[0] for key in withheld if key[1] and len({table[key] for table in possible}) == 1)


def alike(figures: Figures) -> Iterator[Parts]:
    """Every table of which these would be printed, the whole first."""
    whole, *parts = figures.shown.values()
    assert whole is not None
    for chosen in product(*([n] if n is not None else range(whole + 1) for n in parts)):
        if sum(chosen) == whole:
            yield whole, *chosen
