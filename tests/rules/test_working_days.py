"""Working days against a calendar: weekends and bank holidays are none, and beyond the calendar nobody knows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wayhome.rules.guidance.bank_holidays import ENGLAND_AND_WALES
from wayhome.rules.moment import LONDON, Moment
from wayhome.rules.working_days import Months, WorkingDays

WITHIN = some.dates(date(2017, 1, 1), date(2028, 10, 1))
COUNTS = some.integers(0, 20)


def due(count: int, start: Moment) -> Moment | None:
    return WorkingDays(count, ENGLAND_AND_WALES).due(start)


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (date(2026, 12, 23), 5, date(2027, 1, 4)),  # Christmas on a Friday, Boxing Day moved to Monday
        (date(2024, 3, 28), 5, date(2024, 4, 8)),  # Good Friday, Easter Monday, and the clocks go forward
        (date(2022, 6, 1), 1, date(2022, 6, 6)),  # two bank holidays for the jubilee
        (date(2026, 1, 10), 1, date(2026, 1, 12)),  # from a Saturday
    ],
)
def test_days_are_counted_as_an_office_counts_them(start: date, count: int, last: date) -> None:
    assert ENGLAND_AND_WALES.after(start, count) == last


@given(WITHIN, COUNTS, COUNTS)
def test_so_many_and_then_so_many_more_is_both_together(day: date, first: int, then: int) -> None:
    halfway = ENGLAND_AND_WALES.after(day, first)
    assert halfway is not None
    assert ENGLAND_AND_WALES.after(halfway, then) == ENGLAND_AND_WALES.after(day, first + then)


@given(WITHIN, some.integers(1, 20))
def test_the_last_day_is_a_working_day(day: date, count: int) -> None:
    last = ENGLAND_AND_WALES.after(day, count)
    assert last is not None
    assert ENGLAND_AND_WALES.is_working(last)


@given(WITHIN, WITHIN, COUNTS)
def test_who_begins_earlier_is_never_due_later(one: date, other: date, count: int) -> None:
    ends = [ENGLAND_AND_WALES.after(day, count) for day in sorted((one, other))]
    assert ends[0] is not None
    assert ends[1] is not None
    assert ends[0] <= ends[1]


@given(WITHIN, some.integers(1, 20))
def test_the_limit_runs_to_the_last_minute_of_the_day_in_london(day: date, count: int) -> None:
    limit = due(count, Moment.day(day))
    assert limit is not None
    assert limit.is_instant
    assert f"{limit.ends.astimezone(LONDON):%H:%M}" == "23:59"
    assert limit.ends.astimezone(LONDON).date() == ENGLAND_AND_WALES.after(day, count)


def test_a_time_within_the_day_makes_no_difference() -> None:
    morning = Moment.at(datetime(2026, 1, 13, 9, tzinfo=UTC))
    assert due(5, morning) == due(5, Moment.day(date(2026, 1, 13)))


def test_a_start_known_only_between_two_days_is_a_limit_between_two_days() -> None:
    between = Moment.between(datetime(2026, 1, 13, 9, tzinfo=UTC), datetime(2026, 1, 14, 9, tzinfo=UTC))
    limit = due(5, between)
    assert limit is not None
    assert limit.ends - limit.begins == timedelta(days=1)


def test_beyond_the_calendar_nobody_knows() -> None:
    assert due(5, Moment.day(date(2028, 12, 28))) is None
    assert due(5, Moment.day(date(2016, 6, 1))) is None


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (date(2026, 1, 26), 3, date(2026, 4, 26)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),  # a shorter month
        (date(2027, 11, 29), 3, date(2028, 2, 29)),  # a leap year
        (date(2026, 7, 31), 6, date(2027, 1, 31)),  # over the year's end
    ],
)
def test_months_are_counted_to_the_end_of_the_same_day(start: date, count: int, last: date) -> None:
    limit = Months(count).due(Moment.day(start))
    assert limit.is_instant
    assert f"{limit.ends.astimezone(LONDON):%Y-%m-%d %H:%M}" == f"{last} 23:59"


def test_working_days_without_a_calendar_are_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="calendar"):
        WorkingDays(5).due(Moment.day(date(2026, 1, 13)))


@given(WITHIN, some.integers(1, 20))
def test_it_is_the_count_of_a_person_with_a_calendar_on_the_wall(day: date, count: int) -> None:
    crossed = []
    following = day
    while len(crossed) < count:
        following += timedelta(days=1)
        if f"{following:%a}" not in ("Sat", "Sun") and following not in ENGLAND_AND_WALES.holidays:
            crossed.append(following)
    assert ENGLAND_AND_WALES.after(day, count) == crossed[-1]
