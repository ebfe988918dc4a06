"""The last four weeks, as the agencies wrote them here."""

from collections import Counter
from datetime import timedelta

import pytest

from tests.exchange.simulated.seen import NOW, SEED
from wayhome.exchange.simulated import events, partnership, population
from wayhome.exchange.simulated.scenes import SCENES
from wayhome.rules import detail
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE
from wayhome.rules.episode import Episode, Standing, episodes
from wayhome.rules.event import Event
from wayhome.rules.exploitation import picture
from wayhome.rules.facts import (
    AgencyKind,
    CameBackWith,
    FoundDead,
    InterviewHeld,
    Missing,
    Nation,
    Risk,
    Screened,
)
from wayhome.rules.finding import Finding, State
from wayhome.rules.guidance.instruments import instrument_of
from wayhome.rules.guidance.instruments.instrument import UNKNOWN
from wayhome.rules.rulebook import rulebook, who_held

PARTNERS = partnership(NOW)


@pytest.fixture(scope="module")
def told() -> dict[str, list[Event]]:
    return dict(events(PARTNERS, SEED, 600))


@pytest.fixture(scope="module")
def scenes(told: dict[str, list[Event]]) -> dict[str, Chronology]:
    """The chronology of each scene's child, by what it shows."""
    first = list(told.items())[: len(SCENES)]
    return {scene.shows: Chronology.of(*child) for scene, child in zip(SCENES, first, strict=True)}


def last(scenes: dict[str, Chronology], shows: str) -> Episode:
    (chronology,) = (one for what, one in scenes.items() if what.startswith(shows))
    return episodes(chronology)[-1]


def findings(scenes: dict[str, Chronology], shows: str) -> dict[str, Finding]:
    """What needs somebody in the last episode, by rule."""
    (chronology,) = (one for what, one in scenes.items() if what.startswith(shows))
    of_last = episodes(chronology)[-1].key
    every = rulebook().findings(chronology, ALONE, PARTNERS.now)
    return {one.rule: one for one in every if one.episode == of_last and one.needs_someone}


def test_nothing_lies_ahead_of_now(told: dict[str, list[Event]]) -> None:
    every = [event for said in told.values() for event in said]
    assert max(event.happened_at.ends for event in every) <= NOW
    assert max(telling.at.ends for event in every for telling in event.told) <= NOW


def test_each_event_has_a_key_of_its_own_and_somebody_who_was_told(told: dict[str, list[Event]]) -> None:
    every = [event for said in told.values() for event in said]
    assert [key for key, times in Counter(event.key for event in every).items() if times > 1] == []
    assert all(event.told for event in every)


def test_each_fact_can_be_stored_and_read_again(told: dict[str, list[Event]]) -> None:
    agencies = {code: partner.agency for code, partner in PARTNERS.by_code.items()}
    for event in (event for said in told.values() for event in said):
        assert detail.read(event.kind, event.fact.version, detail.write(event.fact), agencies) == event.fact


def test_the_same_seed_tells_the_same(told: dict[str, list[Event]]) -> None:
    assert dict(events(PARTNERS, SEED, 600)) == told


def test_the_record_holds_what_a_police_file_cannot(told: dict[str, list[Event]]) -> None:
    kinds = {event.kind for said in told.values() for event in said}
    assert {
        "Acknowledged",
        "Recovered",
        "ReturnDecided",
        "MissingMeeting",
        "Placed",
        "CareStatusStated",
    } <= kinds
    held = [event.fact for said in told.values() for event in said if isinstance(event.fact, InterviewHeld)]
    assert all(fact.what_happened and fact.would_help for fact in held)
    assert len(held) > 5
    assert not any(isinstance(event.fact, FoundDead) for said in told.values() for event in said)


def test_what_a_force_marked_as_exploitation_is_stated_followed_up_and_marked_in_part() -> None:
    whole = [picture(Chronology.of(child, said)) for child, said in events(PARTNERS, SEED, 1500)]
    feared = [one for one in whole if one.concerns]
    marked, referred = (sum(bool(getattr(one, part)) for one in feared) for part in ("markers", "referrals"))
    assert 8 <= len(feared) <= 30
    assert 0 < marked < len(feared)
    assert 0 < referred < len(feared)
    assert any(one.strengths for one in feared)
    assert any(one.since for each in feared for one in each.referrals)


def test_what_children_tell_and_come_back_with_is_ticked_and_of_those_exploited_in_truth_alone() -> None:
    everyone = population(PARTNERS, SEED, 1500)
    truth = {child.person_id: child.truth for child in everyone}
    told, dangers, brought = Counter[bool](), set[str](), set[str]()
    for child, said in events(PARTNERS, SEED, 1500):
        for fact in (event.fact for event in said):
            if isinstance(fact, InterviewHeld):
                told[bool(fact.push or fact.pull)] += 1
                dangers |= {child} if fact.dangers else set()
            if isinstance(fact, CameBackWith):
                brought.add(child)
    assert told[True] > told[False] > 0
    assert len(dangers) >= 3
    assert len(brought) >= 3
    of_truth = [truth[child] for child in dangers | brought if child in truth]
    assert of_truth
    assert all(one.sexually_exploited or one.criminally_exploited for one in of_truth)


def test_some_are_screened_and_most_answers_are_no_or_not_known() -> None:
    screened = [
        event.fact
        for _, said in events(PARTNERS, SEED, 1500)
        for event in said
        if isinstance(event.fact, Screened)
    ]
    assert len(screened) > 2
    for one in screened:
        used = instrument_of(one.instrument, one.instrument_version)
        assert used is not None
        assert used.knows(one.given)
        assert Counter(one.given.values()).most_common(1)[0][0] in (UNKNOWN, "no")


def test_the_board_is_alive_at_any_hour() -> None:
    for hours in (0, 7, 12, 19):
        seen_at = partnership(NOW.replace(hour=hours))
        open_now = [
            episode
            for child, said in events(seen_at, SEED, 300)
            for episode in episodes(Chronology.of(child, said))
            if episode.is_open
        ]
        assert len(open_now) >= 16


def test_high_risk_missing_for_forty_minutes(scenes: dict[str, Chronology]) -> None:
    episode = last(scenes, "high risk")
    assert (episode.standing, episode.risk) == (Standing.MISSING, Risk.HIGH)
    assert (NOW - episode.opened_by.happened_at.begins).total_seconds() == 40 * 60


def test_police_not_told(scenes: dict[str, Chronology]) -> None:
    due = findings(scenes, "police not told")["local.police_told"]
    assert not last(scenes, "police not told").police_told
    assert due.state is State.DUE
    assert due.owner == PARTNERS["SIM-HOME-E"]


def test_nobody_has_acknowledged(scenes: dict[str, Chronology]) -> None:
    found = findings(scenes, "police told, and nobody")
    assert found["local.report_acknowledged_by_control_room"].state is State.OVERDUE


def test_found_is_not_returned(scenes: dict[str, Chronology]) -> None:
    assert last(scenes, "found and not returned").standing is Standing.FOUND
    assert last(scenes, "recovered, and").standing is Standing.RECOVERED


def test_a_claim_is_not_knowledge(scenes: dict[str, Chronology]) -> None:
    assert last(scenes, "whereabouts claimed").standing is Standing.MISSING
    assert last(scenes, "whereabouts known, at a place").standing is Standing.MISSING
    assert last(scenes, "whereabouts known and verified").standing is Standing.WHEREABOUTS_KNOWN


def test_a_welsh_child_is_missing_in_england_and_the_reverse(scenes: dict[str, Chronology]) -> None:
    for shows, owner, force in (
        ("a Welsh child", Nation.WALES, Nation.ENGLAND),
        ("an English", Nation.ENGLAND, Nation.WALES),
    ):
        meeting = findings(scenes, shows)["local.missing_meeting"]
        fact = last(scenes, shows).opened_by.fact
        assert isinstance(fact, Missing)
        assert meeting.owner is not None
        assert fact.force is not None
        assert (meeting.owner.nation, fact.force.nation) == (owner, force)


def test_interviews_are_due_and_overdue(scenes: dict[str, Chronology]) -> None:
    assert findings(scenes, "back for 69 hours")["england.return_interview"].state is State.DUE
    assert findings(scenes, "back for five days")["england.return_interview"].state is State.OVERDUE
    assert "england.return_interview" not in findings(scenes, "back since yesterday")


def test_a_risk_level_waits_to_be_looked_at_again(scenes: dict[str, Chronology]) -> None:
    assert findings(scenes, "no apparent risk")["uk.no_apparent_risk_reviewed"].state is State.OVERDUE


def test_two_children_are_in_one_report(scenes: dict[str, Chronology]) -> None:
    elder, younger = (
        last(scenes, f"two children in one report: the {one}").missing for one in ("elder", "younger")
    )
    assert elder.report == younger.report != ""


def test_where_the_hours_of_a_late_interview_went_can_be_shown(scenes: dict[str, Chronology]) -> None:
    (chronology,) = (one for what, one in scenes.items() if what.startswith("interviewed late"))
    then = chronology.as_at(NOW)
    said = rulebook().findings(then, ALONE, NOW)
    late = [who_held(one, then, NOW) for one in said if one.rule == "england.return_interview"]
    held = late[-1]
    assert held is not None
    hours = [(part.by[0].kind, part.hours.least / timedelta(hours=1)) for part in held.parts]
    assert hours == [
        (AgencyKind.POLICE, 31),
        (AgencyKind.AUTHORITY, 13),
        (AgencyKind.INTERVIEW_PROVIDER, 40),
    ]
    assert held.before_owner == held.parts[0].hours


def test_some_authorities_are_told_late_and_most_providers_before_they_offer(
    told: dict[str, list[Event]],
) -> None:
    returns = [one for child in told.values() for one in child if one.kind == "Returned"]
    handed_on = [t for one in returns for t in one.told if t.to.kind is AgencyKind.INTERVIEW_PROVIDER]
    late = [
        one
        for one in returns
        for t in one.told
        if t.to.kind is AgencyKind.AUTHORITY and t.at.begins - one.happened_at.begins > timedelta(hours=1)
    ]
    assert len(returns) > len(handed_on) > len(returns) / 3
    assert len(returns) / 4 > len(late) > 1
