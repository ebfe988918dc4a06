"""Screenings on a chronology: each by its own instrument and version, and with the child's age of that day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.saying import said
from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.facts import AgeDisputed, IdentityStated, Screened, Whether
from wayhome.rules.guidance.instruments import IN_USE, INSTRUMENTS, Level, instrument_of
from wayhome.rules.indicators import screenings
from wayhome.rules.refusal import Refusal


def screened(hours: float, *answers: str, instrument: str = "indicator_list", version: int = 1) -> Event:
    fact = Screened(
        instrument=instrument,
        instrument_version=version,
        answers=answers,
        harm_occurred=Whether.NOT_KNOWN,
        screened_by="Social worker",
    )
    return said(fact, hours)


def born(day: date) -> Event:
    return said(IdentityStated(forename="Robin", born=day), -1, key="born")


def levels(*events: Event, instrument: str = "indicator_list") -> list[Level]:
    made = screenings(Chronology.of("1", events))
    return [one.result.level for one in made.get(instrument, ())]


def test_each_instrument_has_a_history_of_its_own() -> None:
    made = screenings(
        Chronology.of(
            "1",
            [
                screened(2, "vehicles.yes"),
                screened(1, "missing.4", instrument="scales"),
                screened(0, "petty_crime.yes"),
            ],
        )
    )
    assert {code: [one.result.total for one in of] for code, of in made.items()} == {
        "indicator_list": [1, 3],
        "scales": [4],
    }


def test_the_rule_for_younger_children_goes_by_the_age_on_the_day() -> None:
    """Whose fourteenth birthday is on the day after the first screening."""
    day = born(date(2012, 1, 13))
    assert levels(day, screened(0, "vehicles.yes"), screened(24, "vehicles.yes")) == [
        Level.SIGNIFICANT,
        Level.EMERGING,
    ]


def test_an_age_that_is_disputed_is_not_known() -> None:
    dispute = said(AgeDisputed(reason="The Home Office doubts it"), -1)
    assert levels(born(date(2008, 5, 1)), screened(0, "vehicles.yes")) == [Level.EMERGING]
    assert levels(born(date(2008, 5, 1)), dispute, screened(0, "vehicles.yes")) == [Level.SIGNIFICANT]


def test_what_was_screened_by_an_instrument_that_nobody_knows_here_adds_up_to_nothing() -> None:
    assert levels(screened(0, "vehicles.yes", version=99)) == []
    assert levels(screened(0, "vehicles.yes", instrument="other"), instrument="other") == []


def test_a_question_has_one_answer() -> None:
    with pytest.raises(Refusal) as refused:
        screened(0, "vehicles.yes", "vehicles.no")
    assert refused.value.field == "answers"


def test_every_version_that_ever_was_is_found_and_the_newest_is_in_use() -> None:
    assert all(instrument_of(one.code, one.version) is one for one in INSTRUMENTS)
    assert all(
        max(one.version for one in INSTRUMENTS if one.code == code) == used.version
        for code, used in IN_USE.items()
    )
