"""When something happened is read as partners write it, British dates day first, never turned round."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.exchange.tables.moments import read_day, read_moment
from wayhome.exchange.tables.refused import Unreadable
from wayhome.rules.moment import LONDON, Moment
from wayhome.ui.wording import say


def at(*parts: int) -> Moment:
    return Moment.at(datetime(*parts, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-09 21:40",
        "2026-03-09T21:40:00",
        "2026-03-09T21:40Z",
        "2026-03-09T22:40:00+01:00",
        "2026-03-09 16:40:00.000-0500",
        "2026-03-09t21:40z",
        "2026-03-09 2140",
        "2026/03/09 21:40",
        "09/03/2026 21:40",
        "09/03/2026 21:40:00",
        "  9/3/2026 21:40 ",
        "09-03-2026 21:40",
        "09.03.2026 21.40",
        "09/03/2026, 21:40",
        "09/03/2026 9.40pm",
        "9 Mar 2026 9:40 p.m.",
        "9 March 2026 at 21:40",
        "9th march 2026 21:40 GMT",
        "Monday 9 March 2026 2140hrs",
        "Mon, 09 Mar 2026 21:40 UTC",
        "09-MAR-2026 21:40",
        "9 March 2026 22:40 BST",
    ],
)
def test_one_instant_is_read_however_it_is_written(text: str) -> None:
    assert read_moment(text) == (at(2026, 3, 9, 21, 40), ())


@pytest.mark.parametrize(
    "text", ["2026-07-09", "09/07/2026", "9-7-2026", "9 Jul 2026", "9 July, 2026", "9th July 2026"]
)
def test_a_day_without_a_time_is_one_day_wide(text: str) -> None:
    assert read_moment(text) == (Moment.day(date(2026, 7, 9)), ())
    assert read_day(text) == date(2026, 7, 9)


def test_a_time_without_a_zone_is_londons() -> None:
    assert read_moment("09/07/2026 21:40")[0] == at(2026, 7, 9, 20, 40)


def test_seconds_and_fractions_are_kept() -> None:
    assert read_moment("2026-03-09T21:40:07.25Z")[0] == at(2026, 3, 9, 21, 40, 7, 250_000)
    assert read_moment("09/03/2026 21:40:07,25")[0] == at(2026, 3, 9, 21, 40, 7, 250_000)


@pytest.mark.parametrize("text", ["2026-10-25 01:30", "25/10/2026 01:30", "25 Oct 2026 1.30am"])
def test_the_hour_that_happens_twice_is_the_first_and_flagged(text: str) -> None:
    assert read_moment(text) == (at(2026, 10, 25, 0, 30), ("repeated_hour",))


@pytest.mark.parametrize("text", ["2026-03-29 01:30", "29/03/2026 01:30", "29 March 2026 1.30am"])
def test_the_hour_that_does_not_exist_moves_forward_and_is_flagged(text: str) -> None:
    assert read_moment(text) == (at(2026, 3, 29, 1, 30), ("skipped_hour",))


def test_a_stated_zone_settles_the_hour_that_happens_twice() -> None:
    assert read_moment("25/10/2026 01:30 BST") == (at(2026, 10, 25, 0, 30), ())
    assert read_moment("25/10/2026 01:30 GMT") == (at(2026, 10, 25, 1, 30), ())


def test_midnight_may_be_written_as_the_end_of_its_day() -> None:
    assert read_moment("09/03/2026 24:00")[0] == read_moment("2026-03-09T24:00")[0] == at(2026, 3, 10)
    assert read_moment("9/3/2026 12.00am")[0] == at(2026, 3, 9)
    assert read_moment("9/3/2026 12.00pm")[0] == at(2026, 3, 9, 12)


@pytest.mark.parametrize(("text", "year"), [("09/03/26", 2026), ("09-MAR-68", 2068), ("9/3/69", 1969)])
def test_a_year_of_two_digits_is_read_and_flagged(text: str, year: int) -> None:
    assert read_moment(text) == (Moment.day(date(year, 3, 9)), ("two_digit_year",))
    assert read_day(text) == date(year, 3, 9)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "moment.blank"),
        (" \t", "moment.blank"),
        ("13/25/2026", "moment.no_such_month"),
        ("03/25/2026 21:40", "moment.no_such_month"),
        ("2026-25-03", "moment.no_such_month"),
        ("00/00/2026", "moment.no_such_month"),
        ("31/02/2026", "moment.no_such_day"),
        ("29/02/2026 10:00", "moment.no_such_day"),
        ("32 March 2026", "moment.no_such_day"),
        ("09/03/2026 25:00", "moment.no_such_time"),
        ("09/03/2026 24:01", "moment.no_such_time"),
        ("09/03/2026 21:60", "moment.no_such_time"),
        ("09/03/2026 21:40:61", "moment.no_such_time"),
        ("09/03/2026 13pm", "moment.no_such_time"),
        ("2026-03-09T21:40+24:00", "moment.no_such_time"),
        ("2026-03-09+09:00", "moment.not_a_time"),  # a day with a zone, never nine o'clock
        ("2026-03-09 21", "moment.not_a_time"),
        ("09/03/2026 evening", "moment.not_a_time"),
        ("0226-03-09 21:40", "moment.unlikely_year"),
        ("31/12/9999", "moment.unlikely_year"),
        ("March 2026", "moment.not_a_moment"),
        ("2026-W11", "moment.not_a_moment"),
        ("20260309", "moment.not_a_moment"),
        ("46090.9", "moment.not_a_moment"),
        ("٠٩/٠٣/٢٠٢٦", "moment.not_a_moment"),
        ("09/03/20261", "moment.not_a_moment"),
        ("Jayden", "moment.not_a_moment"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_moment(text)

    assert refused.value.code == code


def test_a_refusal_tells_the_shape_and_never_the_value() -> None:
    with pytest.raises(Unreadable) as refused:
        read_moment("Jayden, 13")

    assert "6 letters, 2 digits and 2 other marks" in say(refused.value.why)
    assert "Jayden" not in say(refused.value.why) + str(refused.value)


def test_a_day_may_carry_a_spreadsheets_midnight_but_no_time() -> None:
    assert read_day("03/05/2010 00:00:00") == read_day("2010-05-03T00:00:00Z") == date(2010, 5, 3)
    with pytest.raises(Unreadable) as refused:
        read_day("2010-05-03T23:00:00Z")
    assert refused.value.code == "moment.not_a_day"


DAYS = st.dates(date(1900, 1, 2), date(2100, 12, 30))
INSTANTS = st.builds(datetime.combine, DAYS, st.times(), st.just(UTC))


@given(INSTANTS, st.timedeltas(timedelta(hours=-14), timedelta(hours=14)))
def test_any_instant_with_its_zone_comes_back(instant: datetime, offset: timedelta) -> None:
    zone = timezone(timedelta(minutes=offset // timedelta(minutes=1)))

    assert read_moment(instant.astimezone(zone).isoformat()) == (Moment.at(instant), ())


@given(INSTANTS)
def test_any_clock_on_a_wall_in_london_comes_back_in_every_form(instant: datetime) -> None:
    shown = instant.astimezone(LONDON).replace(second=0, microsecond=0, tzinfo=None)
    year = f"{shown:%Y}"

    read = {
        read_moment(text)
        for text in (
            f"{shown:%Y-%m-%d %H:%M}",
            f"{shown:%Y-%m-%dT%H:%M:%S}",
            f"{shown:%d/%m}/{year} {shown:%H:%M}",
            f"{shown.day}/{shown.month}/{year} {shown:%I.%M%p}",
            f"{shown.day} {shown:%B} {year} {shown:%H%M}hrs",
        )
    }

    ((moment, flags),) = read
    twice = timedelta(hours=1) if flags else timedelta()
    assert instant - moment.begins - timedelta(minutes=1) < twice
    assert moment.begins <= instant


@given(DAYS)
def test_any_day_comes_back_in_every_form(day: date) -> None:
    forms = (day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day:%d %b %Y}", f"{day:%A %d %B %Y}")

    assert {read_day(text) for text in forms} == {day}
    assert {read_moment(text) for text in forms} == {(Moment.day(day), ())}


@given(
    st.text(st.characters(codec="utf-8"), max_size=30) | st.from_regex(r"[0-9/:. TZ+-]{8,25}", fullmatch=True)
)
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    said = None
    try:
        moment, _ = read_moment(text)
    except Unreadable as refused:
        said = say(refused.why)

    assert said or 1899 <= moment.begins.year <= moment.ends.year <= 2101
