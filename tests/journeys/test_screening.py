"""A child is screened: what the record suggests is confirmed by a person, and what it says stands by itself."""

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
def child(tonight: None) -> Child:
    """Missing three times within the month."""
    by = user("team-manager")
    authority, force = by.agency.as_fact(), user("coordinator").agency.as_fact()
    one = introduce(
        IdentityStated(forename="Linnet", surname="Example"), authority=by.agency, by=by, at=now()
    )
    record(times_missing(one, 20, 10, 2, force=force, authority=authority), by=by, at=now())
    return one


def test_what_the_record_suggests_is_confirmed_and_not_known_is_never_no(seat: Seat, child: Child) -> None:
    seat.sign_in("team-manager")
    seat.open("exploitation:picture", child.pk)
    seat.follow("Screen the child, and read earlier screenings")
    seat.sees("Screenings")
    seat.reads("Not screened by it", "never 'not exploited'")
    seat.follow("Scales: sexual exploitation")

    seat.sees("Scales: sexual exploitation")
    seat.reads("Nothing is answered for you", "The record suggests ‘Missing often and briefly")
    seat.page.get_by_text("The record suggests").first.click()
    seat.reads("Last seen; missing since")
    seat.choose("Missing often and briefly, staying in touch; or now and then, without", of="Missing")
    seat.choose("In full-time education, and often not there", of="Education")
    seat.choose("Not known", of="Has harm occurred?")
    seat.write({"What do you feel, without knowing it?": "Afraid of somebody"})
    seat.press("Save and see what it says")

    seat.reads("At least ‘Low’, and it could be ‘High’", "3 questions are not answered", "Afraid of somebody")
    seat.sees("Scales: sexual exploitation")
    seat.follow("Screenings")
    seat.sees("Screenings")
    seat.reads("At least ‘Low’, and it could be ‘High’")
    seat.open("exploitation:picture", child.pk)
    seat.sees("Exploitation")
    seat.reads("Scales: sexual exploitation: At least ‘Low’")
