"""What every pattern and every decision keeps to, whatever the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings

from tests.rules.histories import FILE, histories, times
from tests.saying import ENGLISH, after, missing, said
from wayhome.rules.alerts import Alerts
from wayhome.rules.alerts.decisions import asked
from wayhome.rules.alerts.points import LOOKS, points
from wayhome.rules.alerts.seen import Life
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE
from wayhome.rules.episode import Episode, episodes
from wayhome.rules.event import OWN, Event, System
from wayhome.rules.facts import (
    CameBackWith,
    Danger,
    FormOfHarm,
    Found,
    InterviewHeld,
    Item,
    MarkerAdded,
    MarkersStated,
    Part,
    PatternAnswer,
    PatternDecided,
    ResponsibleAuthorityStated,
    Reviewed,
    Risk,
    RiskAssessed,
)
from wayhome.rules.finding import Finding, State
from wayhome.rules.guidance.patterns import DECISION, EXPLOITATION_MARKED, PATTERNS, SOMETHING_NEW
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.moment import Moment
from wayhome.rules.rulebook import rulebook

#: Every pattern asks for a decision, the sooner.
EAGER = Alerts((replace(DEFAULT, patterns_that_open=tuple(one.rule for one in PATTERNS)),))
DAY = 24
FAR = after(10_000)


def life(events: list[Event], as_at: datetime = FAR) -> Life:
    then = Chronology.of("1", events).as_at(as_at)
    return EAGER.life(then, episodes(then), ALONE)


def findings(events: list[Event], as_at: datetime, alerts: Alerts = EAGER) -> list[Finding]:
    then = Chronology.of("1", events).as_at(as_at)
    return list(alerts.findings(then, episodes(then), ALONE, as_at))


def _told(events: list[Event]) -> tuple[Chronology, tuple[Episode, ...]]:
    then = Chronology.of("1", events)
    return then, episodes(then)


def marked(hours: float, key: str = "s", *markers: str) -> Event:
    return said(MarkersStated(episode="m", markers=markers or ("CSE",)), hours, key=key)


def decided(hours: float, key: str = "t", answer: PatternAnswer = PatternAnswer.SUPPORT_OFFERED) -> Event:
    fact = PatternDecided(answer=answer, weighed=("s",), because="A worker is there", decided_by="Manager")
    return said(fact, hours, key=key)


def test_every_pattern_is_looked_for() -> None:
    assert set(LOOKS) == set(PATTERNS)


@settings(max_examples=200, deadline=None)
@given(histories(), times)
def test_the_evidence_alone_justifies_what_was_seen(history: list[Event], as_at: datetime) -> None:
    whole = life(history, as_at)
    for pattern, looks in LOOKS.items():
        for seen in looks(whole):
            rests_on = [event for event in whole.chronology.events if event in seen.events]
            alone = life(rests_on, as_at)
            again = [(one.why.key, one.at) for one in looks(alone)]
            assert (seen.why.key, seen.at) in again, pattern.rule


@settings(max_examples=200, deadline=None)
@given(histories(), times)
def test_one_decision_at_a_time_and_each_after_the_last_was_answered(
    history: list[Event], as_at: datetime
) -> None:
    every = asked(life(history, as_at), as_at)
    assert all(one.answers for one in every[:-1])
    for earlier, later in pairwise(every):
        assert earlier.at <= later.at <= as_at
        assert later.seen


@settings(max_examples=200, deadline=None)
@given(histories(), times)
def test_no_time_takes_away_a_decision_that_waits(history: list[Event], as_at: datetime) -> None:
    told_by_then = [event for event in history if _is_told_by(event, as_at)]
    waits = [one for one in findings(told_by_then, as_at) if one.state in (State.DUE, State.OVERDUE)]
    for one in waits:
        later = findings(told_by_then, as_at + timedelta(days=3650))
        assert [again.state for again in later if (again.rule, again.since) == (one.rule, one.since)] == [
            State.OVERDUE
        ]


def test_a_decision_is_due_five_days_after_the_first_could_be_known() -> None:
    decision, pattern, _ = findings([missing(), marked(1)], after(2))
    assert (decision.rule, decision.state, decision.since) == (DECISION.rule, State.DUE, after(1))
    assert decision.due is not None
    assert decision.due.ends == after(1 + 5 * DAY)
    assert (pattern.rule, pattern.state, pattern.evidence) == (
        "alert.exploitation_marked",
        State.OPEN,
        ("s",),
    )


def test_an_answer_given_before_anything_was_asked_settles_nothing() -> None:
    decision, *_ = findings([missing(), decided(0.5), marked(1)], after(2))
    assert decision.state is State.DUE


def test_an_early_answer_stands_on_from_when_it_was_given() -> None:
    events = [missing(), marked(1), decided(2), decided(10 * DAY, "u")]
    assert [one.stands_until for one in asked(life(events), after(11 * DAY))] == [after(38 * DAY)]
    decision, *_ = findings(events, after(11 * DAY))
    assert (decision.state, decision.settled_at) == (State.MET, Moment.at(after(2)))


def test_no_day_of_review_is_later_than_a_decision_may_stand() -> None:
    late = replace(
        decided(2),
        fact=PatternDecided(
            answer=PatternAnswer.NOT_NOW,
            weighed=(),
            because="r",
            decided_by="m",
            look_again_on=(after(0) + timedelta(days=400)).date(),
        ),
    )
    (one,) = asked(life([missing(), marked(1), late]), after(3))
    assert one.stands_until == after(2 + 28 * DAY)


def test_what_came_meanwhile_is_asked_about_on_the_day_of_review_which_is_the_next_change() -> None:
    then = Chronology.of("1", [missing(), marked(1), decided(2), marked(3, "u")])
    review, book = after(2 + 28 * DAY), replace(rulebook(), clocks=(), doubts=(), alerts=Alerts())
    before = book.findings(then, ALONE, review - timedelta(minutes=1))
    assert [one.state for one in before if one.rule == DECISION.rule] == [State.MET]
    assert book.changes_after(then, ALONE, before, review - timedelta(minutes=1)) == review
    states = [one.state for one in book.findings(then, ALONE, review) if one.rule == DECISION.rule]
    assert states == [State.MET, State.DUE]


def test_the_end_of_a_markers_day_of_review_is_the_next_change_and_asks_for_a_decision() -> None:
    over = Moment.day(date(2026, 1, 20)).ends
    asks = {"form": FormOfHarm.SEXUAL, "because": "Seen", "decided_by": "M", "child_told": True}
    added = said(MarkerAdded(**asks, review_by=date(2026, 1, 20)), 1, key="k")  # type: ignore[arg-type]
    then = Chronology.of("1", [missing(), added])
    book = replace(rulebook(), clocks=(), doubts=(), alerts=Alerts())
    before = over - timedelta(minutes=1)
    assert book.findings(then, ALONE, before) == []
    assert book.changes_after(then, ALONE, [], before) == over
    asked_for = book.findings(then, ALONE, over)
    assert [(one.rule, one.state, one.since) for one in asked_for] == [
        (DECISION.rule, State.DUE, over),
        ("alert.marker_not_reviewed", State.OPEN, over),
    ]
    later = said(Reviewed(began="k", ended=True, because="Over", reviewed_by="M"), 20 * DAY, key="l")
    late = Chronology.of("1", [missing(), added, later])
    assert [one.state for one in book.findings(late, ALONE, after(30 * DAY))] == [State.OVERDUE, State.OPEN]


def test_only_what_is_new_reopens_a_decision_that_stands() -> None:
    again = [missing(), marked(1), decided(2), marked(3, "u")]
    assert len(asked(life(again), after(4))) == 1
    every = asked(life([*again, marked(5, "v", "harm")]), after(6))
    assert [one.at for one in every] == [after(1), after(5)]
    assert list(every[-1].seen) == [SOMETHING_NEW]


def test_what_a_child_told_or_came_back_with_for_the_first_time_is_new_and_a_second_time_is_not() -> None:
    def told(hours: float, key: str, danger: Danger) -> Event:
        return said(InterviewHeld(covers=("m",), dangers=(danger,)), hours, key=key)

    def back(hours: float, key: str, item: Item) -> Event:
        return said(CameBackWith(episode="m", items=(item,)), hours, key=key)

    before = [missing(), told(1, "a", Danger.GROOMING), back(1, "b", Item.PHONE), decided(2)]
    again = [told(3, "c", Danger.GROOMING), back(3, "d", Item.PHONE)]
    assert len(asked(life([*before, *again]), after(4))) == 1
    for new in (told(5, "e", Danger.TRAFFICKING), back(5, "e", Item.CLOTHES)):
        every = asked(life([*before, *again, new]), after(6))
        assert [one.at for one in every] == [after(1), after(5)]
        assert [event.key for event in every[-1].seen[SOMETHING_NEW].events] == ["e"]


def test_what_is_new_is_withheld_with_the_part_of_the_record_that_told_it() -> None:
    told = said(InterviewHeld(covers=("m",), dangers=(Danger.GROOMING,)), 1)
    back = said(CameBackWith(episode="m", items=(Item.PHONE,)), 1)
    for event, part in ((told, Part.INTERVIEW), (back, Part.HEALTH), (marked(1), Part.CONTACTS)):
        (new,) = (one for one in findings([missing(), event], after(2)) if one.rule == SOMETHING_NEW.rule)
        assert new.parts == (part,)


def test_a_pattern_that_asks_and_was_in_no_decision_so_far_is_new() -> None:
    graded = said(RiskAssessed(episode="m", level=Risk.LOW), 5, key="g")
    every = asked(Alerts().life(*_told([missing(), marked(1), decided(2), graded]), ALONE), after(6))
    assert [one.at for one in every] == [after(1), after(5)]
    assert [pattern.rule for pattern in every[-1].seen] == ["alert.exploitation_graded_low"]


def test_what_was_written_down_after_an_answer_was_not_weighed_in_it() -> None:
    """Police knew in the night; somebody decided in the morning; the night's file was loaded at noon."""
    by_hand = [
        replace(one, recorded_at=one.happened_at.begins) for one in (missing(), marked(1), decided(12))
    ]
    night = replace(marked(5, "v", "harm"), recorded_at=after(15))
    assert len(asked(life([*by_hand, night]), after(14))) == 1
    every = asked(life([*by_hand, night]), after(16))
    assert [one.at for one in every] == [after(1), after(15)]
    mended = replace(night, edition=2, recorded_at=after(40))
    in_time = replace(night, recorded_at=after(6))
    assert len(asked(life([*by_hand, in_time, mended]), after(50))) == 1


def test_what_is_not_to_open_a_decision_is_kept_for_the_one_that_is_asked_for() -> None:
    default = Alerts()
    events = [missing(), marked(1, "s", "self-harm"), marked(2, "t", "CSE")]
    assert findings(events[:2], after(3), default) == []
    rules = {one.rule for one in findings(events, after(3), default)}
    assert rules == {
        DECISION.rule,
        "alert.self_harm_marked",
        "alert.exploitation_marked",
        "alert.something_new",
    }


def test_a_decision_says_which_pattern_opened_it_whatever_else_it_rests_on() -> None:
    events = [missing(), marked(1, "s", "self-harm"), marked(2, "t", "CSE")]
    [one] = asked(Alerts().life(*_told(events), ALONE), after(3))
    assert next(iter(one.seen)).rule == "alert.self_harm_marked"
    assert one.opened_by == EXPLOITATION_MARKED


def test_what_came_meanwhile_opens_a_decision_on_the_day_of_review() -> None:
    events = [missing(), marked(1), decided(2), marked(3, "u")]
    _, again = asked(Alerts().life(*_told(events), ALONE), FAR)
    assert (again.at, again.opened_by) == (after(2 + 28 * DAY), EXPLOITATION_MARKED)


def test_what_was_put_off_to_a_day_is_asked_again_by_no_pattern() -> None:
    not_now = PatternDecided(
        answer=PatternAnswer.NOT_NOW,
        weighed=("s",),
        because="Holidays",
        decided_by="Manager",
        look_again_on=date(2026, 1, 20),
    )
    events = [missing(), marked(1), said(not_now, 2)]
    first, again = asked(Alerts().life(*_told(events), ALONE), FAR)
    assert (first.opened_by, first.was_put_off) == (EXPLOITATION_MARKED, True)
    assert (again.at, again.opened_by) == (Moment.day(date(2026, 1, 20)).begins, None)
    assert EXPLOITATION_MARKED in again.seen


def test_a_child_who_stays_missing_is_asked_about_when_the_time_has_passed_which_is_the_next_change() -> None:
    agreed = (replace(DEFAULT, long_term_missing_after=timedelta(days=28)),)
    book = replace(rulebook(agreed), clocks=(), doubts=())
    then = Chronology.of("1", [missing(told=())])
    turn, before = after(28 * DAY), after(27 * DAY)
    assert book.findings(then, ALONE, before) == []
    assert book.changes_after(then, ALONE, [], before) == turn
    decision, pattern = book.findings(then, ALONE, turn)
    assert (decision.rule, decision.state, decision.since) == (DECISION.rule, State.DUE, turn)
    assert (pattern.rule, pattern.state, pattern.since) == ("alert.long_term_missing", State.OPEN, turn)
    default = replace(rulebook(), clocks=(), doubts=())
    assert default.changes_after(then, ALONE, [], before) is None


def test_of_times_of_which_no_source_could_say_whether_an_interview_was_held_nothing_is_concluded() -> None:
    def times(system: System) -> list[Event]:
        back = [said(Found(episode=f"m{n}"), n * 10 * DAY + 1, key=f"f{n}", system=system) for n in range(4)]
        return [missing(n * 10 * DAY, key=f"m{n}", system=system) for n in range(4)] + back

    rule = "alert.nobody_interviewed"
    assert rule in {one.rule for one in findings(times(OWN), FAR)}
    assert rule not in {one.rule for one in findings(times(FILE), FAR)}


def test_the_decision_is_the_responsible_authoritys() -> None:
    stated = said(ResponsibleAuthorityStated(authority=ENGLISH), 0, key="r")
    assert {one.owner for one in findings([stated, missing(), marked(1)], after(2))} == {ENGLISH}


def test_of_a_file_that_can_hold_no_decision_what_is_due_is_as_if_it_were_loaded_now() -> None:
    heard, _ = rulebook().parted(FILE)
    assert heard.alerts is not None
    events = [missing(), marked(1)]
    rules = {DECISION.rule, "alert.exploitation_marked", "alert.something_new"}
    now, later = (findings(events, after(hours), heard.alerts) for hours in (2, 100 * DAY))
    assert {one.rule: one.state for one in now} == dict.fromkeys(rules, State.OPEN) | {
        DECISION.rule: State.DUE
    }
    assert {one.rule: one.state for one in later} == dict.fromkeys(rules, State.NOT_STATED)


def test_what_fell_due_before_its_owner_began_here_holds_up_nothing() -> None:
    events = [owner_began(40), missing(), marked(1), missing(50 * DAY, key="m2")]
    events += [said(MarkersStated(episode="m2", markers=("CSE",)), 50 * DAY + 1, key="s2")]
    decisions = [one for one in findings(events, after(51 * DAY)) if one.rule == DECISION.rule]
    assert [(one.state, one.since) for one in decisions] == [
        (State.NOT_STATED, after(1)),
        (State.DUE, after(50 * DAY + 1)),
    ]


def test_what_fell_due_before_its_owner_began_is_asked_again_on_its_day_of_review_which_is_the_next_change() -> (
    None
):
    events, review = [owner_began(20), missing(), marked(1)], after(33 * DAY + 1)
    before, on_the_day = (
        [one for one in findings(events, at) if one.rule == DECISION.rule]
        for at in (review - timedelta(seconds=1), review)
    )
    assert [(one.state, one.since, one.turns_at) for one in before] == [(State.NOT_STATED, after(1), review)]
    assert [(one.state, one.since) for one in on_the_day] == [
        (State.NOT_STATED, after(1)),
        (State.DUE, review),
    ]
    asked_again = asked(life(events), review, begins=after(20 * DAY))[-1]
    assert asked_again.opened_by is EXPLOITATION_MARKED
    assert set(asked_again.seen) == {EXPLOITATION_MARKED, SOMETHING_NEW}


def owner_began(days: int) -> Event:
    """The responsible authority, which began to write here after so many days."""
    return said(
        ResponsibleAuthorityStated(authority=replace(ENGLISH, joined_at=after(days * DAY))), 0, key="r"
    )


def test_in_a_file_a_further_episode_is_not_by_itself_new() -> None:
    events = [missing(), marked(1)]
    for days in (50, 90):
        key = f"m{days}"
        events += [missing(days * DAY, key=key)]
        events += [said(MarkersStated(episode=key, markers=("CSE",)), days * DAY + 1, key=f"s{days}")]
    assert len(asked(life(events), after(100 * DAY), standing_in=True)) == 1
    events += [marked(95 * DAY, "v", "suicide")]
    assert len(asked(life(events), after(100 * DAY), standing_in=True)) == 2


def _is_told_by(event: Event, as_at: datetime) -> bool:
    return event.happened_at.begins <= as_at and all(one.at.begins <= as_at for one in event.told)


def stood_in(events: list[Event], *, begins: datetime | None = None) -> list[tuple[datetime, int]]:
    """When each decision was asked for in a replay, and how many answered it."""
    there = asked(life(events), FAR, begins=begins, standing_in=True)
    return [(one.at, len(one.answers)) for one in there]


def test_a_replay_takes_an_answer_as_it_was_given_however_late() -> None:
    said_so = [missing(), marked(0), marked(20 * DAY, "u", "UASC"), decided(30 * DAY)]
    assert stood_in(said_so) == [(after(0), 1)]
    assert stood_in(said_so[:-1]) == [(after(0), 0), (after(20 * DAY), 0)]


def test_after_the_last_answer_a_replay_stands_in() -> None:
    answered = [missing(), marked(0), decided(1)]
    later = [marked(40 * DAY, "u", "UASC"), marked(80 * DAY, "v", "UASC")]
    assert stood_in([*answered, *later]) == [(after(0), 1), (after(40 * DAY), 0)]


def test_a_replay_asks_no_answer_of_the_time_before_anybody_could_give_one() -> None:
    years = [missing(), marked(0), marked(60 * DAY, "u"), decided(61 * DAY)]
    assert stood_in(years) == [(after(0), 1)]
    assert stood_in(years, begins=after(50 * DAY)) == [(after(0), 0), (after(60 * DAY), 1)]


@settings(max_examples=200, deadline=None)
@given(histories(), times)
def test_up_to_the_last_answer_a_replay_asks_what_was_really_asked(
    history: list[Event], began: datetime
) -> None:
    then, of_child = _told(history)
    whole = EAGER.life(then, of_child, ALONE)
    answers = [at for at, what in points(whole, FAR) if isinstance(what, Event)]
    last = max(answers, default=after(-1))
    replayed = asked(whole, FAR, begins=began, standing_in=True)
    really = asked(whole, FAR, begins=began)
    assert [one for one in replayed if one.at < last] == [one for one in really if one.at < last]
