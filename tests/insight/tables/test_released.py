"""A table released again: what was withheld and has not changed stays so, and two releases give nothing away."""

from __future__ import annotations

from random import Random

import pytest

from tests.insight.tables.made import YEAR
from wayhome.insight.publishing.judged import refuse_what_can_be_worked_out
from wayhome.insight.tables.control import controlled
from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.declared import Measure, Table, words
from wayhome.insight.tables.reader import worked_out
from wayhome.insight.tables.released import Released, again
from wayhome.insight.tables.sources import RECORD
from wayhome.rules.disclosure import SmallNumbers
from wayhome.rules.refusal import Refusal

INCIDENTS = Measure("n", "n", "count(*)")
BY = words("by", "by", "by", [(one, one) for one in "abcd"]).of("n")
TABLE = Table("t", "t", RECORD, (), "", (), (INCIDENTS,), breakdowns=(BY,))

#: Nothing is rounded, so that whatever follows, follows exactly.
EXACT = SmallNumbers(to_nearest=1, nought_shown=True)


def counts(*parts: int) -> Counts:
    of_each = {Cell("by", name, "n"): n for name, n in zip("abcd", parts, strict=True)}
    return Counts(TABLE, YEAR, {Cell("all", "all", "n"): sum(parts), **of_each})


def shown(figures) -> dict[str, int | None]:
    return {cell.category: n for cell, n in figures.shown.items() if cell.breakdown == "by"}


def released(then: Counts, now: Counts, small: SmallNumbers = EXACT) -> dict[str, Released]:
    return {"t": Released.of(then, now, small)}


def test_what_was_withheld_beside_a_small_number_stays_so_though_that_one_has_grown():
    then, now = counts(2, 7, 20, 30), counts(6, 7, 20, 30)
    assert shown(controlled(then, EXACT)) == {"a": None, "b": None, "c": None, "d": 30}
    assert None not in shown(controlled(now, EXACT)).values()
    assert shown(again(now, EXACT, released(then, now))) == {"a": 6, "b": None, "c": None, "d": 30}


def test_shown_anew_it_would_tell_what_the_small_one_was():
    then, now = counts(2, 7, 20, 30), counts(6, 7, 20, 30)
    before = Released.of(then, now, EXACT)
    careless = controlled(now, EXACT)
    told = worked_out(before.figures, EXACT, Released(careless, before.unchanged))
    assert {cell.category for cell in told} == {"a", "b", "c"}
    with pytest.raises(Refusal) as refused:
        refuse_what_can_be_worked_out([careless], EXACT, {"t": before})
    assert refused.value.sentence.key == "release.worked_out"


def test_what_has_changed_is_shown_as_it_is_now_unless_what_has_not_would_follow():
    then = counts(2, 7, 20, 30)
    of_all, but_one = counts(9, 12, 21, 30), counts(9, 12, 20, 30)
    assert shown(again(of_all, EXACT, released(then, of_all))) == {"a": 9, "b": 12, "c": 21, "d": 30}
    said = shown(again(but_one, EXACT, released(then, but_one)))
    assert (said["c"], [said["a"], said["b"]].count(None)) == (None, 1)


def test_a_table_that_was_not_released_is_as_it_would_be_alone():
    now = counts(2, 7, 20, 30)
    assert again(now, EXACT, {}) == controlled(now, EXACT)


def test_two_rounded_releases_give_away_no_number_of_either():
    """Of random tables of which some numbers grew: a late report, a corrected date."""
    random, small = Random(2026), SmallNumbers(nought_shown=True)
    for _ in range(60):
        before = [random.choice((0, 1, 2, 3, 4, 5, 6, 9, 14, 30)) for _ in range(4)]
        after = [n + random.choice((0, 0, 0, 1, 3)) for n in before]
        then, now = counts(*before), counts(*after)
        both = released(then, now, small)
        refuse_what_can_be_worked_out([again(now, small, both)], small, both)


def test_where_nothing_is_rounded_a_number_that_grew_may_tell_what_it_was_and_nothing_is_published():
    then, now = counts(5, 9, 30, 4), counts(5, 9, 30, 5)
    both = released(then, now)
    figures = again(now, EXACT, both)
    assert shown(figures) == {"a": None, "b": None, "c": 30, "d": 5}
    with pytest.raises(Refusal):
        refuse_what_can_be_worked_out([figures], EXACT, both)
