"""One child's rows: what each says, and what is empty because nobody said it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.saying import ENGLISH, FORCE, WELSH, after, missing, said, telling
from wayhome.insight.extract.of_children import OfChild
from wayhome.insight.extract.pseudonyms import Pseudonyms
from wayhome.insight.extract.rows import Decision
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE
from wayhome.rules.episode import episodes
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    Answer,
    CameBackWith,
    CareStatus,
    CareStatusStated,
    ConcernStated,
    Danger,
    FormOfHarm,
    Found,
    FoundBy,
    FoundDead,
    InterviewAnswered,
    InterviewHeld,
    InterviewOffered,
    Item,
    MarkersStated,
    Missing,
    MissingFrom,
    PatternAnswer,
    PatternDecided,
    Placed,
    PlacementEnded,
    PlacementKind,
    Pull,
    Push,
    RecordedAs,
    ResponsibleAuthorityStated,
    Returned,
    Risk,
    RiskAssessed,
    Whether,
)
from wayhome.rules.rulebook import rulebook

KEY = Pseudonyms(b"a key of nobody's")
ONCE = missing(told=(telling(FORCE, 1),))
BACK = (said(Found(episode="m", by=FoundBy.CARER), 10), said(Returned(episode="m"), 12))


def of(*events: Event, as_at: datetime = after(1000)) -> OfChild:  # noqa: B008 - a value
    then = Chronology.of("1", events)
    return OfChild(then, episodes(then), KEY, as_at)


def test_an_episode_from_when_the_child_was_last_seen_until_found():
    [row] = of(ONCE, *BACK).of_episodes()
    assert (row.child, row.number, row.away, row.found_by) == (KEY.of("1"), 1, False, "carer")
    assert (row.began_at, row.reported_at, row.ended_at) == (after(), after(1), after(10))
    assert (row.began_on, row.ended_on) == (date(2026, 1, 12), date(2026, 1, 13))
    assert (row.hours, row.hours_reported, row.returned_at) == (10.0, 9.0, after(12))


def test_what_nobody_said_is_empty():
    [row] = of(missing(force=None)).of_episodes()
    empty = {name for name, value in row._asdict().items() if value is None}
    assert empty == {
        "reported_at",
        "ended_at",
        "ended_on",
        "hours",
        "hours_reported",
        "returned_at",
        "came_of_age_on",
        "of_age_within",
        "age",
        "care",
        "placement",
        "outside",
        "authority",
        "force",
        "risk",
        "exploitation",
        "trafficking",
        "self_harm",
        "harm",
        "found_by",
    }


def test_care_and_placement_are_those_of_when_the_child_went_missing():
    placed = said(Placed(placement=PlacementKind.FOSTER_HOME, host=WELSH), -48, key="placed")
    [row] = of(
        said(ResponsibleAuthorityStated(authority=ENGLISH), -100),
        said(CareStatusStated(status=CareStatus.LOOKED_AFTER), -100),
        placed,
        said(PlacementEnded(began="placed"), 1),
        said(Placed(placement=PlacementKind.SECURE, host=ENGLISH), 1),
        said(CareStatusStated(status=CareStatus.CARE_LEAVER), 2),
        missing(),
    ).of_episodes()
    assert (row.care, row.placement, row.outside, row.authority) == (
        "looked_after",
        "foster_home",
        True,
        "E-A",
    )


def test_a_placement_that_ended_before_is_not_where_the_child_lived():
    [row] = of(
        said(Placed(placement=PlacementKind.FOSTER_HOME), -48, key="placed"),
        said(PlacementEnded(began="placed"), -1),
        missing(),
    ).of_episodes()
    assert row.placement is None


def test_marks_are_read_and_a_mark_of_something_else_is_no():
    marked = said(MarkersStated(episode="m", markers=("C.S.E.", "C S E", "CSE", "dog")))
    [row] = of(ONCE, marked).of_episodes()
    assert (row.exploitation, row.trafficking, row.self_harm, row.harm) == (True, False, False, False)


def test_a_child_who_came_back_injured_was_harmed():
    [row] = of(ONCE, *BACK, said(CameBackWith(episode="m", items=(Item.INJURIES,)), 13)).of_episodes()
    assert row.harm is True


def test_away_and_found_dead_are_said():
    away = said(Missing(missing_from=MissingFrom.CARE, recorded_as=RecordedAs.AWAY), key="m")
    [row] = of(away, said(FoundDead(episode="m"), 5)).of_episodes()
    assert (row.away, row.from_care, row.found_dead) == (True, True, True)


@pytest.mark.parametrize(("hours", "in_time"), [(72, True), (72.01, False), (-1, True)])
def test_72_elapsed_hours_after_the_return_are_in_time(hours, in_time):
    [row] = of(
        ONCE,
        *BACK,
        said(InterviewOffered(covers=("m",)), 20),
        said(InterviewAnswered(covers=("m",), answer=Answer.ACCEPTED), 21),
        said(InterviewHeld(covers=("m",)), 12 + hours),
    ).of_interviews()
    assert (row.offered_at, row.answer, row.in_time) == (after(20), "accepted", in_time)
    assert row.hours == pytest.approx(hours)


def test_an_interview_without_a_return_is_held_and_nobody_can_say_whether_in_time():
    [row] = of(ONCE, said(InterviewHeld(covers=("m",)), 20)).of_interviews()
    assert (row.held_at, row.hours, row.in_time) == (after(20), None, None)


def test_one_held_by_somebody_who_is_not_independent_is_not_the_interview():
    offered = said(InterviewOffered(covers=("m",)), 20)
    [row] = of(
        ONCE, *BACK, offered, said(InterviewHeld(covers=("m",), independent=False), 21)
    ).of_interviews()
    assert row.held_at is None


def test_nothing_done_about_an_interview_is_no_row():
    assert list(of(ONCE, *BACK).of_interviews()) == []


def test_county_lines_is_a_concern_of_its_own_and_of_criminal_exploitation():
    concern = ConcernStated(
        form=FormOfHarm.COUNTY_LINES,
        harm_occurred=Whether.NOT_KNOWN,
        at_risk=Whether.YES,
        because="simulated",
        stated_by="simulated",
        review_by=date(2026, 2, 1),
    )
    rows = list(of(ONCE, *BACK, said(concern, 5)).of_concerns())
    assert [(row.form, row.at_risk, row.phase) for row in rows] == [
        ("county_lines", "yes", "during"),
        ("criminal", "yes", "during"),
    ]


def decided(answer: PatternAnswer, hours: float, key: str, look_again_on: date | None = None) -> Event:
    fact = PatternDecided(
        answer=answer, weighed=("s",), because="Waits", decided_by="Quill", look_again_on=look_again_on
    )
    return said(fact, hours, key=key)


def decisions_of(*events: Event, at: float = 1000, begins: float | None = None) -> list[Decision]:
    """As at so many hours after; whoever decides began to write here at `begins`."""
    joined = None if begins is None else after(begins)
    responsible = ResponsibleAuthorityStated(authority=replace(ENGLISH, joined_at=joined))
    then = Chronology.of("1", [said(responsible, -100), *events]).as_at(after(at))
    of_child = episodes(then)
    said_of = rulebook().decisions_of(then, of_child, ALONE, after(at))
    return list(OfChild(then, of_child, KEY, after(at)).of_decisions(said_of))


MARKED = said(MarkersStated(episode="m", markers=("CSE",)), 1, key="s")


def test_a_decision_as_it_was_first_answered_and_in_nobodys_words():
    answers = (
        decided(PatternAnswer.PLAN_CHANGED, 130, "one"),
        decided(PatternAnswer.SUPPORT_OFFERED, 140, "two"),
    )
    [row] = decisions_of(ONCE, MARKED, *answers, at=200)
    assert (row.number, row.asked_on, row.opened_by) == (1, date(2026, 1, 12), "alert.exploitation_marked")
    assert (row.state, row.answer, row.answered_at) == ("met_late", "plan_changed", after(130))
    assert (row.due_at, row.same_reason) == (after(1 + 5 * 24), False)
    assert not {"Waits", "Quill"} & set(map(str, row))


def test_one_put_off_twice_in_the_same_words_is_asked_for_again_and_says_so():
    put_off = [
        decided(PatternAnswer.NOT_NOW, 2, "one", date(2026, 1, 20)),
        decided(PatternAnswer.NOT_NOW, 8 * 24, "two", date(2026, 2, 1)),
    ]
    rows = decisions_of(ONCE, MARKED, *put_off, at=9 * 24)
    assert [(row.opened_by, row.state, row.answer, row.same_reason) for row in rows] == [
        ("alert.exploitation_marked", "met", "not_now", False),
        (None, "met", "not_now", False),
        ("alert.same_reason_again", "due", None, True),
    ]


def test_what_fell_due_before_anybody_could_answer_here_is_no_row_and_keeps_its_number():
    again = said(RiskAssessed(episode="m", level=Risk.LOW), 800, key="g")
    rows = decisions_of(ONCE, MARKED, again, at=810, begins=500)
    assert [(row.number, row.state) for row in rows] == [(2, "due")]


def test_nor_is_one_that_somebody_answered_unasked_since():
    answer = decided(PatternAnswer.PLAN_CHANGED, 900, "one")
    again = said(RiskAssessed(episode="m", level=Risk.LOW), 1600, key="g")
    assert decisions_of(ONCE, MARKED, answer, begins=850) == []
    rows = decisions_of(ONCE, MARKED, answer, again, at=1610, begins=850)
    assert [(row.number, row.state) for row in rows] == [(2, "due")]


def test_a_child_by_another_key_is_another():
    assert KEY.of("1") == Pseudonyms(b"a key of nobody's").of("1")
    assert KEY.of("1") != Pseudonyms.of_this_once().of("1")
    assert KEY.of("1") != KEY.of("2")
    assert "key" not in repr(KEY).replace("Pseudonyms", "")


def test_what_the_child_told_is_said_once_of_each_episode_the_interview_is_about():
    again = missing(50, key="n")
    held = (
        said(
            InterviewHeld(covers=("m", "n"), interviewer="Somebody", push=(Push.HARM,), pull=(Pull.FRIENDS,)),
            60,
        ),
        said(InterviewHeld(covers=("n",), interviewer="Somebody", push=(Push.HARM, Push.SCHOOL)), 61),
    )
    told = [(row.number, row.what, row.code) for row in of(ONCE, *BACK, again, *held).of_told()]
    assert told == [
        (1, "push", "harm"),
        (1, "pull", "friends"),
        (2, "push", "harm"),
        (2, "push", "school"),
        (2, "pull", "friends"),
    ]


def test_what_was_told_to_somebody_who_is_not_independent_is_no_interview():
    held = InterviewHeld(covers=("m",), interviewer="A carer", independent=False, dangers=(Danger.VIOLENCE,))
    assert list(of(ONCE, *BACK, said(held, 60)).of_told()) == []
