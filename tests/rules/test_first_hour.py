"""What the record remembers in the first hour of a search, by tables."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings

from tests.rules.histories import histories, times
from tests.saying import ENGLISH, FORCE, HOME, WELSH_FORCE, after, said, telling
from wayhome.rules import facts as f
from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import episodes
from wayhome.rules.event import Event, Telling
from wayhome.rules.facts import ContactKind, FoundBy, MayBeTold
from wayhome.rules.first_hour import FirstHour, first_hour

DAY = 24
TONIGHT = 100 * DAY


def report(key: str, hours: float, **more: object) -> Event:
    return said(f.Missing(missing_from=f.MissingFrom.FAMILY_HOME, **more), hours, key=key)  # type: ignore[arg-type]


def contact(value: str, hours: float = 1, *, episode: str = "", **more: object) -> Event:
    fact = f.Contact(value=value, episode=episode, **{"contact": ContactKind.PLACE, **more})  # type: ignore[arg-type]
    return said(fact, hours, key=f"{value}/{hours:g}")


def found(episode: str, hours: float, by: FoundBy = FoundBy.POLICE, where: str = "") -> Event:
    return said(f.Found(episode=episode, by=by, where=where), hours, key=f"found/{hours:g}")


def card(*events: Event, at: float = TONIGHT + 1) -> FirstHour:
    """Of a child who is missing tonight, after these events."""
    return first_hour(Chronology.of("1", [*events, report("tonight", TONIGHT)]), "tonight", after(at))


def searches(*where: str) -> list[Event]:
    """One search a day, the first two hours long, each ended by police there."""
    return [
        event
        for day, place in enumerate(where, start=1)
        for event in (report(f"e{day}", day * DAY), found(f"e{day}", day * DAY + 2, where=place))
    ]


def test_the_last_five_searches_before_this_one_come_the_latest_first() -> None:
    remembered = card(*searches(*"abcdefg"), report("later", TONIGHT + 0.5), at=TONIGHT + 1)
    assert [one.episode.key for one in remembered.earlier] == ["e7", "e6", "e5", "e4", "e3"]
    assert [one.lasted for one in remembered.earlier] == [timedelta(hours=2)] * 5


ENDINGS = [
    # what was said after the report of a search, and how it ended by that
    ([], "not_recorded"),
    ([f.Found(episode="e", by=FoundBy.RETURNED)], "returned"),
    ([f.Found(episode="e", by=FoundBy.FAMILY), f.Returned(episode="e")], "family"),
    ([f.Found(episode="e")], "not_stated"),
    ([f.Recovered(episode="e")], "Recovered"),
    ([f.Returned(episode="e")], "Returned"),
    (
        [
            f.Found(episode="e", by=FoundBy.CARER),
            f.Whereabouts(episode="e", standing=f.WhereaboutsStanding.NOT_KNOWN),
            f.Found(episode="e", by=FoundBy.POLICE),
        ],
        "police",  # missing again after the first
    ),
]


@pytest.mark.parametrize(("facts", "ending"), ENDINGS)
def test_how_a_search_ended_is_read_from_what_still_ends_it(facts: list[f.Fact], ending: str) -> None:
    told = [said(fact, DAY + n, key=f"{n}") for n, fact in enumerate(facts, start=1)]
    (one,) = card(report("e", DAY), *told).earlier
    assert one.ending == ending
    assert (one.lasted is None) == (ending == "not_recorded")


def test_endings_are_counted_and_the_most_usual_comes_first() -> None:
    alone = [report("e9", 9 * DAY), found("e9", 9 * DAY + 1, FoundBy.RETURNED)]
    assert dict(card(*searches("", ""), *alone).endings) == {"police": 2, "returned": 1}
    assert list(card(*searches("", ""), *alone).endings) == ["police", "returned"]
    assert dict(card().endings) == {}


SEEN = f.Sighting(episode="e1", where="Stand 4")
LEADS = [
    # enquiries and sightings by hour of a search that police ended in its second, and which is shown
    ([], None),
    ([(1, f.Enquiry(episode="e1", what="Rang a friend")), (1.5, SEEN)], SEEN),
    ([(1, SEEN), (1.5, f.Sighting(episode="e1", where="Stand 5", confirmed=False))], SEEN),  # somebody else
    ([(3, SEEN)], None),  # after the end
]


@pytest.mark.parametrize(("told", "shown"), LEADS)
def test_what_was_learned_last_before_somebody_found_the_child(
    told: list[tuple[float, f.Fact]], shown: f.Fact | None
) -> None:
    events = [said(fact, DAY + hours, key=f"{hours}") for hours, fact in told]
    (one,) = card(*searches(""), *events).earlier
    assert (one.lead.fact if one.lead else None) == shown


def test_a_child_who_came_back_alone_was_led_to_by_nothing() -> None:
    alone = [report("e1", DAY), said(SEEN, DAY + 1), found("e1", DAY + 2, FoundBy.RETURNED)]
    assert card(*alone).earlier[0].lead is None


NAMED = [
    # a contact, where the child was found, and whether it is there
    ("Castle Park", "In castle park, by the gate", True),
    ("Castle Park", "In the park of the castle", False),
    ("Jay-R", "At Jay-R's flat", True),
    ("Al", "At Al Wood's", False),  # so short a name is a word of any sentence
    ("Kez", "Kezia's house", False),
    ("Kez", "", False),
]


@pytest.mark.parametrize(("value", "where", "is_there"), NAMED)
def test_a_contact_is_where_the_child_was_found_if_its_name_stands_there(
    value: str, where: str, is_there: bool
) -> None:
    assert card(contact(value), *searches(where)).at_a_contact == is_there


def test_where_the_child_was_before_the_search_ended_is_not_where_it_ended() -> None:
    lost = said(f.Whereabouts(episode="e1", standing=f.WhereaboutsStanding.NOT_KNOWN), DAY + 3)
    again = [*searches("Castle Park"), lost, found("e1", DAY + 4, where="Kiln Lane")]
    assert [e.key for e in card(contact("Castle Park"), *again).earlier[0].contacts] == []
    assert card(contact("Kiln Lane"), *again).at_a_contact == 1


CLEARED = {"contact": ContactKind.PHONE, "may_be_told": MayBeTold.SAFE}
ASKED = [
    # contacts held, where the searches ended, and who is asked: found there, then cleared, then named most, then last
    ([], ["Castle Park"], None),
    ([contact("XX00 SIM", contact=ContactKind.VEHICLE), contact("@a", contact=ContactKind.HANDLE)], [], None),
    ([contact("Kiln Lane", 1), contact("Castle Park", 2)], [], "Castle Park"),
    ([contact("Kiln Lane", 1, episode="e1"), contact("Castle Park", 2)], [""], "Kiln Lane"),
    ([contact("Kiln Lane", 1, episode="e1"), contact("07700 900001", 0, **CLEARED)], [""], "07700 900001"),
    ([contact("Kiln Lane"), contact("07700 900001", **CLEARED)], ["Kiln Lane"], "Kiln Lane"),
    ([contact("Kiln Lane"), contact("Castle Park")], ["Kiln Lane", "Castle Park", "Kiln Lane"], "Kiln Lane"),
]


@pytest.mark.parametrize(("contacts", "where", "value"), ASKED)
def test_the_contact_to_ask_is_taken_in_the_order_that_is_written_down(
    contacts: list[Event], where: list[str], value: str | None
) -> None:
    asked = card(*contacts, *searches(*where)).asked
    assert (asked.fact.value if asked else None) == value


def test_one_contact_said_in_several_reports_is_one() -> None:
    again = [contact("Castle Park", 1, episode="e1"), contact("castle  park", 2, episode="e2")]
    asked = card(*again, *searches("Castle Park", "Castle Park")).asked
    assert asked is not None
    assert (asked.fact.value, asked.found, asked.named) == ("castle  park", 2, 2)


def test_what_would_help_comes_from_the_last_three_interviews_that_say_it() -> None:
    held = [
        said(f.InterviewHeld(covers=("e1",), would_help=words), 50 + n, key=f"{n}")
        for n, words in enumerate(["first", "second", " ", "third", "fourth"])
    ]
    would_help = card(*searches(""), *held).would_help
    assert [one.fact.would_help for one in would_help] == ["fourth", "third", "second"]  # type: ignore[attr-defined]


def test_medication_is_tonights_or_what_was_last_said_of_it_before() -> None:
    before = report("e1", DAY, medication="Inhaler")
    remembered = card(before, report("e2", 2 * DAY))
    assert remembered.medication == before
    tonight = report("tonight", TONIGHT, medication="Tablets at eight")
    chronology = Chronology.of("1", [before, tonight])
    assert first_hour(chronology, "tonight", after(TONIGHT)).medication == tonight
    assert card().medication is None


def test_police_hold_the_report_by_the_reference_they_gave_last() -> None:
    told = (telling(HOME, TONIGHT, "H-1"), telling(FORCE, TONIGHT, "P-1"), telling(FORCE, TONIGHT + 1, "P-2"))
    opened = said(f.Missing(missing_from=f.MissingFrom.SCHOOL), TONIGHT, key="tonight", told=told)
    remembered = first_hour(Chronology.of("1", [opened]), "tonight", after(TONIGHT + 2))
    assert remembered.by_reference == telling(FORCE, TONIGHT + 1, "P-2")
    assert remembered.held_by == FORCE
    assert card().by_reference is None


ACCEPTED = said(f.Acknowledged(episode="tonight", desk=WELSH_FORCE), TONIGHT + 0.5)
HELD_BY = [
    # who states the report, who was told, what was said since, and which force has it
    (ENGLISH, (), [], None),
    (ENGLISH, (telling(FORCE, TONIGHT),), [], None),  # a telling that nobody there confirmed
    (FORCE, (telling(FORCE, TONIGHT),), [], FORCE),
    (ENGLISH, (telling(FORCE, TONIGHT),), [ACCEPTED], WELSH_FORCE),
    (ENGLISH, (telling(FORCE, TONIGHT, "P-1"),), [ACCEPTED], FORCE),
    (ENGLISH, (), [said(f.Acknowledged(episode="tonight", desk=ENGLISH), TONIGHT)], None),
]


@pytest.mark.parametrize(("of", "told", "since", "force"), HELD_BY)
def test_the_force_to_call_is_the_one_that_has_the_report(
    of: f.Agency, told: tuple[Telling, ...], since: list[Event], force: f.Agency | None
) -> None:
    opened = said(f.Missing(missing_from=f.MissingFrom.SCHOOL), TONIGHT, key="tonight", of=of, told=told)
    remembered = first_hour(Chronology.of("1", [opened, *since]), "tonight", after(TONIGHT + 1))
    assert remembered.held_by == force
    assert (force is not None) == remembered.episode.police_told


def test_what_was_withdrawn_is_not_remembered() -> None:
    interview = said(f.InterviewHeld(covers=("e1",), would_help="A lift home"), 40, key="i")
    park = contact("Castle Park")
    gone = [
        said(f.Withdrawn(reason="another child"), 41, key=one.key, edition=2)
        for one in (interview, park, *searches("Castle Park"))
    ]
    remembered = card(interview, park, *searches("Castle Park"), *gone)
    assert (remembered.earlier, remembered.would_help, remembered.asked) == ((), (), None)


@settings(max_examples=150, deadline=None)
@given(events=histories(), at=times)
def test_what_is_said_of_later_times_changes_nothing_and_counts_add_up(events: list[Event], at) -> None:
    chronology = Chronology.of("1", events)
    then = chronology.as_at(at)
    for one in episodes(then):
        remembered = first_hour(chronology, one.key, at)
        assert remembered == first_hour(then, one.key, at)
        assert (remembered.held_by is not None) == one.police_told
        assert sum(remembered.endings.values()) == len(remembered.earlier) == min(one.number - 1, 5)
