"""A desk and an officer with a phone write of the same child in the same minutes: neither loses a word."""

from __future__ import annotations

import pytest

from tests.journeys.seat import Seat
from wayhome.cases.children.models import Episode

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_second_to_save_reads_what_the_first_said_and_then_saves_too(
    at_a_desk: Seat, on_a_phone: Seat
) -> None:
    both_see_one_another(first=on_a_phone, second=at_a_desk, where=("Stand 4", "The old mill"))
    both_see_one_another(first=at_a_desk, second=on_a_phone, where=("Platform 2", "The library"))


def both_see_one_another(*, first: Seat, second: Seat, where: tuple[str, str]) -> None:
    theirs, mine = where
    police, council = "supervisor", "duty"
    first.sign_in(police)
    second.sign_in(council)
    missing = Episode.objects.filter(standing="missing", force__isnull=False).latest("since")
    for seat, place in ((first, theirs), (second, mine)):
        seat.open("missing:say", missing.pk, "sighting")
        seat.write({"Where was the child seen?": place})
        seat.choose("Yes")
    first.press("Save")
    first.reads(theirs)
    second.press("Save")
    second.sees("Add a sighting")
    second.reads("Nothing is saved yet", "While your page was open", theirs, "Marrowdale Police")
    assert second.page.get_by_label("Where was the child seen?").input_value() == mine
    second.press("Save")
    second.reads("Saved. Everyone who works on this episode can see it.", theirs, mine)
