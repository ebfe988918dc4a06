"""Patterns of a partnership's own: what they are seen in, and that they are held as every other is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings

from tests.rules.histories import histories, times
from tests.saying import after, missing, said
from wayhome.rules.alerts import Alerts
from wayhome.rules.alerts.local import seen_of
from wayhome.rules.alerts.seen import Life, Seen
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE
from wayhome.rules.episode import episodes
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    CameBackWith,
    Contact,
    ContactKind,
    Danger,
    Fact,
    InterviewHeld,
    Item,
    MarkersStated,
    MissingFrom,
    Part,
    Pull,
    Push,
)
from wayhome.rules.finding import State
from wayhome.rules.guidance.local_patterns import LocalPattern, LooksFor, pattern_of
from wayhome.rules.guidance.protocol import DEFAULT, named, patterns_of
from wayhome.rules.rulebook import rulebook

DAY = 24
FAR = after(10_000)


def a_pattern(looks_for: LooksFor, **more: object) -> LocalPattern:
    said = {"key": "hotel", "title": "The hotel", "why": "A hotel that the panel watches", **more}
    return LocalPattern(agreed_by="Panel", agreed_on=date(2026, 1, 1), looks_for=looks_for, **said)  # type: ignore[arg-type]


def alerts(*patterns: LocalPattern) -> Alerts:
    return Alerts((replace(DEFAULT, patterns_that_open=(), local_patterns=patterns),))


def life(pattern: LocalPattern, events: list[Event], as_at: datetime = FAR) -> Life:
    then = Chronology.of("1", events).as_at(as_at)
    return alerts(pattern).life(then, episodes(then), ALONE)


def seen(pattern: LocalPattern, events: list[Event]) -> list[Seen]:
    return list(seen_of(pattern, life(pattern, events)))


def named_in(episode: str, value: str, role: str = "", contact: ContactKind = ContactKind.PLACE) -> Fact:
    return Contact(contact=contact, value=value, role=role, episode=episode)


HOTEL = LooksFor(contact=ContactKind.PLACE, words=("ring-road hotel",))

#: Each part, what it is found in and what it is not.
PARTS: list[tuple[LooksFor, Fact, Fact]] = [
    (HOTEL, named_in("m", "The Ring Road Hotel, room 4"), named_in("m", "The Ring Road Hotels")),
    (
        HOTEL,
        named_in("m", "Dex", "at ring road hotel"),
        named_in("m", "Ring road hotel", "", ContactKind.PERSON),
    ),
    (
        LooksFor(words=("taxi",)),
        named_in("m", "XX00 SIM", "Taxi driver", ContactKind.VEHICLE),
        named_in("m", "Taximan", "", ContactKind.PERSON),
    ),
    (
        LooksFor(contact=ContactKind.VEHICLE),
        named_in("m", "XX00 SIM", "", ContactKind.VEHICLE),
        named_in("m", "The bus station"),
    ),
    (
        LooksFor(marks=("debt bondage", "owes")),
        MarkersStated(episode="m", markers=("x", "Debt-Bondage")),
        MarkersStated(episode="m", markers=("debt",)),
    ),
    (
        LooksFor(push=(Push.SCHOOL, Push.BULLYING)),
        InterviewHeld(covers=("m",), push=(Push.BULLYING,)),
        InterviewHeld(covers=("m",), push=(Push.CONFLICT,)),
    ),
    (
        LooksFor(pull=(Pull.PARTIES,)),
        InterviewHeld(covers=("m",), pull=(Pull.FAMILY, Pull.PARTIES)),
        InterviewHeld(covers=("m",)),
    ),
    (
        LooksFor(dangers=(Danger.GROOMING,)),
        InterviewHeld(covers=("m",), dangers=(Danger.GROOMING,)),
        InterviewHeld(covers=("m",), dangers=(Danger.SELF_HARM,)),
    ),
    (
        LooksFor(items=(Item.TICKETS,)),
        CameBackWith(episode="m", items=(Item.TICKETS, Item.PHONE), explained=True),
        CameBackWith(episode="m", items=(Item.PHONE,)),
    ),
]


@pytest.mark.parametrize(("looks_for", "fits", "does_not"), PARTS)
def test_what_is_looked_for_is_found_and_nothing_beside_it(
    looks_for: LooksFor, fits: Fact, does_not: Fact
) -> None:
    pattern = a_pattern(looks_for)
    (found,) = seen(pattern, [missing(), said(fits, 2, key="s")])
    assert [event.key for event in found.events] == ["m", "s"]
    assert found.at == after(2)
    assert seen(pattern, [missing(), said(does_not, 2, key="s")]) == []


def test_from_where_a_child_is_missing_is_in_what_opened_the_episode() -> None:
    (found,) = seen(a_pattern(LooksFor(missing_from=(MissingFrom.CHILDRENS_HOME,))), [missing()])
    assert [event.key for event in found.events] == ["m"]
    assert seen(a_pattern(LooksFor(missing_from=(MissingFrom.SCHOOL,))), [missing()]) == []


def test_all_that_is_looked_for_is_said_of_one_episode() -> None:
    both = a_pattern(replace(HOTEL, marks=("debt",)))
    hotel, debt = (
        said(named_in("m", "Ring road hotel"), 2, key="h"),
        said(MarkersStated(episode="m", markers=("debt",)), 3, key="d"),
    )
    (found,) = seen(both, [missing(), hotel, debt])
    assert [event.key for event in found.events] == ["m", "h", "d"]
    assert found.at == after(3)
    elsewhere = replace(debt, fact=MarkersStated(episode="n", markers=("debt",)))
    assert seen(both, [missing(), missing(1, key="n"), hotel, elsewhere]) == []


def test_so_many_episodes_in_so_long() -> None:
    twice = a_pattern(HOTEL, times=2, within=timedelta(days=30))
    events = [
        one
        for days in (0, 40, 60)
        for one in (
            missing(days * DAY, key=f"m{days}"),
            said(named_in(f"m{days}", "Ring road hotel"), days * DAY + 1, key=f"h{days}"),
        )
    ]
    assert seen(twice, events[:4]) == []
    (found,) = seen(twice, events)
    assert [event.key for event in found.events] == ["m40", "h40", "m60", "h60"]
    assert found.why.facts["n"] == 2


def test_it_is_seen_only_under_a_protocol_that_has_it_and_counts_what_was_said_before() -> None:
    twice = a_pattern(HOTEL, times=2, within=timedelta(days=30))
    since = replace(DEFAULT, local_patterns=(twice,), in_force_from=after(5 * DAY).date())
    events = [missing(), said(named_in("m", "Ring road hotel"), 1, key="h")]
    again = [missing(10 * DAY, key="n"), said(named_in("n", "Ring road hotel"), 10 * DAY, key="i")]
    before = [missing(2 * DAY, key="n"), said(named_in("n", "Ring road hotel"), 2 * DAY, key="i")]
    for more, times_seen in ((again, 1), (before, 0)):
        then = Chronology.of("1", [*events, *more])
        whole = Alerts((since,)).life(then, episodes(then), ALONE)
        assert len(list(seen_of(twice, whole))) == times_seen


def test_it_opens_a_decision_or_is_evidence_within_one_as_was_agreed() -> None:
    events = [missing(), said(named_in("m", "Ring road hotel"), 1, key="h")]
    then = Chronology.of("1", events)
    opens = a_pattern(HOTEL, opens=True)
    decision, pattern = alerts(opens).findings(then, episodes(then), ALONE, after(2))
    assert (decision.rule, decision.state) == ("alert.decision", State.DUE)
    assert (pattern.rule, pattern.state, pattern.parts) == ("alert.local.hotel", State.OPEN, (Part.CONTACTS,))
    assert (pattern.source.title, pattern.source.dated) == ("Panel", "1 January 2026")
    assert list(alerts(a_pattern(HOTEL)).findings(then, episodes(then), ALONE, after(2))) == []


def test_it_tells_of_each_part_of_the_record_in_which_it_looks() -> None:
    every = replace(HOTEL, marks=("x",), dangers=(Danger.GROOMING,), items=(Item.DRUGS,))
    assert {*pattern_of(a_pattern(every)).parts} == {
        Part.CONTACTS,
        Part.EPISODE,
        Part.INTERVIEW,
        Part.HEALTH,
    }


def test_other_parts_derive_every_child_anew_and_other_words_none() -> None:
    hotel = replace(DEFAULT, version="N", local_patterns=(a_pattern(HOTEL),))
    words = replace(hotel, local_patterns=(a_pattern(HOTEL, why="Somebody saw it", title="Hotel"),))
    often = replace(hotel, local_patterns=(a_pattern(HOTEL, times=2, within=timedelta(days=2)),))
    assert named((hotel,)) == named((words,))
    assert rulebook((hotel,)).version != rulebook((often,)).version
    assert [one.rule for one in patterns_of((hotel,))][-1] == "alert.local.hotel"


ANY = [a_pattern(looks_for) for looks_for, _, _ in PARTS] + [
    a_pattern(LooksFor(contact=ContactKind.VEHICLE), times=2, within=timedelta(days=9)),
    a_pattern(LooksFor(missing_from=(MissingFrom.SCHOOL,), marks=("cse",))),
    a_pattern(LooksFor(items=(Item.DRUGS,), dangers=(Danger.GROOMING,))),
]


@settings(max_examples=100, deadline=None)
@given(histories(), times)
def test_the_evidence_alone_justifies_what_was_seen(history: list[Event], as_at: datetime) -> None:
    for pattern in ANY:
        whole = life(pattern, history, as_at)
        for found in seen_of(pattern, whole):
            alone = life(pattern, [one for one in whole.chronology.events if one in found.events], as_at)
            assert (found.why, found.at) in [(one.why, one.at) for one in seen_of(pattern, alone)]
