"""Children looked after who were missing: which incidents count, in which year, and where each stands."""

from __future__ import annotations

from datetime import date

import pytest

from tests.insight.tables.made import DAY, YEAR, by, counted, episode, extract, whole
from wayhome.insight.extract import rows
from wayhome.insight.tables import looked_after
from wayhome.insight.tables.periods import Period


def care(
    child: str = "a", number: int = 1, began_on: date = DAY, days: int | None = 0, **more
) -> rows.Episode:
    return episode(child, number, began_on, days, care="looked_after", **more)


def missing(tmp_path, *episodes: rows.Episode, period: Period = YEAR):
    return counted(extract(tmp_path, episodes=list(episodes)), looked_after.MISSING, period)


def test_children_incidents_and_those_missing_more_than_once(tmp_path):
    said = missing(tmp_path, care("a", 1), care("a", 2, days=3), care("b", 1))
    assert whole(said) == {"children": 2, "more_than_once": 1, "incidents": 3, "at_31_march": 0}


def test_a_child_in_care_is_one_stated_to_be_or_missing_from_a_placement(tmp_path):
    said = missing(
        tmp_path,
        episode("a", from_care=True),
        episode("b", care="not_looked_after"),
        episode("c"),
        care("d"),
    )
    assert whole(said)["children"] == 2


def test_away_is_counted_apart(tmp_path):
    held = extract(tmp_path, episodes=[care("a"), care("b", away=True), care("b", 2, away=True)])
    assert whole(counted(held, looked_after.MISSING))["incidents"] == 1
    away = whole(counted(held, looked_after.AWAY))
    assert (away["children"], away["more_than_once"], away["incidents"]) == (1, 1, 2)


@pytest.mark.parametrize(
    ("began", "days", "counts"),
    [
        (date(2025, 3, 31), 0, 0),
        (date(2025, 3, 31), 1, 1),  # it ran on the first day of the year
        (date(2025, 4, 1), 0, 1),
        (date(2026, 3, 31), None, 1),
        (date(2026, 4, 1), 0, 0),
    ],
)
def test_an_incident_counts_in_every_year_in_which_it_ran(tmp_path, began, days, counts):
    assert whole(missing(tmp_path, care(began_on=began, days=days)))["incidents"] == counts


@pytest.mark.parametrize(
    ("began", "days", "missing_then"),
    [
        (date(2026, 3, 30), None, 1),
        (date(2026, 3, 30), 1, 0),  # back on the day itself
        (date(2026, 3, 30), 2, 1),
    ],
)
def test_missing_at_31_march_is_not_back_by_its_end(tmp_path, began, days, missing_then):
    assert whole(missing(tmp_path, care(began_on=began, days=days)))["at_31_march"] == missing_then


def test_a_period_ends_on_the_18th_birthday(tmp_path):
    grown = care(began_on=date(2025, 3, 1), days=None, came_of_age_on=date(2025, 3, 20))
    assert whole(missing(tmp_path, grown))["incidents"] == 0


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, "Less than 1 day"),
        (1, "Between 1 and 2 days"),
        (2, "Between 1 and 2 days"),
        (3, "Between 3 and 7 days"),
        (10, "Between 8 and 10 days"),
        (30, "Between 21 and 30 days"),
        (31, "More than 30 days"),
        (None, "More than 30 days"),
        (-1, "Not stated"),
    ],
)
def test_how_long(tmp_path, days, band):
    assert by(missing(tmp_path, care(days=days)), "duration", "incidents") == {band: 1}


def test_one_that_goes_on_is_as_long_as_until_the_year_ends(tmp_path):
    going_on = care(began_on=date(2026, 3, 29), days=None)
    assert by(missing(tmp_path, going_on), "duration", "incidents") == {"Between 1 and 2 days": 1}


@pytest.mark.parametrize(
    ("age", "band"),
    [(0, "Under 1 year"), (9, "5 to 9 years"), (16, "16 years and over"), (None, "Not stated")],
)
def test_ages_stand_in_the_published_bands(tmp_path, age, band):
    assert by(missing(tmp_path, care(age=age)), "age", "incidents") == {band: 1}


def test_who_and_from_where(tmp_path):
    held = extract(
        tmp_path,
        children=[rows.Child("a", "F", "wbri"), rows.Child("b", "X", "Martian")],
        episodes=[
            care("a", placement="secure", outside=True),
            care("a", 2, missing_from="foster_home"),
            care("b", outside=False),
        ],
    )
    said = counted(held, looked_after.MISSING)
    assert by(said, "sex", "children") == {"Females": 1, "Not stated": 1}
    assert by(said, "ethnicity", "children") == {"1a. White British": 1, "Not stated": 1}
    assert by(said, "placement", "incidents") == {
        "Secure units, children's homes and semi-independent living accommodation": 1,
        "Foster placements": 1,
        "Not stated": 1,
    }
    assert sorted(by(said, "boundary", "incidents").values()) == [1, 1, 1]


@pytest.mark.parametrize("written", ["APKN", "apkn", "Pakistani"])
def test_an_ethnicity_is_read_as_a_code_or_as_its_words(tmp_path, written):
    held = extract(tmp_path, children=[rows.Child("a", "F", written)], episodes=[care("a")])
    said = counted(held, looked_after.MISSING)
    assert by(said, "ethnicity", "children") == {"3b. Pakistani": 1}
    assert by(said, "ethnic_group", "children") == {"3. Total Asian or Asian British": 1}


def test_of_everything_the_day_is_the_31_march_that_ends_the_last_year():
    assert Period.everything(date(2018, 3, 20), date(2026, 11, 27)).counted_on == date(2018, 3, 31)
    assert Period.everything(date(2018, 4, 1), date(2026, 11, 27)).counted_on == date(2019, 3, 31)
    # the year is not over: nobody can say who will be missing then
    assert Period.everything(date(2026, 10, 1), date(2026, 11, 27)).counted_on == date(2026, 3, 31)


def test_everything_counts_each_incident_once(tmp_path):
    every = Period.everything(DAY, date(2026, 11, 27))
    said = missing(tmp_path, care("a", 1, date(2019, 1, 1)), care("a", 2, date(2025, 1, 1)), period=every)
    assert whole(said) == {"children": 1, "more_than_once": 1, "incidents": 2, "at_31_march": 0}
