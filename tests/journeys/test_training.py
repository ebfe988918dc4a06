"""A training that is asked for is missed on my work, recorded by somebody else, and gone from what is missed."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import localdate

from tests.journeys.samples import user
from tests.journeys.seat import Seat
from wayhome.rules.guidance.protocol import Protocol
from wayhome.rules.training import Course

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_missed_is_recorded_by_somebody_else(seat: Seat, settings: Any) -> None:
    settings.WAYHOME_PROTOCOL = (Protocol(training_to_interview=(Course.RETURN_INTERVIEWS,)),)
    duty, manager = user("duty"), user("team-manager")
    seat.sign_in("duty")
    seat.open("worklist:mine")
    seat.reads("not recorded of you: Holding return interviews")
    seat.page.get_by_role("main").get_by_role("link", name="My account").click()
    seat.sees("My account")
    seat.reads("Asked for by your partnership")
    for page in ("Children who go missing: what to know", "If your child goes missing"):
        seat.open("partners:my_account")
        seat.follow(page)
        seat.sees(page)

    seat.sign_in("team-manager")
    seat.open("partners:agency", manager.agency_code)
    seat.follow("Training")
    seat.sees("Training")
    seat.follow(f"Record a training of {duty.full_name}")
    seat.sees(f"Record a training of {duty.full_name}")
    seat.choose("Holding return interviews")
    seat.write({"When was it taken?": f"{localdate():%d/%m/%Y}"})
    seat.press("Record it")
    seat.reads("Counts", "does not run out")
    seat.sees(duty.full_name)
