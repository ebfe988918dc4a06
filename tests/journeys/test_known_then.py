"""Who knew what, when: a child's record as one agency knew it, which is not as another did."""

import pytest
from django.utils.timezone import localdate

from tests.journeys.seat import Seat
from wayhome.cases.children.models import Episode

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("agency", "knew"),
    [("Marrowdale Police", True), ("Wexleby Borough Council", False)],
)
def test_a_report_the_council_was_never_told_of_is_in_the_polices_record_and_not_in_the_councils(
    seat: Seat, agency: str, knew: bool
) -> None:
    untold = Episode.objects.filter(missing_from="school", standing="missing").latest("since")
    seat.sign_in("supervisor")
    seat.open("children:then", untold.child_id)
    seat.sees("See this record as at a past moment")
    seat.write({"Day": f"{localdate():%d/%m/%Y}"})
    seat.select("As known then by", agency)
    seat.press("Show that moment")
    seat.reads(f"as known then by {agency}")
    if knew:
        seat.reads("Missing: ", "from school")
    else:
        seat.reads_nothing_of("Missing: ", "from school")
    seat.press("Back to now")
    seat.reads("Missing: ")


def test_a_moment_still_to_come_is_refused_in_words(at_a_desk: Seat) -> None:
    seat, any_episode = at_a_desk, Episode.objects.filter(standing="missing").latest("since")
    seat.sign_in("duty")
    seat.open("children:then", any_episode.child_id)
    seat.write({"Day": "31/12/2099"})
    seat.press("Show that moment")
    seat.reads("Choose a moment that has passed")
