"""The arithmetic of a replay, by hand."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from tests.saying import after, missing
from wayhome.insight.replay.episodes_counted import middle, nine_in_ten
from wayhome.insight.replay.one_child import replayed
from wayhome.insight.replay.thresholds import again_within_28_days, three_in_90_days
from wayhome.insight.replay.totals import Totals
from wayhome.rules.alerts import Alerts
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE
from wayhome.rules.episode import episodes

DAY = 24
FAR = after(1000 * DAY)


def totals(*children: tuple[float, ...], as_at: datetime = FAR) -> Totals:
    """Of children who went missing on these days."""
    counted = Totals()
    for days in children:
        then = Chronology.of("1", [missing(day * DAY, key=f"m{day}") for day in days]).as_at(as_at)
        of_child = episodes(then)
        counted.add(replayed(then, of_child, ALONE, Alerts(), as_at))
    return counted


def on(*days: float) -> list[datetime]:
    return [after(day * DAY) for day in days]


@pytest.mark.parametrize(
    ("episodes_of_children", "half", "nine"),
    [
        ((), None, None),
        ((3,), 3, 3),
        ((1, 2), 1.5, 2),
        ((1, 2, 9), 2, 9),
        ((1, 1, 1, 1, 1, 1, 1, 1, 4, 7), 1, 4),  # nine of ten by the fourth
        ((1, 1, 1, 1, 1, 1, 1, 1, 4, 7, 8), 1, 7),
    ],
)
def test_by_which_episode_half_of_them_and_nine_in_ten(episodes_of_children, half, nine):
    counted = Counter(episodes_of_children)
    assert (middle(counted), nine_in_ten(counted)) == (half, nine)


@pytest.mark.parametrize(
    ("days", "fires"),
    [
        ((0, 45, 90), [3]),
        ((0, 45, 90.01), []),
        ((0, 1, 2, 3, 200), [3, 4]),
        ((0,), []),
        ((), []),
    ],
)
def test_three_in_the_last_90_days(days, fires):
    assert list(three_in_90_days(on(*days))) == fires


@pytest.mark.parametrize(
    ("days", "fires"), [((0, 28), [2]), ((0, 28.01), []), ((0, 40, 41, 42), [3, 4]), ((), [])]
)
def test_again_within_28_days(days, fires):
    assert list(again_within_28_days(on(*days))) == fires


def test_weeks_are_from_the_first_beginning_to_the_last_and_one_at_least():
    assert totals((0, 3, 6), (21,)).weeks == 3
    assert totals((5,), (0, 35)).weeks == totals((3, 35), (0, 5)).weeks == 5
    assert totals((0,)).weeks == totals((0, 2)).weeks == totals().weeks == 1
    assert totals((0, 3, 70), as_at=after(14 * DAY)).weeks == 1


def test_of_nobody_nothing_is_divided():
    nobody = totals()
    assert (nobody.per_week(nobody.decisions), nobody.decisions_per_hundred) == (0, None)


def test_decisions_and_alerts_a_week_and_for_a_hundred_incidents():
    """The first is missing three times in thirty days, and twice again soon; the second again soon, once."""
    counted = totals((0, 3, 6), (1, 15), (42,))
    assert (counted.children, counted.incidents) == (3, 6)
    assert (counted.decisions, counted.alerts, counted.weeks) == (1, 4, 6)
    assert counted.per_week(counted.alerts) == pytest.approx(4 / 6)
    assert counted.decisions_per_hundred == pytest.approx(100 / 6)
    assert counted.alerted == {3: 1}
    assert counted.rules["alert.missing_again_soon"] == {2: 2}
    assert counted.rules["alert.overnight_young"] == {}


def test_each_threshold_counts_children_once_and_every_time():
    soon = totals((0, 3, 6), (1, 15), (42,)).thresholds["again_within_28_days"]
    assert (soon.children, soon.times) == ({2: 2}, 3)
    three = totals((0, 3, 6, 9)).thresholds["three_in_90_days"]
    assert (three.children, three.times) == ({3: 1}, 2)


def test_totals_of_parts_are_the_totals_of_the_whole():
    whole, parts = totals((0, 3, 6), (1, 15), (42,)), totals()
    for part in (totals((0, 3, 6)), totals(), totals((1, 15), (42,))):
        parts.include(part)
    assert parts == whole
    assert whole.last is not None
    assert whole.last - after(0) == timedelta(days=42)
