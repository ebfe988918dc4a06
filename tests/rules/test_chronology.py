"""What happened, what was known of it, by whom and by when."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given, settings

from tests.rules.histories import agencies, histories, times
from tests.saying import ENGLISH, FORCE, HOME, after, missing, said, telling
from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.facts import Agency, Found, FoundBy, Withdrawn
from wayhome.rules.moment import Moment

A, B = Found(episode="m", by=FoundBy.POLICE), Found(episode="m", by=FoundBy.FAMILY)


def facts(chronology: Chronology) -> list[object]:
    return [event.fact for event in chronology.events if event.kind != "Missing"]


def edition(number: int, fact: object, hours: float = 1, told: float | None = None) -> Event:
    tellings = () if told is None else (telling(ENGLISH, told),)
    return said(fact, hours, key="f", edition=number, told=tellings)  # type: ignore[arg-type]


def test_the_last_edition_stands_also_when_it_says_what_the_first_said() -> None:
    history = [missing(), edition(1, A), edition(2, B), edition(3, A)]
    chronology = Chronology.of("1", history)
    assert facts(chronology) == [A]
    assert [event.edition for event in chronology.editions if event.key == "f"] == [1, 2, 3]


def test_in_whatever_order_they_come() -> None:
    history = [edition(2, B), missing(), edition(3, A), edition(1, A)]
    assert Chronology.of("1", history) == Chronology.of("1", history[::-1])


def test_with_all_the_editions_of_some_keys_it_is_what_it_is_of_all_at_once() -> None:
    returned = said(Found(episode="m"), 0, key="a")
    held = Chronology.of("1", [missing(), edition(1, A, hours=5), returned])
    moved = [edition(1, A, hours=5), edition(2, B, hours=-1)]
    taken_back = [returned, said(Withdrawn(reason="another child"), 7, key="a", edition=2)]
    fresh = [missing(9, key="n")]
    with_them = held.with_editions({"f": moved, "a": taken_back, "n": fresh})
    assert with_them == Chronology.of("1", [missing(), *moved, *taken_back, *fresh])


def test_the_last_edition_has_been_told_to_everyone_who_was_told_of_any() -> None:
    chronology = Chronology.of("1", [edition(1, A, told=1), edition(2, B, told=5)])
    assert [told.at for told in chronology.events[0].told] == [Moment.at(after(1)), Moment.at(after(5))]


def test_what_was_withdrawn_does_not_stand_and_may_be_said_again() -> None:
    taken_back = [edition(1, A), edition(2, Withdrawn(reason="another child"))]
    assert facts(Chronology.of("1", taken_back)) == []
    assert facts(Chronology.of("1", [*taken_back, edition(3, B)])) == [B]


def test_a_time_corrected_to_a_later_one_does_not_bring_the_earlier_one_back() -> None:
    chronology = Chronology.of("1", [edition(1, A, hours=1), edition(2, A, hours=10)])
    assert facts(chronology.as_at(after(5))) == []
    assert facts(chronology.as_at(after(10))) == [A]


def test_what_was_withdrawn_later_does_not_stand_at_any_moment() -> None:
    chronology = Chronology.of("1", [edition(1, A), edition(2, Withdrawn(reason="another child"), hours=10)])
    assert facts(chronology.as_at(after(5))) == []


def test_an_agency_knew_the_edition_it_had_been_told() -> None:
    history = [edition(1, A, told=2), edition(2, B, told=6)]
    knew = {
        hour: facts(Chronology.of("1", history).known_to(ENGLISH.code, after(hour))) for hour in (1, 2, 5, 6)
    }
    assert knew == {1: [], 2: [A], 5: [A], 6: [B]}


def test_and_still_knows_it_when_only_another_was_told_of_the_correction() -> None:
    history = [edition(1, A, told=2), said(B, 1, key="f", edition=2, told=(telling(FORCE, 3),))]
    chronology = Chronology.of("1", history)
    assert facts(chronology.known_to(ENGLISH.code, after(9))) == [A]
    assert facts(chronology.known_to(FORCE.code, after(9))) == [B]
    assert facts(chronology.known_to(HOME.code, after(9))) == []


def test_what_one_was_told_ahead_of_its_time_counts_from_its_time() -> None:
    ahead = Chronology.of("1", [edition(1, A, hours=10, told=2)])
    assert facts(ahead.known_to(ENGLISH.code, after(5))) == []
    assert facts(ahead.known_to(ENGLISH.code, after(10))) == [A]


def test_turns_are_of_events_and_of_tellings() -> None:
    chronology = Chronology.of("1", [edition(1, A, hours=10, told=20)])
    assert [chronology.turns_after(after(hour)) for hour in (9, 10, 20)] == [after(10), after(20), None]


@settings(deadline=None)
@given(histories(), times)
def test_as_at_twice_is_as_at_once(history: list[Event], at: datetime) -> None:
    once = Chronology.of("1", history).as_at(at)
    assert once.as_at(at) == once


@settings(deadline=None)
@given(histories(), times)
def test_as_at_holds_nothing_that_lies_ahead(history: list[Event], at: datetime) -> None:
    for event in Chronology.of("1", history).as_at(at).events:
        assert event.happened_at.begins <= at
        assert all(told.at.begins <= at for told in event.told)


@settings(deadline=None)
@given(histories(), agencies, times, times)
def test_without_corrections_what_is_known_only_grows(
    history: list[Event], agency: Agency, one: datetime, other: datetime
) -> None:
    chronology = Chronology.of("1", [event for event in history if event.edition == 1])
    earlier, later = (chronology.known_to(agency.code, at) for at in sorted((one, other)))
    assert {event.key for event in earlier.events} <= {event.key for event in later.events}
