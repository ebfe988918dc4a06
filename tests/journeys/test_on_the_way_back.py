"""Found is not returned: a child who waits is seen to wait, and by whom, until they are somewhere safe."""

import pytest

from tests.journeys.seat import Seat
from wayhome.cases.children.models import Episode

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_child_found_and_not_returned_ages_visibly_with_an_owner(seat: Seat) -> None:
    waiting = Episode.objects.filter(standing="found").latest("since")
    seat.sign_in("duty")
    seat.reads_of(waiting.child.name, "Found, not yet returned", "ago")
    seat.open("missing:episode", waiting.pk)
    seat.sees("Found, not yet returned")
    seat.reads("ago and not yet back", "sees to it that the child is brought back", "Overdue")


def test_not_safe_to_return_asks_for_something_else_and_says_so_above_everything(on_a_phone: Seat) -> None:
    seat, waiting = on_a_phone, Episode.objects.filter(standing="found").latest("since")
    seat.sign_in("duty")
    seat.open("missing:say", waiting.pk, "safe-to-return")
    seat.choose("No", of="Is it safe")
    seat.write({"Who decided?": "The duty social worker", "What did the child say": "Is afraid to go back."})
    seat.press("Save")
    seat.reads("Say what happens instead")
    seat.choose("The authority accommodates the child", of="If it is not safe")
    seat.press("Save")
    seat.reads("Not safe to return there")
