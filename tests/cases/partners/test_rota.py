from datetime import UTC, date, datetime, timedelta

import pytest

from wayhome.cases.partners.actions import put_on_shift
from wayhome.cases.partners.rota import Week, days


def test_a_week_begins_on_the_monday_in_london():
    assert Week.of(datetime(2026, 3, 1, 23, 30, tzinfo=UTC)).monday == date(2026, 2, 23)
    assert Week.of(datetime(2026, 6, 7, 23, 30, tzinfo=UTC)).monday == date(2026, 6, 8)


@pytest.mark.parametrize("text", ["2026-W10", "2026-W53", "2025-W01"])
def test_a_week_is_written_as_it_is_read(text):
    assert str(Week.parse(text)) == text


@pytest.mark.parametrize("text", ["2026-W54", "2026-10", "next", ""])
def test_what_is_no_week_is_not_read(text):
    with pytest.raises(ValueError, match=r"does not match|Invalid week"):
        Week.parse(text)


def test_weeks_follow_each_other_over_new_year():
    assert str(Week.parse("2026-W53").following) == "2027-W01"
    assert str(Week.parse("2027-W01").previous) == "2026-W53"


def test_a_shift_over_midnight_stands_on_both_its_days_and_the_rest_is_gap(desk, worker, administrator, at):
    night = at.replace(hour=22)
    put_on_shift(desk, worker, begins=night, ends=night + timedelta(hours=8), by=administrator, at=at)
    monday, tuesday, wednesday, *_ = days(desk, Week.of(at))
    assert [len(day.shifts) for day in (monday, tuesday, wednesday)] == [1, 1, 0]
    assert monday.gaps == [(at.replace(hour=0), night)]
    assert tuesday.gaps == [(night + timedelta(hours=8), at.replace(hour=0) + timedelta(days=2))]


def test_the_day_the_clocks_go_forward_is_an_hour_short(desk):
    sunday = list(days(desk, Week.parse("2026-W13")))[-1]
    (gap,) = sunday.gaps
    assert gap.ends - gap.begins == timedelta(hours=23)
