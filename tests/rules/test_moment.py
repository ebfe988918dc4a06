"""Spans of time, and what a clock on a wall in London showed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.rules.moment import LONDON, Moment, day_of, falls_within, is_within, local
from wayhome.rules.refusal import Refusal

#: Two hundred hours over the clock change of spring, and of autumn.
SPRING, AUTUMN = datetime(2026, 3, 25, tzinfo=UTC), datetime(2026, 10, 21, tzinfo=UTC)
instants = st.builds(
    lambda start, minutes: start + timedelta(minutes=minutes),
    st.sampled_from([SPRING, AUTUMN]),
    st.integers(0, 60).map(lambda n: n * 200),
)
moments = st.tuples(instants, instants).map(lambda ends: Moment(min(ends), max(ends)))

#: The last Sundays of March and October.
FORWARD = [date(2024, 3, 31), date(2025, 3, 30), date(2026, 3, 29), date(2027, 3, 28), date(2028, 3, 26)]
BACK = [date(2024, 10, 27), date(2025, 10, 26), date(2026, 10, 25), date(2027, 10, 31), date(2028, 10, 29)]


def within(moment: Moment) -> list[datetime]:
    """Instants at which it may have been: its ends and its middle."""
    return [moment.begins, moment.begins + (moment.ends - moment.begins) / 2, moment.ends]


@given(moments, moments)
def test_by_answers_yes_or_no_only_where_no_instant_of_either_could_say_otherwise(
    met: Moment, due: Moment
) -> None:
    answers = {one <= other for one in within(met) for other in within(due)}
    assert met.by(due) is (answers.pop() if len(answers) == 1 else None)


@given(moments, moments)
def test_before_does_too(one: Moment, other: Moment) -> None:
    answers = {a < b for a in within(one) for b in within(other)}
    assert one.before(other) is (answers.pop() if len(answers) == 1 else None)


@given(moments, st.timedeltas(timedelta(0), timedelta(days=30)))
def test_hours_are_hours_over_a_clock_change_and_the_width_stays(moment: Moment, later: timedelta) -> None:
    moved = moment.plus(later)
    assert (moved.begins - moment.begins, moved.ends - moment.ends) == (later, later)


def test_an_instant_is_by_itself_and_not_before_itself() -> None:
    instant = Moment.at(SPRING)
    assert instant.is_instant
    assert instant.by(instant) is True
    assert instant.before(instant) is False


def test_a_day_is_over_in_time_for_a_limit_at_its_last_minute_and_not_for_one_before() -> None:
    day = Moment.day(date(2026, 1, 20))
    assert f"{day.last.astimezone(LONDON):%d %H:%M}" == "20 23:59"
    assert day.by(Moment.at(day.last)) is True
    assert day.by(Moment.at(day.last - timedelta(minutes=1))) is None
    assert Moment.day(date(2026, 1, 21)).by(Moment.at(day.last)) is False


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refusal, match="ends_before_it_begins"):
        Moment(SPRING, SPRING - timedelta(seconds=1))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(Refusal, match="has_no_zone"):
        Moment.at(datetime(2026, 1, 12, 21, 0))  # noqa: DTZ001 - this is what is refused


def test_one_instant_in_two_zones_is_one_moment() -> None:
    there = SPRING.astimezone(timezone(timedelta(hours=5)))
    assert Moment.at(there) == Moment.at(SPRING)
    assert Moment.at(there).begins.tzinfo is UTC


@pytest.mark.parametrize(("days", "hours"), [(FORWARD, 23), (BACK, 25), ([date(2026, 6, 1)], 24)])
def test_a_day_is_as_long_as_it_was_in_London(days: list[date], hours: int) -> None:
    for day in days:
        whole = Moment.day(day)
        assert whole.ends - whole.begins == timedelta(hours=hours)
        assert whole.ends == Moment.day(day + timedelta(days=1)).begins


@pytest.mark.parametrize("day", FORWARD)
def test_an_hour_that_does_not_exist_moves_forward_and_is_flagged(day: date) -> None:
    at = datetime.combine(day, time())
    assert local(at.replace(minute=59)) == (at.replace(minute=59, tzinfo=UTC), None)
    for minute in (0, 30, 59):
        instant, change = local(at.replace(hour=1, minute=minute))
        assert change == "skipped_hour"
        assert instant.astimezone(LONDON).replace(tzinfo=None) == at.replace(hour=2, minute=minute)
    assert local(at.replace(hour=2)) == (at.replace(hour=1, tzinfo=UTC), None)


@pytest.mark.parametrize("day", BACK)
def test_an_hour_that_happens_twice_takes_the_first_and_is_flagged(day: date) -> None:
    at = datetime.combine(day, time())
    assert local(at.replace(minute=59))[1] is None
    for minute in (0, 30, 59):
        naive = at.replace(hour=1, minute=minute)
        assert local(naive) == ((naive - timedelta(hours=1)).replace(tzinfo=UTC), "repeated_hour")
    assert local(at.replace(hour=2)) == (at.replace(hour=2, tzinfo=UTC), None)


@given(st.datetimes(datetime.fromisoformat("1972-01-01"), datetime.fromisoformat("2037-12-31")))
def test_what_is_not_flagged_reads_the_same_on_the_wall(naive: datetime) -> None:
    instant, change = local(naive)
    assert change is not None or instant.astimezone(LONDON).replace(tzinfo=None) == naive


def test_the_day_is_London_s() -> None:
    assert day_of(datetime(2026, 6, 1, 23, 30, tzinfo=UTC)) == date(2026, 6, 2)
    assert day_of(datetime(2026, 1, 1, 23, 30, tzinfo=UTC)) == date(2026, 1, 1)


def test_of_a_moment_without_an_end_nobody_can_say_whether_it_was_in_time():
    since = Moment.since(datetime(2026, 1, 13, 7, tzinfo=UTC))
    assert since.is_open
    assert since.by(Moment.at(datetime(2030, 1, 1, tzinfo=UTC))) is None
    assert since.by(Moment.at(datetime(2026, 1, 13, 6, tzinfo=UTC))) is False
    assert since.plus(timedelta(days=3)).is_open


@pytest.mark.parametrize(
    ("on_the_wall", "hours", "shown"),
    [
        ("2026-03-27 21:00", 72, "2026-03-30 22:00"),  # the clocks went forward
        ("2026-10-23 21:00", 72, "2026-10-26 20:00"),  # and back
        ("2026-03-29 00:30", 1, "2026-03-29 02:30"),
        ("2026-10-25 00:30", 2, "2026-10-25 01:30"),
        ("2026-10-24 01:30", 24, "2026-10-25 01:30"),
    ],
)
def test_so_many_hours_later_another_hour_stands_on_the_wall_where_the_clocks_changed(
    on_the_wall: str, hours: int, shown: str
) -> None:
    later = Moment.at(local(datetime.fromisoformat(on_the_wall))[0]).plus(timedelta(hours=hours))
    assert f"{later.begins.astimezone(LONDON):%Y-%m-%d %H:%M}" == shown


@given(st.datetimes(*map(datetime.fromisoformat, ("1990-01-01", "2090-01-01"))))
def test_what_the_wall_showed_of_an_instant_is_that_instant_but_for_the_second_of_two(
    naive: datetime,
) -> None:
    instant = naive.replace(tzinfo=UTC)
    again, change = local(instant.astimezone(LONDON).replace(tzinfo=None))
    assert instant - again in (timedelta(0), timedelta(hours=1))
    assert change == "repeated_hour" or instant == again


@given(
    instants, st.dates(date(2026, 3, 25), date(2026, 4, 5)), st.dates(date(2026, 10, 21), date(2026, 11, 1))
)
def test_what_falls_within_days_does_so_by_the_day_it_was_in_london(
    instant: datetime, begins: date, until: date
) -> None:
    for ends in ((begins, until), (begins, None), (None, until), (None, None)):
        assert falls_within(instant, *ends) is is_within(day_of(instant), *ends)
