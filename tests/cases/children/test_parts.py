"""The one gate through which a child's words reach a page."""

import pytest

from tests.saying import ENGLISH, FORCE, said, telling
from wayhome.cases.children.reading.parts import entry, readable, whole, withheld
from wayhome.rules.access import ROLES, RelationKind
from wayhome.rules.facts import Found, FoundBy, NotDone, Part, Screened, Sighting, Whether

OWN = (RelationKind.OWN_AGENCY, RelationKind.ALLOCATED)

FOUND = Found(episode="m", by=FoundBy.POLICE, where="12 Sample Street", condition="Cold")


def words(role: str, relations: tuple[RelationKind, ...] = OWN) -> dict[str, str]:
    return {one.field: one.words for one in readable(FOUND, role, relations)}


def test_whoever_may_read_every_part_reads_it_all() -> None:
    assert words("coordinator") == {"by": "Police", "where": "12 Sample Street", "condition": "Cold"}


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_place_is_read_by_roles_that_have_location_and_by_no_other(role: str) -> None:
    assert bool(words(role)["where"]) is (not ROLES[role].readable[Part.LOCATION].isdisjoint(OWN))


def test_what_is_withheld_stays_in_its_place_and_says_whom_to_ask() -> None:
    shown = {one.field: one for one in readable(FOUND, "residential_worker", OWN)}
    assert shown["where"].words == ""
    assert shown["where"].withheld is not None
    assert shown["where"].withheld.key == "access.part_withheld"
    assert shown["condition"].words == "Cold"


def test_without_a_relation_every_part_is_withheld() -> None:
    assert words("coordinator", ()) == {"by": "Police", "where": "", "condition": ""}


def test_what_nobody_said_is_not_shown_and_no_is_an_answer() -> None:
    sighting = Sighting(episode="m", where="Stand 4", confirmed=False)
    shown = {one.field: one.words for one in readable(sighting, "coordinator", OWN)}
    assert shown == {"where": "Stand 4", "confirmed": "No"}


NOT_DONE = [
    # the duty's key, its rung, and what a person reads
    ("england.return_interview", "", "Hold the return interview"),
    ("local.missing_meeting", "24h", "Missing meeting at 1 day"),
    ("local.missing_meeting", "", "local.missing_meeting"),
    ("of.another_release", "", "of.another_release"),
]


@pytest.mark.parametrize(("duty", "rung", "shown"), NOT_DONE)
def test_what_will_not_be_done_is_said_in_words(duty: str, rung: str, shown: str) -> None:
    fact = NotDone(covers=("m",), duty=duty, rung=rung, reason="Moved abroad", decided_by="A manager")
    said = {one.field: one.words for one in readable(fact, "coordinator", OWN)}
    assert said == {"duty": shown, "reason": "Moved abroad", "decided_by": "A manager"}


def screened(instrument: str, *answers: str) -> Screened:
    return Screened(
        instrument=instrument,
        instrument_version=1,
        answers=answers,
        harm_occurred=Whether.NOT_KNOWN,
        screened_by="A worker",
    )


def test_a_screening_is_read_in_the_words_of_its_instrument_and_in_its_order() -> None:
    shown = {
        one.field: one.words
        for one in readable(screened("scales", "missing.1", "disclosed.unknown"), "coordinator", OWN)
    }
    assert shown["instrument"] == "Scales: sexual exploitation"
    assert shown["answers"] == (
        "The child has told somebody of being sexually exploited or raped: Not known;"
        " Missing: Stays out late; parent or carer knows where"
    )
    assert shown["harm_occurred"] == "Not known"


def test_what_this_release_has_no_words_for_is_shown_as_it_is_stored() -> None:
    shown = {one.field: one.words for one in readable(screened("other", "missing.1"), "coordinator", OWN)}
    assert (shown["instrument"], shown["answers"]) == ("other", "missing.1")
    shown = {one.field: one.words for one in readable(screened("scales", "missing.9"), "coordinator", OWN)}
    assert (shown["instrument"], shown["answers"]) == ("Scales: sexual exploitation", "missing.9")


def test_what_a_screening_was_of_and_what_it_said_is_withheld_with_its_part() -> None:
    shown = {one.field: one for one in readable(screened("scales", "missing.1"), "residential_worker", OWN)}
    assert {field for field, one in shown.items() if one.withheld} == {
        "instrument",
        "answers",
        "harm_occurred",
    }


def test_one_part_withheld_is_enough_to_say_so() -> None:
    assert withheld(FOUND, "coordinator", OWN) is None
    assert withheld(FOUND, "school_safeguarding_lead", OWN) is not None
    assert [one.words for one in whole(FOUND, {})] == ["Police", "12 Sample Street", "Cold"]


def test_an_agency_is_named_once_from_when_it_first_knew_and_again_with_its_reference() -> None:
    told = (telling(ENGLISH, 1), telling(ENGLISH, 3), telling(FORCE, 2), telling(FORCE, 4, "LOG-1"))
    shown = entry(said(FOUND, told=told), 1, "coordinator", OWN, {"E-A": "A council"})
    assert [(name, one.reference) for name, one in shown.told] == [
        ("A council", ""),
        ("E-P", ""),
        ("E-P", "LOG-1"),
    ]
