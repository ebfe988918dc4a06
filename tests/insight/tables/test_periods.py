"""Years to 31 March, those that are over and the one that is not."""

from __future__ import annotations

from datetime import date

from tests.insight.tables.made import counted, episode, extract
from wayhome.insight.tables import looked_after
from wayhome.insight.tables.counts import Cell
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.query import ALL


def test_a_year_is_named_by_both_of_its_years():
    period = Period.year(date(2000, 3, 31), today=date(2026, 1, 1))
    assert (period.name, period.begins, period.ends) == ("1999/00", date(1999, 4, 1), date(2000, 3, 31))
    assert (period.counted_on, period.said) == (date(2000, 3, 31), "year to 31 March 2000")


def test_a_year_that_is_not_over_says_how_far_it_is_counted():
    period = Period.year(date(2026, 3, 31), today=date(2025, 6, 2))
    assert period.said == "year to 31 March 2026, so far: to 2 June 2025"


def test_in_a_year_that_is_not_over_days_run_to_the_day_of_counting(tmp_path):
    """Nobody has been missing for longer than that, and nobody is missing on a day that has not come."""
    still = episode(days=None, began_on=date(2025, 6, 1), from_care=True)
    held = extract(tmp_path, episodes=[still])
    period = Period.year(date(2026, 3, 31), today=date(2025, 6, 2))
    cells = counted(held, looked_after.MISSING, period).cells
    assert cells[Cell(ALL, ALL, "at_31_march")] == 1
    assert cells[Cell("duration", "Between 1 and 2 days", "incidents")] == 1
