"""What time alone changes, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import example, given, settings

from tests.rules.histories import FILE, histories, instants_between, times
from tests.saying import ENGLISH, EVENING, FORCE, HOME, after, missing, said, telling
from wayhome.rules.alerts import Alerts
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE, Company, Share
from wayhome.rules.episode import Episode, episodes
from wayhome.rules.event import Event, Telling
from wayhome.rules.facts import (
    AgencyKind,
    Found,
    FoundDead,
    InterviewHeld,
    MissingMeeting,
    NotDone,
    NotDoneAnswered,
    ResponsibleAuthorityStated,
    Returned,
    Risk,
    RiskAssessed,
)
from wayhome.rules.finding import Finding, Source, State
from wayhome.rules.guidance.protocol import Protocol, Protocols, without_gaps
from wayhome.rules.guidance.values import KEPT_ELSEWHERE
from wayhome.rules.moment import Moment, day_of
from wayhome.rules.rulebook import Rulebook, rulebook
from wayhome.rules.working_days import WorkingDays

BOOK = rulebook()

#: With every clock that a protocol may ask for.
EVERY_CLOCK = rulebook(
    (
        Protocol(
            written_here=KEPT_ELSEWHERE,
            away_reconsidered_within=timedelta(hours=24),
            interview_written_up_within=WorkingDays(1),
            screened_again_within=WorkingDays(1),
            care_leavers_until_age=21,
        ),
    )
)


def found_dead_in_another() -> Event:
    """As told of another of the child's episodes, while this one is open."""
    return said(FoundDead(episode="b"), 0, key="s", of=FORCE)


def states(events: list[Event], at: datetime, agreed: Protocols = ()) -> dict[str, str]:
    found = rulebook(agreed).findings(Chronology.of("1", events), ALONE, at)
    return {f"{one.rule} {one.rung}".strip(): one.state.value for one in found}


@settings(max_examples=150, deadline=None)
@given(histories(), times)
@example([missing(of=FORCE), found_dead_in_another()], after(0))
def test_nothing_changes_before_the_moment_that_is_said_to_be_the_next(
    history: list[Event], as_at: datetime
) -> None:
    chronology = Chronology.of("1", history)
    now = EVERY_CLOCK.findings(chronology, ALONE, as_at)
    turns = EVERY_CLOCK.changes_after(chronology, ALONE, now, as_at)
    assert turns is None or turns > as_at
    for later in instants_between(as_at, turns):
        assert EVERY_CLOCK.findings(chronology, ALONE, later) == now, later


@settings(max_examples=150, deadline=None)
@given(histories(), times)
def test_what_is_ahead_says_nothing_now(history: list[Event], as_at: datetime) -> None:
    chronology = Chronology.of("1", history)
    assert EVERY_CLOCK.findings(chronology, ALONE, as_at) == EVERY_CLOCK.findings(
        chronology.as_at(as_at), ALONE, as_at
    )


@settings(max_examples=150, deadline=None)
@given(histories(), times)
def test_where_a_system_is_silent_nothing_else_is_ever_said(history: list[Event], as_at: datetime) -> None:
    chronology = Chronology.of("1", [of_file(event) for event in history if FILE.can_say(event.kind)])
    heard, silent = EVERY_CLOCK.parted(FILE)
    then = chronology.as_at(as_at)
    said_of_silence = silent.findings(chronology, ALONE, as_at)
    assert {one.state for one in said_of_silence} <= {State.NOT_STATED}
    assert set(silent.started(then, episodes(then))) == {one.rule for one in said_of_silence}
    rules = {clock.rule for clock in heard.clocks} | {doubt.rule for doubt in heard.doubts}
    everything = EVERY_CLOCK.findings(chronology, ALONE, as_at)
    # Patterns are seen in it as well, and no decision: see `test_alerts`.
    of_clocks = replace(heard, alerts=None).findings(chronology, ALONE, as_at)
    assert of_clocks == [one for one in everything if one.rule in rules]


def test_a_clock_is_passed_over_where_a_system_never_says_what_would_start_it() -> None:
    _, silent = EVERY_CLOCK.parted(FILE)
    rules = {clock.rule for clock in silent.every_clock}
    assert "uk.missing_persons_unit_told" in rules
    assert "england.rapid_review" not in rules


def of_file(event: Event) -> Event:
    """As a force's file says it, which tells of no telling but to police."""
    to_police = tuple(one for one in event.told if one.to.kind is AgencyKind.POLICE)
    return replace(event, system=FILE, told=to_police)


#: The default holds for the days between the two.
ONE_AFTER_ANOTHER = (
    Protocol(
        version="before",
        in_force_until=day_of(after(24)),
        meetings_at=(timedelta(hours=6),),
        director_told_within=timedelta(hours=1),
        duty_desk_acknowledges_within=timedelta(minutes=1),
    ),
    Protocol(
        version="after",
        in_force_from=day_of(after(72)),
        meetings_then_every=None,
        police_told_within=timedelta(hours=2),
        parents_told_within=timedelta(hours=1),
    ),
)


@settings(max_examples=150, deadline=None)
@given(histories(), times)
def test_a_clock_runs_by_the_protocol_of_the_day_on_which_it_started(
    history: list[Event], as_at: datetime
) -> None:
    chronology = Chronology.of("1", history)
    said = rulebook(ONE_AFTER_ANOTHER).findings(chronology, ALONE, as_at)
    of_each_day = [
        finding
        for one in without_gaps(ONE_AFTER_ANOTHER)
        for finding in always(one).findings(chronology, ALONE, as_at)
        if one.is_in_force(day_of(finding.since))
    ]
    assert Counter(said) == Counter(of_each_day)


def always(protocol: Protocol) -> Rulebook:
    """The rules of this protocol alone, as if it had never begun and would never end."""
    return rulebook((replace(protocol, in_force_from=None, in_force_until=None),))


@settings(max_examples=150, deadline=None)
@given(histories(), times)
def test_what_needs_somebody_is_the_same_without_what_no_source_could_answer(
    history: list[Event], as_at: datetime
) -> None:
    then = Chronology.of("1", history)
    for book in (BOOK, EVERY_CLOCK):
        whole, few = book.findings(then, ALONE, as_at), book.answerable(then, ALONE, as_at)
        assert [one for one in few if one.needs_someone] == [one for one in whole if one.needs_someone]
        assert {one.state for one in whole if one not in few} <= {State.NOT_STATED, State.NOT_APPLICABLE}


def test_what_a_file_told_and_people_passed_on_is_answered() -> None:
    """The file cannot say that the authority was told; who says so may leave open whether it was in time."""
    unsure = Moment(after(0), after(72))
    told = replace(missing(0, system=FILE), told=(telling(FORCE, 0), Telling(ENGLISH, unsure)))
    few = BOOK.answerable(Chronology.of("1", [told]), ALONE, after(96))
    assert {one.rule for one in few if one.state is State.UNKNOWN} == {"uk.authority_told_of_missing"}


def test_a_clock_that_began_under_an_earlier_protocol_keeps_it() -> None:
    began_before = states([missing(of=HOME, told=(telling(HOME, 0),))], after(80), ONE_AFTER_ANOTHER)
    assert began_before["local.director_told"] == "overdue"
    assert "local.missing_meeting 6h" in began_before
    began_after = [missing(73, of=HOME, told=(telling(HOME, 73),))]
    later = states(began_after, after(73.5), ONE_AFTER_ANOTHER)
    assert "local.director_told" not in later
    assert later["local.police_told"] == "due"
    assert states(began_after, after(73.5))["local.police_told"] == "overdue"


def test_what_is_kept_elsewhere_costs_nothing_until_it_is_written_here() -> None:
    running = {clock.rule for clock in (*BOOK.clocks, *BOOK.of_placements, *BOOK.of_care)}
    assert running.isdisjoint(KEPT_ELSEWHERE)
    assert BOOK.of_care == ()
    written = {
        clock.rule for clock in (*EVERY_CLOCK.clocks, *EVERY_CLOCK.of_placements, *EVERY_CLOCK.of_care)
    }
    assert written >= {*KEPT_ELSEWHERE}


# Mutants, each killed by a plain example.


def test_the_clock_counts() -> None:
    back = [missing(), said(Returned(episode="m"), 10)]
    assert states(back, after(81))["england.return_interview"] == "due"
    assert states(back, after(82))["england.return_interview"] == "overdue"


def test_a_reason_settles_nothing_until_another_person_has_agreed() -> None:
    given = NotDone(covers=("m",), duty="england.return_interview", reason="moved abroad", decided_by="m")
    back = [missing(), said(Returned(episode="m"), 10), said(given, 90, key="r")]
    assert states(back, after(100))["england.return_interview"] == "overdue"
    for agreed, state in ((False, "overdue"), (True, "not_done")):
        answer = NotDoneAnswered(
            covers=("m",), reason_given="r", edition=1, agreed=agreed, answered_by="m", why="w"
        )
        assert states([*back, said(answer, 95)], after(100))["england.return_interview"] == state


def test_after_a_death_only_the_notices_of_it_go_on() -> None:
    told = (telling(FORCE, 0), telling(ENGLISH, 5))
    events = [
        said(ResponsibleAuthorityStated(authority=ENGLISH), -9),
        missing(told=told),
        said(RiskAssessed(episode="m", level=Risk.HIGH), 1, told=(telling(FORCE, 1),)),
        said(RiskAssessed(episode="m", level=Risk.NO_APPARENT_RISK, review_by=Moment.at(after(3))), 2),
        said(Found(episode="m"), 100, told=(telling(FORCE, 100),)),
        said(FoundDead(episode="m"), 110, told=(telling(FORCE, 110), telling(ENGLISH, 111))),
    ]
    waits = {"due", "overdue", "unknown"}
    before = {rule for rule, state in states(events, after(109)).items() if state in waits}
    assert {
        "uk.no_apparent_risk_reviewed",
        "local.missing_meeting 24h",
    } < before
    assert {rule for rule, state in states(events, after(900)).items() if state in waits} == {
        "uk.authority_told_of_found",
        "england.serious_incident_notified",
        "england.rapid_review",
    }


def test_an_event_ahead_does_not_count() -> None:
    events = [
        missing(),
        said(Found(episode="m"), 1),
        said(Returned(episode="m"), 10),
        said(InterviewHeld(covers=("m",)), 20),
    ]
    assert states(events, after(15))["england.return_interview"] == "due"
    assert "england.return_interview" not in states(events, after(5))
    assert "england.return_interview_offer" not in states(events, after(0.5))


def test_a_telling_dated_ahead_does_not_count() -> None:
    ahead = [missing(of=HOME, told=(telling(HOME, 0), telling(FORCE, 5, reference="77")))]
    assert states(ahead, after(1))["local.police_told"] == "overdue"
    assert "uk.authority_told_of_missing" not in states(ahead, after(4))
    assert states(ahead, after(5))["local.police_told"] == "met_late"


def test_the_next_change_is_an_event_ahead_a_telling_ahead_or_a_limit() -> None:
    events = [missing(told=()), said(Found(episode="m"), 30, told=(telling(FORCE, 40),))]
    assert turn(events, after(-1)) == after(0)
    assert turn(events, after(0)) == after(24)
    assert turn(events, after(24)) == after(30)
    assert turn(events, after(30)) == after(40)
    assert turn(events, after(40)) == after(41)
    assert turn(events, after(41)) is None


def test_a_limit_that_is_a_span_changes_at_each_of_its_ends() -> None:
    span = Moment.between(after(10), after(12))
    grade = RiskAssessed(episode="m", level=Risk.NO_APPARENT_RISK, review_by=span)
    events = [missing(told=()), said(grade, 1, told=())]
    assert turn(events, after(2)) == after(10)
    assert turn(events, after(10)) == after(12)


def test_what_time_cannot_change_is_not_looked_at_again() -> None:
    events = [missing(told=()), said(Found(episode="m"), 1, told=()), said(Returned(episode="m"), 1, told=())]
    events.append(said(InterviewHeld(covers=("m",)), 2, told=()))
    assert turn(events, after(3)) is None


def test_a_rung_met_early_is_followed_by_another_when_it_falls_due() -> None:
    events = [missing(told=()), said(MissingMeeting(episode="m"), 10, told=())]
    assert turn(events, after(11)) == after(24)
    assert states(events, after(24))["local.missing_meeting 72h"] == "due"


def turn(events: list[Event], at: datetime) -> datetime | None:
    chronology = Chronology.of("1", events)
    return BOOK.changes_after(chronology, ALONE, BOOK.findings(chronology, ALONE, at), at)


class Shared(Alerts):
    """A pattern for these tests: who else, and how many had been told."""

    def findings(
        self, then: Chronology, episodes: tuple[Episode, ...], company: Company, as_at: datetime
    ) -> Iterator[Finding]:
        for thing, others in company.items():
            yield Finding(
                child=then.child,
                rule=thing,
                state=State.OPEN,
                since=EVENING,
                source=Source(title="test", dated="2026"),
                evidence=tuple(f"{one.event}:{len(one.told)}" for one in others),
            )


PATTERNED = replace(BOOK, clocks=(), doubts=(), alerts=Shared())


def test_company_ahead_and_told_ahead_does_not_count_and_is_the_next_change() -> None:
    share = Share("phone:1", "2", "e", Moment.at(after(10)), (telling(ENGLISH, 20),))
    company, child = {"phone:1": (share,)}, Chronology.of("1", [missing(told=())])
    seen = {hour: PATTERNED.findings(child, company, after(hour)) for hour in (9, 10, 19, 20)}
    assert [[one.evidence for one in seen[hour]] for hour in (9, 10, 19, 20)] == [
        [()],
        [("e:0",)],
        [("e:0",)],
        [("e:1",)],
    ]
    assert PATTERNED.changes_after(child, company, seen[9], after(9)) == after(10)
    assert PATTERNED.changes_after(child, company, seen[10], after(10)) == after(20)
    assert PATTERNED.changes_after(child, company, seen[20], after(20)) is None
