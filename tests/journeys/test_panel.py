"""What nobody decided comes to the chair of the panel, who reads what it rests on and decides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now

from tests.cases.children.patterns import times_missing
from tests.journeys.samples import user
from tests.journeys.seat import Seat
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.children import index
from wayhome.cases.children.actions import introduce, record
from wayhome.cases.worklist.actions import put_on_agendas
from wayhome.rules.facts import IdentityStated

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def undecided(tonight: None) -> None:
    """Rowan was missing three times within a month, and nobody has decided for a week since it was due."""
    by = user("team-manager")
    authority, force = by.agency.as_fact(), user("coordinator").agency.as_fact()
    written = now() - timedelta(days=12)
    identity = IdentityStated(forename="Rowan", surname="Example")
    rowan = introduce(identity, authority=by.agency, by=by, at=written)
    record(times_missing(rowan, 30, 20, 12.5, force=force, authority=authority), by=by, at=written)
    while index.refresh(at=now()):
        pass
    put_on_agendas(by=INSTALLATION, at=now())


def test_what_nobody_decided_is_decided_by_the_panel(seat: Seat, undecided: None) -> None:
    seat.sign_in("team-manager")
    seat.open("worklist:decisions")
    seat.sees("Decisions about patterns")
    seat.reads("Rowan Example", "Brought to: chair of the panel", "Nothing was decided before")
    seat.open("worklist:most_often")
    seat.sees("Missing most often")
    seat.reads("Rowan Example", "Nobody is named")

    seat.sign_in("panel-chair")
    seat.open("worklist:decisions")
    seat.sees("Decisions for the panel")
    seat.follow("Rowan Example")
    seat.sees("Decide on a pattern")
    seat.reads("Missing 3 times in 30 days")
    seat.choose("Covered by what the panel decided", of="What is done about it?")
    seat.write({"Why?": "The panel met and agreed a plan with the family"})
    seat.press("Save the decision")
    seat.sees("Overview")
    seat.reads("Your decision is saved")
    seat.open("worklist:decisions")
    seat.reads_nothing_of("Rowan Example")
