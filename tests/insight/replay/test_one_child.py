"""When a child's patterns would first have been seen, worked out by hand and as the rules themselves say it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings

from tests.rules.histories import histories, times
from tests.saying import FORCE, after, missing, said, telling
from wayhome.insight.replay.one_child import FirstSeen, Replayed, replayed
from wayhome.rules.alerts import Alerts
from wayhome.rules.alerts.decisions import asked
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE
from wayhome.rules.episode import episodes
from wayhome.rules.event import Event
from wayhome.rules.facts import Contact, ContactKind, FormOfHarm, MarkerAdded, MarkersStated
from wayhome.rules.finding import Finding
from wayhome.rules.guidance.patterns import DECISION
from wayhome.rules.guidance.protocol import DEFAULT

DAY = 24
FAR = after(1000 * DAY)
SEEN = Alerts()


def gone_through(
    events: Iterable[Event], as_at: datetime = FAR, alerts: Alerts = SEEN, child: str = "1"
) -> Replayed:
    then = Chronology.of(child, events).as_at(as_at)
    return replayed(then, episodes(then), ALONE, alerts, as_at)


def episodes_of(one: Replayed) -> dict[str, int]:
    return {rule: first.episode for rule, first in one.first_seen.items()}


def times_missing(*days: float) -> list[Event]:
    return [missing(day * DAY, key=f"m{number}") for number, day in enumerate(days, start=1)]


def marked(hours: float, episode: str, *markers: str) -> Event:
    return said(MarkersStated(episode=episode, markers=markers), hours)


def named(hours: float, episode: str, phone: str) -> Event:
    fact = Contact(contact=ContactKind.PHONE, value=phone, role="unknown man", episode=episode)
    return said(fact, hours, key=f"{episode}/{phone}")


def test_a_day_of_review_that_lies_ahead_is_not_seen_yet() -> None:
    day = after(10 * DAY).date()
    marker = MarkerAdded(
        form=FormOfHarm.SEXUAL, because="Seen", decided_by="M", child_told=True, review_by=day
    )
    events = [*times_missing(0), said(marker, 1)]
    assert gone_through(events, after(10 * DAY)).first_alert is None
    first = gone_through(events, after(11 * DAY)).first_alert
    assert first is not None
    assert first.rule == "alert.marker_not_reviewed"


def test_each_pattern_first_at_its_episode() -> None:
    one = gone_through([*times_missing(0, 40, 45, 60), marked(46 * DAY, "m3", "CSE")])
    assert episodes_of(one) == {
        "alert.missing_again_soon": 3,
        "alert.exploitation_marked": 3,
        "alert.something_new": 3,
        "alert.repeat_missing": 4,
    }
    # Again soon at the third and fourth, marked once, which is new, and three times in thirty days at the fourth.
    assert one.times_seen == 5
    assert one.first_alert == FirstSeen(after(46 * DAY), 3, "alert.exploitation_marked")


def test_evidence_alone_asks_for_nothing() -> None:
    one = gone_through(times_missing(0, 20))
    assert episodes_of(one) == {"alert.missing_again_soon": 2}
    assert (one.decisions, one.first_alert) == (0, None)


def test_which_patterns_open_is_the_protocols() -> None:
    agreed = replace(DEFAULT, patterns_that_open=("alert.missing_again_soon",))
    one = gone_through(times_missing(0, 20), alerts=Alerts((agreed,)))
    assert one.first_alert == FirstSeen(after(20 * DAY), 2, "alert.missing_again_soon")


def test_what_time_completes_is_not_seen_before_it() -> None:
    after_four_weeks = Alerts((replace(DEFAULT, long_term_missing_after=timedelta(days=28)),))
    assert gone_through([missing()], after(27 * DAY), after_four_weeks).times_seen == 0
    assert gone_through([missing()], after(28 * DAY), after_four_weeks).times_seen == 1


def test_a_decision_is_taken_as_answered_and_asked_again_only_for_something_new() -> None:
    often = times_missing(0, 3, 6, 9, 30, 33, 36, 100, 103, 106)
    assert gone_through(often).decisions == 1
    assert gone_through([*often, named(33 * DAY, "m6", "07700 900001")]).decisions == 2
    assert (
        gone_through(
            [*often, named(33 * DAY, "m6", "07700 900001"), marked(103 * DAY, "m9", "CSE")]
        ).decisions
        == 3
    )


def test_what_comes_before_the_decision_is_due_is_folded_into_it() -> None:
    often = [*times_missing(0, 3, 6), named(8 * DAY, "m3", "07700 900001")]
    assert gone_through(often).decisions == 1
    assert episodes_of(gone_through(often))["alert.something_new"] == 3


def test_nothing_counts_before_anybody_was_told() -> None:
    late = replace(missing(6 * DAY, key="m3"), told=(telling(FORCE, 7 * DAY),))
    one = gone_through([*times_missing(0, 3), late])
    assert one.first_alert == FirstSeen(after(7 * DAY), 3, "alert.repeat_missing")
    assert one.known[2] == after(7 * DAY)
    assert one.began[2] == after(6 * DAY)


def test_an_episode_counts_from_when_anybody_knew_of_it() -> None:
    unknown = replace(missing(5 * DAY, key="m2"), told=(telling(FORCE, 60 * DAY),))
    one = gone_through([missing(key="m1"), unknown, marked(10 * DAY, "m1", "CSE")])
    assert one.first_alert == FirstSeen(after(10 * DAY), 1, "alert.exploitation_marked")


def test_nothing_counts_that_came_after_the_moment() -> None:
    often = times_missing(0, 3, 6, 9)
    assert gone_through(often, after(5 * DAY)).first_alert is None
    assert len(gone_through(often, after(5 * DAY)).began) == 2
    assert gone_through(often, after(6 * DAY)).decisions == 1


def test_as_json_is_one_object_with_an_instant_or_null() -> None:
    never = gone_through(times_missing(0), child='P"1')
    assert json.loads(never.as_json) == {
        "child": 'P"1',
        "first_alert_at": None,
        "first_alert_episode": None,
        "rule": None,
    }
    said_of = json.loads(gone_through(times_missing(0, 3, 6)).as_json)
    assert said_of == {
        "child": "1",
        "first_alert_at": "2026-01-18T21:00:00+00:00",
        "first_alert_episode": 3,
        "rule": "alert.repeat_missing",
    }
    assert datetime.fromisoformat(said_of["first_alert_at"]) == after(6 * DAY)


@settings(max_examples=200, deadline=None)
@given(histories(), times)
def test_the_rules_find_the_same_decisions_for_the_same_moment(history: list[Event], as_at: datetime) -> None:
    """Where the first that was said is that the child is missing, and everybody is told of everything when it happens:
    rules that are asked as at an earlier moment do not know of what was told after it.
    """
    told = [replace(one, told=tuple(replace(t, at=one.happened_at) for t in one.told)) for one in history]
    then = Chronology.of("1", told).as_at(as_at)
    of_child = episodes(then)
    if of_child and then.events[0] == of_child[0].opened_by:
        agree(then, of_child, as_at)


@pytest.mark.parametrize("days", [6, 9, 40])
def test_the_rules_find_the_same_decisions_in_a_plain_example(days: int) -> None:
    events = [*times_missing(0, 3, 6), named(8 * DAY, "m3", "07700 900001"), marked(30 * DAY, "m3", "CSE")]
    then = Chronology.of("1", events).as_at(after(days * DAY))
    assert agree(then, episodes(then), after(days * DAY)) > 0


def agree(then: Chronology, of_child: tuple, as_at: datetime) -> int:
    """The rules, asked with the same stand-in, and what they find of a file at the moment of the first alert."""
    one = replayed(then, of_child, ALONE, SEEN, as_at)
    decisions = asked(SEEN.life(then, of_child, ALONE), as_at, standing_in=True)
    assert len(decisions) == one.decisions
    assert {pattern.rule for decision in decisions for pattern in decision.seen} <= set(one.first_seen)
    if not decisions:
        assert one.first_alert is None
        assert found(then, as_at) == []
        return 0
    assert one.first_alert is not None
    first = one.first_alert.at
    assert {finding.since for finding in found(then, first) if finding.rule == DECISION.rule} == {first}
    assert one.first_alert.rule in {finding.rule for finding in found(then, first)}
    assert min(finding.since for finding in found(then, as_at) if finding.rule == DECISION.rule) == first
    assert found(then, first - timedelta(microseconds=1)) == []
    return len(decisions)


def found(then: Chronology, as_at: datetime) -> list[Finding]:
    """What `wayhome screen` would list of a file that can hold no decision."""
    by_then = then.as_at(as_at)
    of_files = Alerts(hears_decisions=False)
    return list(of_files.findings(by_then, episodes(by_then), ALONE, as_at))
