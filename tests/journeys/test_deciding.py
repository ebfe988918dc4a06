"""A pattern asks for a decision: it is given with a reason, my work is empty of it, and something new asks again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from tests.cases.children.patterns import something_new
from tests.journeys.samples import user
from tests.journeys.seat import Seat
from wayhome.cases.children.actions import record
from wayhome.cases.children.models import Child

pytestmark = pytest.mark.django_db(transaction=True)

DECIDE = "Decide what is done about the pattern for Juniper Example"


def test_a_pattern_is_decided_on_and_something_new_asks_again(seat: Seat, juniper: Child) -> None:
    seat.sign_in("team-manager")
    my_work(seat)
    seat.follow(DECIDE)
    seat.sees("Decide on a pattern")
    seat.reads("A decision is due by", "Missing 3 times in 30 days", "missing episodes in the last 90 days")

    seat.choose("Not now", of="What is done about it?")
    seat.write({"Why?": "The family meets us on Monday"})
    seat.press("Save the decision")
    seat.reads("Say on which day it is looked at again")
    seat.sees("Decide on a pattern")
    seat.write({"Look again on": f"{localdate() + timedelta(days=7):%d/%m/%Y}"})
    seat.press("Save the decision")
    seat.sees("Overview")
    seat.reads("Your decision is saved", "Not now. It stands until")
    seat.follow("Why, and what was decided before")
    seat.sees("Decide on a pattern")
    seat.reads("The family meets us on Monday", "It stands until", "Decide again")
    my_work(seat)
    seat.reads_nothing_of(DECIDE)

    record([something_new(juniper, of=user("duty").agency.as_fact())], by=user("duty"), at=now())
    my_work(seat)
    seat.follow(DECIDE)
    seat.sees("Decide on a pattern")
    seat.reads("Marked as exploited", "Decided before", "The family meets us on Monday")
    seat.open("children:child", juniper.pk)
    seat.sees("Overview")
    seat.reads("A decision is due by", "Read what it rests on, and decide")


def my_work(seat: Seat) -> None:
    """What is due, but not today."""
    seat.page.goto(seat.server + reverse("worklist:mine", query={"heap": "later"}))
    seat.sees("My work")
