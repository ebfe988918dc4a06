"""A manager hears in the morning about whom nobody has ever decided, and decides unasked."""

from __future__ import annotations

import pytest
from django.utils.timezone import now

from tests.cases.children.patterns import times_missing
from tests.journeys.samples import user
from tests.journeys.seat import Seat
from wayhome.cases.children.actions import introduce, record
from wayhome.cases.children.models import Child
from wayhome.rules.facts import IdentityStated

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rowan(tonight: None) -> Child:
    """Missing three times within a fortnight and once more since, all of it before the authority began here."""
    by = user("team-manager")
    authority, force = by.agency.as_fact(), user("coordinator").agency.as_fact()
    one = introduce(IdentityStated(forename="Rowan", surname="Example"), authority=by.agency, by=by, at=now())
    record(times_missing(one, 120, 115, 110, 49, force=force, authority=authority), by=by, at=now())
    return one


def test_the_line_of_the_morning_leads_to_the_list_and_the_list_to_deciding(seat: Seat, rowan: Child) -> None:
    seat.sign_in("team-manager")
    seat.open("exchange:morning")
    seat.follow("Nobody has ever decided about")
    seat.sees("Never decided about")
    seat.reads("Rowan Example", "Missing again and again", "Name somebody")
    seat.follow("Rowan Example")
    seat.sees("Decide on a pattern")
    seat.reads("Nobody has ever decided about this child", "you can decide now")
    seat.choose("Missing meeting called", of="What is done about it?")
    seat.write({"Why?": "Police and the school meet on Friday"})
    seat.press("Save the decision")
    seat.sees("Overview")
    seat.reads("Your decision is saved", "Missing meeting called. It stands until")
    seat.open("worklist:never_decided")
    seat.sees("Never decided about")
    seat.reads_nothing_of("Rowan Example")
