"""Who is missing at the end of a day: who was the day before, and who went missing, less who was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.insight.tables.made import episode, extract, whole
from wayhome.insight.extract import rows
from wayhome.insight.tables import long_term, looked_after
from wayhome.insight.tables.declared import Table
from wayhome.insight.tables.engine import opened
from wayhome.insight.tables.periods import Period

FIRST = date(2026, 2, 1)
#: Long enough for a child to be missing for long, and to be found.
DAYS = [FIRST + timedelta(days=n) for n in range(45)]

type Change = Callable[[rows.Episode, date], bool]


class Flow(NamedTuple):
    """What a table says of a day, and which episodes join that on a day and leave it. Away is in none of them."""

    table: Table
    measure: str
    joins: Change
    leaves: Change


def _ends(one: rows.Episode) -> date | None:
    """A return's period ends on the 18th birthday."""
    return min(filter(None, (one.ended_on, one.came_of_age_on)), default=None)


def _is_long_by(one: rows.Episode, day: date) -> bool:
    return (day - one.began_on).days >= long_term.LONG


FLOWS = [
    Flow(
        looked_after.MISSING,
        "at_31_march",
        joins=lambda one, day: one.began_on == day,
        leaves=lambda one, day: _ends(one) == day,
    ),
    Flow(
        long_term.TABLE,
        "still_missing",
        joins=lambda one, day: (
            (day - one.began_on).days == long_term.LONG and (one.ended_on is None or day <= one.ended_on)
        ),
        leaves=lambda one, day: one.ended_on == day and _is_long_by(one, day),
    ),
]


@st.composite
def lives(draw: st.DrawFn) -> list[rows.Episode]:
    """Of a few children, each missing or away a few times and the last perhaps still; some come of age."""
    return [one for child in "abcd" for one in _life(draw, child)]


def _life(draw: st.DrawFn, child: str) -> Iterator[rows.Episode]:
    lengths = draw(st.lists(st.integers(0, 40), max_size=3))
    began_on = FIRST - timedelta(days=draw(st.integers(0, 40)))
    for number, days in enumerate(lengths, start=1):
        goes_on = number == len(lengths) and draw(st.booleans())
        birthday = draw(st.none() | st.integers(1, max(days, 1)))
        came_of_age = birthday is not None and (goes_on or birthday <= days)
        yield episode(
            child,
            number,
            began_on,
            None if goes_on else days,
            care="looked_after",
            away=draw(st.booleans()) and draw(st.booleans()),
            came_of_age_on=began_on + timedelta(days=birthday or 0) if came_of_age else None,
        )
        began_on += timedelta(days=days + draw(st.integers(0, 5)))


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.table.name)
@settings(max_examples=15, deadline=None)
@given(lives())
def test_missing_tomorrow_is_missing_today_and_who_joins_less_who_leaves(flow, episodes):
    stock = _by_day(flow, episodes)
    missing = [one for one in episodes if not one.away]
    for today, tomorrow in pairwise(DAYS):
        joined = sum(flow.joins(one, tomorrow) for one in missing)
        left = sum(flow.leaves(one, tomorrow) for one in missing)
        assert stock[tomorrow] == stock[today] + joined - left, tomorrow


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.table.name)
def test_there_is_something_that_flows(flow):
    """Long missing on the 11th, and found on the 1st of March: what is asked of any life above is asked of this one."""
    stock = _by_day(flow, [episode("a", 1, date(2026, 1, 14), 46, care="looked_after")])
    assert {stock[day] for day in DAYS} == {0, 1}
    assert (stock[date(2026, 2, 28)], stock[date(2026, 3, 1)]) == (1, 0)


def _by_day(flow: Flow, episodes: list[rows.Episode]) -> dict[date, int]:
    of_all = replace(
        flow.table, breakdowns=()
    )  # nothing is read of these, and to count by them takes most of the time
    with TemporaryDirectory() as folder, opened(extract(Path(folder), episodes=episodes)) as engine:
        return {
            day: whole(engine.counts(of_all, Period("a day", day, day, day, day)))[flow.measure]
            for day in DAYS
        }
