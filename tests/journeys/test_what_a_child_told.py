"""What a child came back with, and what they told, asks for a decision, and is read by nobody who need not."""

from __future__ import annotations

import pytest

from tests.journeys.seat import Seat
from wayhome.cases.children.models import Episode

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_a_child_told_and_came_back_with_asks_for_a_decision(seat: Seat) -> None:
    back = Episode.objects.filter(standing="returned").latest("since")
    seat.sign_in("duty")
    seat.open("missing:say", back.pk, "came-back-with")
    seat.sees("What the child came back with")
    seat.reads("blame nobody")
    seat.choose("A phone", of="What did the child have")
    seat.choose("Drugs", of="What did the child have")
    seat.choose("No", of="Is it known how")
    seat.write({"How did they come by it?": "Somebody gave it, to be reached on"})
    seat.press("Save")
    seat.reads("What the child came back with", "A phone, Drugs", "Somebody gave it")

    seat.open("missing:say", back.pk, "interview-held")
    seat.sees("Return interview: held")
    seat.write({"Who held the interview?": "A worker whom the child knows"})
    seat.choose("Yes", of="Is that person independent")
    seat.choose("Made to leave, or told to", of="What drove the child away?")
    seat.choose("Criminal exploitation, county lines included", of="What was the child in danger of?")
    seat.press("Save")
    seat.reads("Made to leave, or told to", "Criminal exploitation")

    seat.open("children:decision", back.child_id)
    seat.sees("Decide on a pattern")
    seat.reads(
        "nobody has explained it: A phone; Drugs",
        "this counts no offence",
        "Made to leave, or told to. Ask whether the child is safe there now",
        "Told at the return interview: Criminal exploitation, county lines included",
    )

    seat.sign_in("supervisor")
    seat.open("missing:episode", back.pk)
    seat.reads("A phone, Drugs", "Withheld")
    seat.reads_nothing_of("Made to leave, or told to", "Criminal exploitation")
