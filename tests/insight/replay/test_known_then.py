"""What one agency could have seen: at each moment from what it had been told by then, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.histories import histories, instants_between, times
from tests.saying import ENGLISH, FORCE, HOME, WELSH, after, missing, said, telling
from wayhome.insight.replay.known_then import agencies_told, known_then
from wayhome.insight.replay.one_child import FirstSeen, Replayed
from wayhome.rules.alerts import Alerts
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE, Company, Share
from wayhome.rules.episode import episodes
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    Agency,
    FormOfHarm,
    Found,
    MarkerAdded,
    MarkersStated,
    PatternAnswer,
    PatternDecided,
    Withdrawn,
)
from wayhome.rules.guidance.patterns import DECISION
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.moment import Moment

DAY = 24
FAR = after(1000 * DAY)
SEEN = Alerts()

#: Each side of what a history can hold, thinned: every one of them is asked of a page.
INSTANTS = instants_between(after(-1), None)[::7]


def knew(
    events: list[Event],
    agency: Agency = ENGLISH,
    as_at: datetime = FAR,
    alerts: Alerts = SEEN,
    company: Company = ALONE,
) -> Replayed | None:
    return known_then(Chronology.of("1", events), company, agency.code, alerts, as_at)


def times_missing(*days: float, told_after: float = 1, to: Agency = ENGLISH) -> list[Event]:
    """Police know within the hour, and the other agency so many hours after."""
    return [
        missing(
            day * DAY,
            key=f"m{number}",
            told=(telling(FORCE, day * DAY + 1), telling(to, day * DAY + told_after)),
        )
        for number, day in enumerate(days, start=1)
    ]


def decided(day: float, to: Agency = ENGLISH) -> Event:
    fact = PatternDecided(answer=PatternAnswer.SUPPORT_OFFERED, weighed=("m1",), because="r", decided_by="m")
    return said(fact, day * DAY, told=(telling(to, day * DAY),))


def first(one: Replayed | None) -> FirstSeen | None:
    assert one is not None
    return one.first_alert


def test_of_other_children_each_agency_sees_what_it_was_told_when_it_was() -> None:
    report = replace(missing(told=()).fact, report="R1")
    child = said(report, 0, key="m1", told=(telling(FORCE, 1), telling(ENGLISH, 2)))
    other = Share("report:R1", "2", "m2", Moment.at(after(0)), (telling(FORCE, 1), telling(ENGLISH, 50)))
    company = {"report:R1": (other,)}
    assert first(knew([child], FORCE, company=company)) == FirstSeen(after(1), 1, "alert.missing_together")
    assert first(knew([child], company=company)) == FirstSeen(after(50), 1, "alert.missing_together")
    untold = {"report:R1": (replace(other, told=(telling(FORCE, 1),)),)}
    assert first(knew([child], company=untold)) is None


def test_each_agency_sees_when_it_was_told_itself() -> None:
    events = times_missing(0, 3, 6, told_after=48)
    assert first(knew(events, FORCE)) == FirstSeen(after(6 * DAY + 1), 3, "alert.repeat_missing")
    assert first(knew(events)) == FirstSeen(after(8 * DAY), 3, "alert.repeat_missing")


def test_a_marker_at_which_nobody_looked_is_seen_once_its_day_is_over_by_who_was_told_of_it() -> None:
    day = after(10 * DAY).date()
    marker = MarkerAdded(
        form=FormOfHarm.SEXUAL, because="Seen", decided_by="M", child_told=True, review_by=day
    )
    events = [*times_missing(0), said(marker, 2, key="k", told=(telling(ENGLISH, 2),))]
    over = Moment.day(day).ends
    assert first(knew(events, as_at=over - timedelta(minutes=1))) is None
    assert first(knew(events)) == FirstSeen(over, 1, "alert.marker_not_reviewed")
    assert first(knew(events, FORCE)) is None


def test_who_was_told_of_nothing_could_see_nothing() -> None:
    events = times_missing(0, 3, 6)
    assert knew(events, HOME) is None
    assert knew(events, as_at=after(-1)) is None
    assert agencies_told(Chronology.of("1", events)) == ["E-A", "E-P"]


def test_one_that_was_told_of_later_completes_nothing_before() -> None:
    one, two, three = times_missing(0, 3, 6)
    late = replace(two, told=(telling(FORCE, 3 * DAY), telling(ENGLISH, 20 * DAY)))
    seen = knew([one, late, three])
    assert first(seen) == FirstSeen(after(20 * DAY), 3, "alert.repeat_missing")
    assert first(knew([one, late, three], as_at=after(19 * DAY))) is None


def test_a_child_who_stays_missing_is_seen_when_the_time_has_passed_and_not_before() -> None:
    after_four_weeks = Alerts((replace(DEFAULT, long_term_missing_after=timedelta(days=28)),))
    gone = times_missing(0, told_after=48)
    assert first(knew(gone, alerts=after_four_weeks)) == FirstSeen(
        after(28 * DAY), 1, "alert.long_term_missing"
    )
    assert first(knew(gone, as_at=after(27 * DAY), alerts=after_four_weeks)) is None
    back = said(Found(episode="m1"), 20 * DAY, told=(telling(FORCE, 20 * DAY), telling(ENGLISH, 40 * DAY)))
    assert first(knew([*gone, back], FORCE, alerts=after_four_weeks)) is None
    assert first(knew([*gone, back], alerts=after_four_weeks)) == FirstSeen(
        after(28 * DAY), 1, "alert.long_term_missing"
    )


def test_what_was_told_ahead_counts_from_when_it_happened() -> None:
    *others, last = times_missing(0, 3, 6)
    ahead = replace(last, told=(telling(ENGLISH, 4 * DAY),))
    assert first(knew([*others, ahead])) == FirstSeen(after(6 * DAY), 3, "alert.repeat_missing")


def test_what_was_corrected_or_withdrawn_later_was_seen_all_the_same() -> None:
    *others, last = times_missing(0, 3, 6)
    withdrawn = replace(
        last, fact=Withdrawn(reason="another child"), edition=2, told=(telling(ENGLISH, 240),)
    )
    moved = replace(missing(60 * DAY, key="m3"), edition=2, told=(telling(ENGLISH, 240),))
    alert = FirstSeen(after(6 * DAY + 1), 3, "alert.repeat_missing")
    assert first(knew([*others, last])) == alert
    assert first(knew([*others, last, withdrawn])) == alert
    assert first(knew([*others, last, moved])) == alert


def test_each_time_counts_once_however_often_it_is_looked_at() -> None:
    later = [said(MarkersStated(episode="m3", markers=("self-harm",)), day * DAY) for day in (9, 12)]
    seen = knew([*times_missing(0, 3, 6), *later])
    assert seen is not None
    # Again soon twice, three in thirty days once, marked twice, which was new the first time.
    assert seen.times_seen == 6


def test_an_answer_counts_for_whoever_was_told_of_it() -> None:
    events = [*times_missing(0, 3, 6), decided(7)]
    answered = {agency.code: knew(events, agency) for agency in (ENGLISH, FORCE)}
    assert {code: len(one.asked[0].answers) for code, one in answered.items() if one} == {"E-A": 1, "E-P": 0}


def test_what_a_file_brought_after_an_answer_was_seen_and_not_weighed_in_it() -> None:
    events = [replace(event, recorded_at=event.told[-1].at.begins) for event in times_missing(0, 3, 6)]
    new = said(MarkersStated(episode="m3", markers=("CSE",)), 6 * DAY + 2, key="new")
    loaded = replace(new, recorded_at=after(10 * DAY))
    answer = replace(decided(7), recorded_at=after(7 * DAY))
    seen = knew([*events, loaded, answer])
    assert seen is not None
    assert seen.first_seen["alert.exploitation_marked"].at == after(6 * DAY + 2)
    assert [one.at for one in seen.asked] == [after(6 * DAY + 1), after(10 * DAY)]


agencies = st.sampled_from([ENGLISH, WELSH, FORCE])


@settings(max_examples=60, deadline=None)
@given(histories(), agencies)
def test_a_page_of_the_past_first_shows_a_decision_when_the_replay_says(
    history: list[Event], agency: Agency
) -> None:
    chronology = Chronology.of("1", history)
    one = knew(history, agency)
    alert = one.first_alert if one is not None else None
    if alert is not None:
        assert shows_decision(chronology, agency, alert.at)
    before = [instant for instant in INSTANTS if alert is None or instant < alert.at]
    if alert is not None:
        before.append(alert.at - timedelta(microseconds=1))
    assert [instant for instant in before if shows_decision(chronology, agency, instant)] == []


@settings(max_examples=200, deadline=None)
@given(histories(), agencies, times)
def test_nothing_told_later_changes_what_was_seen_before(
    history: list[Event], agency: Agency, as_at: datetime
) -> None:
    then, now = knew(history, agency, as_at), knew(history, agency)
    seen_by_then = {} if then is None else then.first_seen
    seen_now = {} if now is None else now.first_seen
    assert seen_by_then == {rule: one for rule, one in seen_now.items() if one.at <= as_at}


def shows_decision(chronology: Chronology, agency: Agency, at: datetime) -> bool:
    known = chronology.known_to(agency.code, at)
    return DECISION.rule in {one.rule for one in SEEN.findings(known, episodes(known), ALONE, at)}
