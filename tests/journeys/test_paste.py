"""A notification from another system, on a phone without scripts: pasted, confirmed, and copied out again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from tests.journeys.seat import Seat
from tests.journeys.test_without_javascript import without_scripts

__all__ = ["without_scripts"]

pytestmark = pytest.mark.django_db(transaction=True)


def pasted() -> str:
    seen = localtime() - timedelta(hours=4)
    return (
        f"Incident No: 0457-TONIGHT\nName: EXAMPLETON, Wren\nDOB: 27/03/2011\n"
        f"Reported: {seen + timedelta(hours=1):%d/%m/%Y %H:%M}\nLast seen: {seen:%d/%m/%Y %H:%M}\n"
        "Missing from: children's home\nRisk: medium\nOfficer in case: PC 123"
    )


def read(seat: Seat, text: str) -> None:
    seat.open("exchange:paste")
    seat.write({"Paste a notification": text})
    seat.press("Read it")


def test_from_one_system_and_on_to_the_next(without_scripts: Seat) -> None:
    seat = without_scripts
    seat.sign_in("supervisor")
    read(seat, pasted())
    seat.reads("Could not be placed", "Officer in case: PC 123", "Nothing is recorded yet")
    seat.write({"First name": "Wrenna"})
    seat.press("Confirm, and report as missing")
    seat.sees("Missing")
    seat.reads("Officer in case: PC 123")
    seat.follow("Copy the report out")
    seat.press("Show the text")
    text = seat.page.get_by_label("Choose all of it").input_value()
    assert "First name: Wrenna\nLast name: EXAMPLETON\n" in text
    read(seat, text)
    seat.reads("This is held already", "All that could be placed says the same")
    read(seat, pasted())
    seat.reads("What differs", "Wrenna")


def test_each_of_its_pages_can_be_read_by_everybody(seat: Seat) -> None:
    seat.sign_in("duty")
    read(seat, pasted())
    seat.sees("Check the notification")
    seat.page.get_by_text("Add what the notification does not say").click()
    seat.sees("Check the notification")
    seat.write({"First name": ""})
    seat.press("Confirm, and report as missing")
    seat.reads("Fill in ‘First name’")
    seat.sees("Check the notification")
    seat.write({"First name": "Wren"})
    seat.select("Which police force?", "Marrowdale Police")
    seat.press("Confirm, and report as missing")
    seat.sees("Missing")
    read(seat, pasted().replace("Wren", "Wrenna"))
    seat.sees("Check the notification")
    seat.reads("What differs")
    seat.follow("Open the episode")
    seat.follow("Copy the report out")
    seat.press("Show the text")
    seat.sees("Copy out for another system")
