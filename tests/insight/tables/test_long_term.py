"""Children who stay missing: who counts, for how long they have been missing, and as at which day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.insight.tables.made import YEAR, by, counted, episode, extract, whole
from wayhome.insight.extract import rows
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.long_term import TABLE
from wayhome.insight.tables.periods import Period

THE_DAY = YEAR.counted_on


def missing(tmp_path, *episodes: rows.Episode, period: Period = YEAR) -> Counts:
    return counted(extract(tmp_path, episodes=list(episodes)), TABLE, period)


def since(days: int, child: str = "a", **more) -> rows.Episode:
    """Not found, and missing for so many days on the day."""
    return episode(child, began_on=THE_DAY - timedelta(days=days), days=None, **more)


def test_those_still_missing_and_those_who_were_found_after_long(tmp_path):
    said = missing(
        tmp_path,
        since(28, "a"),
        since(27, "b"),
        episode("c", 1, days=28),
        episode("c", 2, days=40),
        episode("d", days=27),
    )
    assert whole(said) == {"children": 2, "incidents": 3, "still_missing": 1}


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (28, "28 to 90 days"),
        (90, "28 to 90 days"),
        (91, "91 to 181 days"),
        (182, "182 to 272 days"),
        (273, "273 to 364 days"),
        (364, "273 to 364 days"),
        (365, "365 days or more"),
        (3650, "365 days or more"),
    ],
)
def test_how_long_is_counted_to_the_day_on_which_the_year_is_counted(tmp_path, days, band):
    assert by(missing(tmp_path, since(days)), "how_long", "still_missing") == {band: 1}


def test_one_found_on_the_day_is_missing_no_more_and_one_found_on_the_next_still_was(tmp_path):
    began = THE_DAY - timedelta(days=30)
    said = missing(tmp_path, episode("a", began_on=began, days=30), episode("b", began_on=began, days=31))
    assert whole(said) == {"children": 2, "incidents": 2, "still_missing": 1}
    # what came after the day makes nobody's time longer
    assert by(said, "how_long", "incidents") == {"28 to 90 days": 2}


@pytest.mark.parametrize(
    ("began", "days", "incidents"),
    [
        (date(2025, 3, 1), 30, 0),  # found on the last day of the year before
        (date(2025, 3, 1), 31, 1),
        (date(2026, 3, 3), None, 1),
        (date(2026, 4, 1), None, 0),
    ],
)
def test_it_counts_in_every_year_in_which_it_ran(tmp_path, began, days, incidents):
    assert whole(missing(tmp_path, episode(began_on=began, days=days)))["incidents"] == incidents


def test_of_everything_it_is_said_as_at_the_last_31_march_that_is_over(tmp_path):
    everything = Period.everything(date(2026, 5, 1), date(2026, 6, 1))
    episodes = [since(400), episode("b", began_on=date(2026, 4, 1), days=50)]
    assert whole(missing(tmp_path, *episodes, period=everything)) == {
        "children": 1,
        "incidents": 1,
        "still_missing": 1,
    }


def test_who_comes_of_age_while_missing_is_missing_all_the_same(tmp_path):
    said = missing(
        tmp_path,
        since(60, "a", age=17, came_of_age_on=THE_DAY),
        since(60, "b", age=17, came_of_age_on=THE_DAY + timedelta(days=1)),
        since(60, "c", age=12),
        since(60, "d", age=18),
        since(60, "e"),
    )
    assert whole(said)["still_missing"] == 5
    assert by(said, "of_age", "still_missing") == {"18 or over": 2, "Under 18": 2, "Not stated": 1}
    assert by(said, "age", "children") == {"12 to 17": 3, "18 and over": 1, "Not stated": 1}


def test_by_sex_and_care_and_never_one_who_was_away(tmp_path):
    held = extract(
        tmp_path,
        children=[rows.Child("a", "F", None), rows.Child("b", "M", None)],
        episodes=[since(60, "a", from_care=True), since(60, "b", away=True), since(60, "c")],
    )
    said = counted(held, TABLE)
    assert by(said, "sex", "children") == {"Females": 1, "Not stated": 1}
    assert by(said, "care", "children") == {"Looked after": 1, "Not stated": 1}
