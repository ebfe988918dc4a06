"""The pages of a report, filled in as a person does."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.seat import Seat

COUNCIL, POLICE, HOME = "Marrowdale County Council", "Marrowdale Police", "Larkspur House"


def add_a_child(seat: Seat, forename: str) -> None:
    """From the page that asks who is missing, as one whom the record does not know."""
    seat.sees("Who is missing?")
    seat.follow("Add a child who is not found here")
    seat.write({"First name": forename, "Last name": "Exampleton", "Date of birth": "27/3/2012"})
    seat.choose("Not known")
    seat.press("Add")
    seat.reads(f"{forename} Exampleton")
    seat.press("Continue")


def say_the_rest(seat: Seat, *, missing_from: str, place: str = "") -> None:
    """From where the child is missing to the page on which all answers are checked."""
    seat.choose(missing_from)
    seat.go_on()
    if place:
        seat.select("Which one is it?", place)
        seat.go_on()
    seat.select("Which local authority", COUNCIL)
    seat.select("Which police force", POLICE)
    seat.go_on()
    seat.write_when(timedelta(hours=1))
    seat.write({"Who saw the child": "A night worker"})
    seat.go_on()
    seat.write({"Where might": "The bus station"})
    seat.go_on()
    seat.write({"What happened": "Left after a phone call, upset.", "wearing": "A green coat"})
    seat.go_on()
    seat.write({"Who is reporting": "A night worker, 01632 960123"})
    seat.go_on()
    seat.sees("Check")
