"""A worker alone at night in a children's home reports on a phone, before police have been told."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.reporting import HOME, POLICE, add_a_child, say_the_rest
from tests.journeys.seat import Seat
from wayhome.cases.children.models import Episode

pytestmark = pytest.mark.django_db(transaction=True)


def reported(seat: Seat) -> None:
    seat.sign_in("residential")
    seat.open("missing:report")
    seat.choose("No")
    seat.press("Continue")
    seat.sees("Call police now")
    seat.choose("Not yet. I will call as soon as this is sent")
    seat.go_on()
    seat.reads("POLICE NOT TOLD")
    add_a_child(seat, "Wren")
    say_the_rest(seat, missing_from="Children's home", place=HOME)


def test_police_are_not_told_until_there_is_a_reference_and_then_the_control_room_acknowledges(
    on_a_phone: Seat,
) -> None:
    seat = on_a_phone
    reported(seat)
    seat.press("Report as missing")
    seat.sees("Reported as missing")
    seat.reads("POLICE NOT TOLD")
    seat.open("worklist:board")
    seat.reads_of("Wren Exampleton", "POLICE NOT TOLD")

    seat.follow("Wren Exampleton")
    seat.press("Police have been told")
    seat.select("Which police force", POLICE)
    seat.write_when(timedelta(minutes=1))
    seat.write({"Police reference": "LOG-4712"})
    seat.press("Save")
    seat.sees("Missing")
    seat.reads("LOG-4712")
    seat.reads_nothing_of("POLICE NOT TOLD")

    seat.sign_in("supervisor")
    seat.follow("Wren Exampleton")
    seat.press("Acknowledge this report")
    seat.reads("You have acknowledged this report")
    expect(seat.page.get_by_role("button", name="Acknowledge this report")).to_have_count(0)

    seat.sign_in("residential")
    seat.follow("Wren Exampleton")
    seat.reads("Report acknowledged")


def test_a_report_pressed_twice_and_gone_back_to_is_one_report(on_a_phone: Seat) -> None:
    seat = on_a_phone
    reported(seat)
    seat.page.get_by_role("button", name="Report as missing").dblclick()
    seat.sees("Reported as missing")
    seat.page.go_back()
    seat.page.reload()
    assert Episode.objects.filter(child__forename="Wren").count() == 1


def test_a_report_broken_off_waits_in_my_work_with_what_was_answered(on_a_phone: Seat) -> None:
    seat = on_a_phone
    seat.sign_in("residential")
    seat.open("missing:report")
    seat.choose("No")
    seat.press("Continue")
    seat.choose("Yes, I have called police")
    seat.go_on()
    seat.reaches("What police were told")
    seat.open("worklist:mine")
    seat.reads("Reports you have not finished", "nobody is looking yet")
    seat.follow("Finish the report begun")
    seat.reads("Not sent yet.", "‘What police were told’ still waits for an answer")


def test_wrong_input_is_said_above_the_page_and_leads_to_its_box(on_a_phone: Seat) -> None:
    seat = on_a_phone
    seat.sign_in("residential")
    seat.follow("Chidi Jones")
    seat.follow("Add a sighting")
    seat.write({"Day": "31/02/2026"})
    seat.press("Save")
    expect(seat.page).to_have_title(re.compile("^Error: "))
    summary = seat.page.get_by_role("alert").first
    expect(summary).to_contain_text("There is a problem")
    summary.get_by_role("link").first.click()
    expect(seat.page.locator(":focus")).to_have_attribute("aria-invalid", "true")


def test_whoever_opens_the_door_at_night_says_that_the_child_is_back(on_a_phone: Seat) -> None:
    seat = on_a_phone
    seat.sign_in("residential")
    seat.follow("Chidi Jones")
    seat.reads("The child has been found")
    seat.reads_nothing_of("The child has been found dead")
    seat.follow("The child is back")
    seat.reads("does not tell police")
    seat.choose("The child's placement", of="Where is the child now?")
    seat.write(
        {
            "How did the child get there?": "Rang the bell",
            "Who decided that it is safe": "The registered manager, by telephone",
            "What did the child say": "Tired, and wants to sleep",
        }
    )
    seat.press("Save")
    seat.sees("Returned")
    back = Episode.objects.filter(child__forename="Chidi", standing="returned").latest("since")
    seat.sign_in("supervisor")
    seat.open("missing:episode", back.pk)
    seat.reads("Rang the bell")
