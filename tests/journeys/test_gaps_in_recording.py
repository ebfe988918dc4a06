"""What a night finds about agencies is met in the morning, and read by those who answer for it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.samples import user
from tests.journeys.seat import Seat
from wayhome.cases.children.models import Child
from wayhome.cases.worklist.jobs import look_at_agencies
from wayhome.rules.guidance.protocol import Protocol

pytestmark = pytest.mark.django_db(transaction=True)

#: Few fall due among so few children.
STRICT = Protocol(late_of_the_last=2, late_times=2)


def test_a_gap_is_met_in_the_morning_and_ends_by_itself(seat: Seat, settings: Any) -> None:
    settings.WAYHOME_PROTOCOL = (STRICT,)
    look_at_agencies.call_local()
    seat.sign_in("team-manager")
    seat.open("exchange:morning")
    seat.reads("And what was not:")
    seat.follow("in recording")
    seat.sees("Gaps in recording")
    seat.reads("late every time", "Of the last 2 that fell due", "Ask what stands in the way")
    names = {name for name in Child.objects.values_list("surname", flat=True) if name}
    assert names
    seat.reads_nothing_of(*names)
    seat.page.locator("summary", has_text="Where it comes from").first.click()
    seat.reads("no published threshold is known")

    settings.WAYHOME_PROTOCOL = (Protocol(late_looked_at_for=None),)
    look_at_agencies.call_local()
    seat.open("partners:agencies")
    seat.follow("Gaps in recording")
    seat.sees("Gaps in recording")
    seat.reads("No gap was found", "Mended in the last four weeks")


def test_whoever_does_not_answer_for_it_is_not_shown_the_way(on_a_phone: Seat) -> None:
    on_a_phone.sign_in(user("duty").email.partition("@")[0])
    on_a_phone.open("partners:agencies")
    on_a_phone.sees("Agencies")
    on_a_phone.reads_nothing_of("Gaps in recording")
    on_a_phone.open("worklist:gaps_in_recording")
    on_a_phone.sees("not found")
