"""What is found about an agency: what no page of cases says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.saying import ENGLISH, after
from wayhome.rules.facts import KINDS
from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.guidance.recording import EXPECTED, LATE, SOURCES
from wayhome.rules.ladders import Ladder
from wayhome.rules.moment import LONDON
from wayhome.rules.recording import AgencyFinding, Counted, Fell, late_every_time, period_of, records_nothing
from wayhome.ui.wording import say

HERE = replace(ENGLISH, joined_at=after(-24 * 365))
SILENT = EXPECTED[1]


def fell(*late: bool | None) -> list[Fell]:
    return [Fell(f"e{n}", after(24 * n), one) for n, one in enumerate(late)]


def test_28_days_are_28_days_over_a_change_of_the_clocks() -> None:
    morning = datetime(2026, 4, 1, 2, 30, tzinfo=LONDON)
    assert period_of(timedelta(days=28), morning).begins == datetime(2026, 3, 4, 1, 30, tzinfo=UTC)


def test_only_the_last_so_many_count() -> None:
    long_mended = fell(*[True] * 20, *[False] * 10)
    assert late_every_time(HERE, "uk.grade_confirmed", long_mended, after(900), DEFAULT) is None
    lately_worse = fell(*[False] * 20, *[True] * 10)
    found = late_every_time(HERE, "uk.grade_confirmed", lately_worse, after(900), DEFAULT)
    assert found is not None
    assert found.counts == {"late": 10, "of": 10, "unknown": 0}


@given(some.lists(some.sampled_from([True, False, None]), max_size=40))
def test_what_nobody_can_say_is_never_held_against_an_agency(late: list[bool | None]) -> None:
    """Nor for it: without those the answer is the same, and only how many they are is said."""
    known = [one for one in fell(*late) if one.late is not None]
    with_all, without = (
        late_every_time(HERE, "uk.grade_confirmed", some_of, after(2000), DEFAULT)
        for some_of in (fell(*late), known)
    )
    assert (with_all is None) == (without is None)
    if with_all is not None and without is not None:
        assert with_all.counts | {"unknown": 0} == without.counts
        assert with_all.counts["late"] >= DEFAULT.late_times


@given(
    some.builds(Counted, lately=some.integers(0, 2), before=some.integers(0, 30), told=some.integers(0, 10)),
    some.integers(0, 60),
)
def test_an_agency_is_silent_only_where_something_makes_the_silence_mean_something(
    counted: Counted, days_here: int
) -> None:
    agency = replace(ENGLISH, joined_at=after(-24 * days_here))
    found = records_nothing(agency, SILENT, counted, after(), DEFAULT)
    means_something = counted.told >= 3 or counted.before >= 10
    assert (found is not None) == (counted.lately == 0 and days_here >= 28 and means_something)


def test_a_partnership_may_look_for_neither() -> None:
    off = replace(DEFAULT, nothing_recorded_for=None)
    assert records_nothing(HERE, SILENT, Counted(told=50), after(), off) is None


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: f"{one.of} {one.rule}")
def test_every_kind_of_fact_that_is_expected_is_one(expected) -> None:
    assert set(expected.says) <= set(KINDS)
    assert expected.rule in SOURCES


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock.rule)
def test_every_clock_can_be_late_every_time_in_words(clock) -> None:
    found = late_every_time(HERE, clock.rule, fell(*[True] * 10), after(900), DEFAULT)
    assert isinstance(found, AgencyFinding)
    assert (found.rule, found.source) == (LATE, SOURCES[LATE])
    said = say(found.what)
    assert said.endswith(": late every time")
    assert ("{" in said, isinstance(clock, Ladder) and "day" in said) == (False, False)
    assert say(found.then)
