"""What clocks said once is said again only where asking them anew would say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.histories import histories, times
from tests.rules.test_rulebook import EVERY_CLOCK
from tests.saying import FORCE, WELSH, after, missing, said
from wayhome.rules.chronology import Chronology
from wayhome.rules.duties import Duty
from wayhome.rules.episode import episodes
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    Contact,
    ContactKind,
    Found,
    FoundDead,
    Nation,
    ResponsibleAuthorityStated,
    Returned,
)
from wayhome.rules.finding import Finding
from wayhome.rules.lasting import beside, said_last
from wayhome.rules.rulebook import Rulebook, rulebook

BOOK = rulebook()

BACK = [missing(0), said(Found(episode="m"), 2), said(Returned(episode="m"), 3)]


def anew(history: list[Event]) -> list[Event]:
    """The same as other values, of which nothing has been asked before."""
    return [replace(one) for one in history]


def asked(history: list[Event], at: datetime, book: Rulebook = BOOK) -> list[Finding]:
    """What the clocks say of each episode, or said last."""
    then = Chronology.of("1", history).as_at(at)
    around = beside(then)
    return [
        finding
        for episode in episodes(then)
        for finding in said_last(episode, book.clocks, around, at, book.nation_if_unstated)
    ]


def states(history: list[Event], at: float) -> dict[str, str]:
    return {one.rule: one.state.value for one in asked(history, after(at))}


@settings(max_examples=150, deadline=None)
@given(histories(), st.lists(times, min_size=2, max_size=5))
def test_asked_at_any_moments_in_any_order_it_says_what_it_says_when_it_is_first_asked(
    history: list[Event], moments: list[datetime]
) -> None:
    for at in moments:
        assert asked(history, at, EVERY_CLOCK) == asked(anew(history), at, EVERY_CLOCK)


def test_what_falls_due_is_late_when_it_is_asked_again_and_was_not_late_before() -> None:
    interview = {at: states(BACK, at)["england.return_interview"] for at in (4, 100)}
    assert interview == {4: "due", 100: "overdue"}
    assert states(BACK, 4)["england.return_interview"] == "due"


def test_of_the_same_events_clocks_are_asked_once_whatever_else_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    findings = Duty.findings

    def counted(duty: Duty, *given: Any) -> Any:
        asked.append(duty.rule)
        return findings(duty, *given)

    monkeypatch.setattr(Duty, "findings", counted)
    history = anew(BACK)
    first = states(history, 4)
    assert asked
    asked.clear()
    assert states([*history, said(Contact(contact=ContactKind.PHONE, value="07700 900001"), 4)], 5) == first
    assert asked == []


def test_what_is_said_beside_the_episode_counts_at_once() -> None:
    assert "england.return_interview" in states(BACK, 4)
    stated = said(ResponsibleAuthorityStated(authority=WELSH), -5)
    assert "wales.return_interview" not in states(BACK, 4)
    assert "england.return_interview" not in states([stated, *BACK], 4)
    died = [said(FoundDead(episode="n"), 3.5), missing(3.25, key="n")]
    assert states([*BACK, *died], 4)["england.return_interview"] == "not_applicable"


def test_an_agency_of_which_more_is_known_is_another_though_the_two_are_equal() -> None:
    in_wales = replace(FORCE, nation=Nation.WALES)
    moved = [missing(0, force=in_wales), *BACK[1:]]
    assert moved == BACK
    assert "england.return_interview" in states(BACK, 4)
    assert "england.return_interview" not in states(moved, 4)
