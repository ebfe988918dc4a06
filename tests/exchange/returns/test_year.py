"""A collection year, as a person writes it."""

from __future__ import annotations

from datetime import date

import pytest

from wayhome.exchange.returns.year import Year
from wayhome.rules.refusal import Refusal


@pytest.mark.parametrize("text", ["2017", "2017/19", "17/18", "2017-18", ""])
def test_a_year_is_two_that_follow_each_other(text: str) -> None:
    with pytest.raises(Refusal):
        Year.read(text)


def test_a_year_runs_from_april_to_march() -> None:
    assert [str(day) for day in (Year.read("2017/18").begins, Year.read("1999/2000").ends)] == [
        "2017-04-01",
        "2000-03-31",
    ]


def test_its_first_and_its_last_day_are_of_it() -> None:
    year = Year.read("2017/18")
    assert [date(2017, 3, 31) in year, year.begins in year, year.ends in year, date(2018, 4, 1) in year] == [
        False,
        True,
        True,
        False,
    ]
