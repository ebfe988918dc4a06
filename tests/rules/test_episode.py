"""How an episode stands, and what may follow."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.rules.histories import histories, times
from tests.saying import ENGLISH, FORCE, HOME, after, missing, said, telling
from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import MAY_BE_SAID, MOVES, Episode, Standing, episodes, may_follow, step
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    KINDS,
    Acknowledged,
    Closed,
    Fact,
    Found,
    FoundDead,
    InterviewHeld,
    Missing,
    MissingFrom,
    OfEpisode,
    OfEpisodes,
    RecordedAs,
    Recovered,
    Reopened,
    Returned,
    Risk,
    RiskAssessed,
    Whereabouts,
    WhereaboutsStanding,
)

#: What a source's file says of an episode, and no person does here.
ONLY_FROM_FILES = {"MarkersStated"}

STEPS = {step for table in (MOVES, MAY_BE_SAID) for said in table.values() for step in said}


def one(*events: Event) -> Episode:
    return episodes(Chronology.of("1", [missing(), *events]))[0]


def known(of_concern: bool) -> Whereabouts:
    return Whereabouts(
        episode="m",
        standing=WhereaboutsStanding.KNOWN,
        place_of_concern=of_concern,
        verified_by="aunt",
        how="visit",
    )


LOST = Whereabouts(episode="m", standing=WhereaboutsStanding.NOT_KNOWN)
CLAIMED = Whereabouts(episode="m", standing=WhereaboutsStanding.CLAIMED)


def test_the_table_speaks_of_every_standing() -> None:
    assert set(MOVES) == set(MAY_BE_SAID) == set(Standing)


def test_every_standing_can_be_reached() -> None:
    reached, found = set[Standing](), {Standing.MISSING}
    while found:
        reached |= found
        found = {then for standing in found for then in MOVES[standing].values()} - reached
    assert reached == set(Standing)


def test_every_act_of_an_episode_may_be_said_somewhere() -> None:
    acts = {name for name, kind in KINDS.items() if issubclass(kind, (OfEpisode, OfEpisodes))}
    whereabouts = {"WhereaboutsKnown", "WhereaboutsNotKnown"}
    assert (acts - ONLY_FROM_FILES - {"Whereabouts"}) | whereabouts | {"Contact"} == STEPS


def test_nothing_both_moves_and_does_not() -> None:
    assert [standing for standing in Standing if set(MOVES[standing]) & MAY_BE_SAID[standing]] == []


@pytest.mark.parametrize(
    ("told", "standing", "is_open"),
    [
        ([], Standing.MISSING, True),
        ([CLAIMED], Standing.MISSING, True),
        ([known(of_concern=False)], Standing.WHEREABOUTS_KNOWN, True),
        ([known(of_concern=True)], Standing.MISSING, True),
        ([known(of_concern=False), LOST], Standing.MISSING, True),
        ([Found(episode="m")], Standing.FOUND, True),
        ([Found(episode="m"), LOST], Standing.MISSING, True),
        ([Found(episode="m"), Recovered(episode="m")], Standing.RECOVERED, True),
        ([Returned(episode="m")], Standing.RETURNED, False),
        ([Returned(episode="m"), Closed(episode="m")], Standing.CLOSED, False),
        (
            [Returned(episode="m"), Closed(episode="m"), Reopened(episode="m", reason="r")],
            Standing.RETURNED,
            False,
        ),
        ([Found(episode="m"), Closed(episode="m")], Standing.FOUND, True),
        ([FoundDead(episode="m"), Returned(episode="m")], Standing.FOUND_DEAD, False),
    ],
)
def test_how_an_episode_stands(told: list[Fact], standing: Standing, is_open: bool) -> None:
    episode = one(*(said(fact, hour, key=f"{hour}") for hour, fact in enumerate(told, start=1)))
    assert episode.standing is standing
    assert episode.is_open is is_open


def test_what_happened_at_one_time_is_read_in_the_order_in_which_it_happens() -> None:
    together = [said(Returned(episode="m"), 1, key="1"), said(Found(episode="m"), 1, key="2")]
    together.append(said(Closed(episode="m"), 1, key="0"))
    assert [event.kind for event in one(*together).events] == ["Missing", "Found", "Returned", "Closed"]


def test_what_ended_the_search_is_the_first_that_still_stands() -> None:
    found, lost, back = said(Found(episode="m"), 1), said(LOST, 2), said(Returned(episode="m"), 3)
    assert one().ended is None
    assert one(found, back).ended == found
    assert one(found, lost).ended is None
    assert one(found, lost, back).ended == back


@settings(deadline=None)
@given(histories(), times)
def test_the_search_has_ended_or_the_child_is_still_looked_for(history: list[Event], at: object) -> None:
    for episode in episodes(Chronology.of("1", history)):
        looked_for = episode.standing in (Standing.MISSING, Standing.WHEREABOUTS_KNOWN)
        assert (episode.ended is None) == looked_for


def test_a_person_may_say_only_what_the_table_holds() -> None:
    assert may_follow(Standing.MISSING, Found(episode="m"))
    assert not may_follow(Standing.MISSING, Closed(episode="m"))
    assert not may_follow(Standing.MISSING, InterviewHeld(covers=("m",)))
    assert may_follow(Standing.MISSING, RiskAssessed(episode="m", level=Risk.HIGH))
    assert not may_follow(Standing.CLOSED, Found(episode="m"))
    assert step(known(of_concern=True)) == "WhereaboutsNotKnown"


def test_police_are_told_by_their_reference_their_acceptance_or_their_own_words() -> None:
    def told(*tellings: object, of: object = HOME, events: tuple[Event, ...] = ()) -> bool:
        opened = missing(of=of, told=tellings)
        return episodes(Chronology.of("1", [opened, *events]))[0].police_told

    assert not told(telling(HOME, 0), telling(FORCE, 1))
    assert not told(telling(HOME, 0), telling(ENGLISH, 1, reference="9"))
    assert told(telling(HOME, 0), telling(FORCE, 1, reference="77"))
    assert told(telling(FORCE, 0), of=FORCE)
    assert told(telling(HOME, 0), events=(said(Acknowledged(episode="m", desk=FORCE), 1),))
    assert not told(telling(HOME, 0), events=(said(Acknowledged(episode="m", desk=ENGLISH), 1),))


def test_away_is_a_code_of_its_own_apart_from_how_it_stands() -> None:
    assert not one().is_away
    assert one(said(known(of_concern=True), 1)).is_away
    assert not one(said(known(of_concern=False), 1), said(LOST, 2)).is_away
    away = Missing(missing_from=MissingFrom.CHILDRENS_HOME, recorded_as=RecordedAs.AWAY)
    assert episodes(Chronology.of("1", [said(away, 0, key="m")]))[0].is_away


def test_one_missing_is_counted_until_found_and_one_away_until_back() -> None:
    found, back = said(Found(episode="m"), 1), said(Returned(episode="m"), 2)
    known_there = said(known(of_concern=True), 0.5)
    assert one(found, back).counted_end == found
    assert one(known_there, found, back).counted_end == back
    assert one(known_there, found).counted_end is None
    dead = said(FoundDead(episode="m"), 3)
    assert one(known_there, dead).counted_end == dead


def test_episodes_are_numbered_in_the_order_in_which_they_began() -> None:
    chronology = Chronology.of("1", [missing(20, key="b"), missing(0, key="c"), missing(10, key="a")])
    assert [(episode.key, episode.number) for episode in episodes(chronology)] == [
        ("c", 1),
        ("a", 2),
        ("b", 3),
    ]


def test_one_interview_belongs_to_each_episode_it_covers() -> None:
    held = said(InterviewHeld(covers=("a", "b")), 30)
    both = episodes(Chronology.of("1", [missing(0, key="a"), missing(10, key="b"), held]))
    assert [episode.first("InterviewHeld") for episode in both] == [held, held]


def test_the_risk_is_the_last_assessed() -> None:
    low, high = RiskAssessed(episode="m", level=Risk.LOW), RiskAssessed(episode="m", level=Risk.HIGH)
    assert one().risk is None
    assert one(said(high, 1), said(low, 2)).risk is Risk.LOW


def test_what_was_said_of_one_minute_is_read_in_the_order_in_which_it_was_recorded() -> None:
    closed = replace(said(Closed(episode="m"), 9, key="a"), recorded_at=after(10))
    reopened = replace(said(Reopened(episode="m", reason="A test"), 9, key="b"), recorded_at=after(11))
    returned = said(Returned(episode="m"), 5)
    assert one(returned, closed, reopened).standing is Standing.RETURNED
    again = replace(closed, recorded_at=after(12))
    assert one(returned, again, reopened).standing is Standing.CLOSED
