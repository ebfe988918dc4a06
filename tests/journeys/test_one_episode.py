"""The main job, once whole: from a report to a safe return, an interview and the end of the episode."""

from datetime import timedelta

import pytest

from tests.journeys.reporting import POLICE, add_a_child, say_the_rest
from tests.journeys.seat import Seat

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_episode_goes_from_a_report_to_a_safe_return_and_is_closed(seat: Seat) -> None:
    seat.sign_in("duty")
    reported_with_police_told(seat)
    acknowledged_and_graded_by_the_control_room(seat)
    looked_for(seat)
    found_recovered_and_returned(seat)
    interviewed(seat)
    closed(seat)


def reported_with_police_told(seat: Seat) -> None:
    seat.open("missing:report")
    seat.sees("Have police been told?")
    seat.choose("Yes")
    seat.press("Continue")
    seat.select("Which police force", POLICE)
    seat.write_when(timedelta(minutes=50))
    seat.write({"Police reference": "LOG-4711"})
    seat.go_on()
    add_a_child(seat, "Robin")
    say_the_rest(seat, missing_from="Family home")
    seat.press("Report as missing")
    seat.sees("Reported as missing")
    seat.reads_nothing_of("POLICE NOT TOLD")


def acknowledged_and_graded_by_the_control_room(seat: Seat) -> None:
    seat.sign_in("supervisor")
    seat.open("worklist:mine")
    seat.reads("Reports that wait for you to acknowledge", "Robin Exampleton")
    seat.page.get_by_role("button", name="the report of Robin").click()
    seat.reads("You have acknowledged this report", "Report acknowledged")
    seat.follow("Assess the risk")
    seat.choose("High", of="What is the risk to the child?")
    seat.write({"What is that based on?": "Known to be at risk, and not in contact."})
    seat.press("Save")
    seat.reads("Risk assessed")


def looked_for(seat: Seat) -> None:
    seat.follow("Add an enquiry")
    seat.write(
        {"What was done": "Called the bus company.", "What came of it?": "Footage is being looked at."}
    )
    seat.press("Save")
    seat.follow("Add a sighting")
    seat.write({"Where was the child seen?": "Stand 4", "By whom?": "A driver"})
    seat.choose("Yes")
    seat.press("Save")
    seat.reads("Called the bus company.", "Stand 4")


def found_recovered_and_returned(seat: Seat) -> None:
    seat.follow("The child has been found")
    seat.choose("Police", of="Who found the child?")
    seat.write({"Where?": "The bus station"})
    seat.press("Save")
    seat.sees("Found, not yet returned")
    seat.reads("and not yet back", "Nobody outside is told anything")
    seat.follow("A responsible adult is with the child")
    seat.write({"Which responsible adult": "PC Sample"})
    seat.press("Save")
    seat.sees("Found, with a responsible adult")
    seat.sign_in("duty")
    seat.follow("Robin Exampleton")
    seat.follow("Is it safe to return?")
    seat.choose("Yes", of="Is it safe")
    seat.write({"Who decided?": "The duty social worker", "What did the child say": "Wants to go home."})
    seat.press("Save")
    seat.follow("The child is back")
    seat.choose("Family home", of="Where is the child now?")
    seat.press("Save")
    seat.sees("Returned")
    seat.follow("Police prevention interview")
    seat.write({"Which officer saw the child?": "PC Sample", "Is the child well": "Well, and tired."})
    seat.press("Save")
    seat.reads("Police prevention interview")


def interviewed(seat: Seat) -> None:
    seat.follow("Return interview: an offer")
    seat.write({"Who offered it?": "The duty worker", "How?": "In person"})
    seat.press("Save")
    seat.follow("Return interview: the child's answer")
    seat.choose("Accepted", of="What did the child answer?")
    seat.choose("Yes", of="Was the child spoken to?")
    seat.write({"By whom?": "The duty worker"})
    seat.press("Save")
    seat.follow("Return interview: held")
    seat.write({"What happened?": "An older friend drove.", "What would help?": "Somebody to talk to."})
    seat.page.get_by_label("Who held").fill("An interviewer of the council")
    seat.choose("Yes", of="independent")
    seat.press("Save")
    seat.reads("Return interview held")


def closed(seat: Seat) -> None:
    seat.follow("Close the episode")
    seat.press("Save")
    seat.sees("Closed")
    seat.reads("Nothing in this episode waits for anybody now.")
    seat.open("worklist:board")
    seat.reads_nothing_of("Robin Exampleton")
