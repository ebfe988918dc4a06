"""A force began here later than was said: it is put right, and boards say so until every child is worked out."""

from __future__ import annotations

import pytest
from django.utils.timezone import localtime, now

from tests.journeys.samples import user
from tests.journeys.seat import Seat
from wayhome.cases.children import index
from wayhome.cases.partners.models import Agency

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_is_put_right_and_every_child_is_worked_out_anew(seat: Seat) -> None:
    force = user("supervisor").agency
    worked_out()
    seat.sign_in("administrator", begins_on="Agencies")
    seat.open("partners:agency", force.code)
    seat.follow("Change what is known of this agency")
    seat.sees(f"Change {force.name}")
    seat.write({"Name": "", "Time": ""})
    seat.press("Save")
    seat.reads("Fill in ‘Name’", "Enter the time")
    seat.sees(f"Change {force.name}")
    at = localtime()
    seat.write({"Name": "Marrowdale Constabulary", "Day": f"{at:%d/%m/%Y}", "Time": f"{at:%H:%M}"})
    seat.press("Save")
    seat.sees("Marrowdale Constabulary")
    seat.reads(f"Since {at:%a} {at.day} {at:%b %Y, %H:%M}")
    assert Agency.objects.get(pk=force.pk).edition == 1

    seat.sign_in("supervisor")
    being_worked_out = seat.page.locator("main .govuk-tag", has_text="Being worked out")
    before = being_worked_out.count()
    assert before > 1
    worked_out()
    seat.open("worklist:board")
    seat.sees("Missing now")
    assert being_worked_out.count() < before  # a clock may have moved on in this very second


def worked_out() -> None:
    while index.refresh(at=now()):
        pass
