"""A whole source asked at once, one child at a time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from wayhome.insight.screening import Screening
from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event, System, Telling
from wayhome.rules.facts import (
    Agency,
    AgencyKind,
    Fact,
    Found,
    InterviewHeld,
    Missing,
    MissingFrom,
    Nation,
    RecordedAs,
    Returned,
)
from wayhome.rules.finding import State
from wayhome.rules.moment import Moment
from wayhome.rules.rulebook import rulebook

POLICE = Agency("E23000010", AgencyKind.POLICE, Nation.ENGLAND)
BEGAN = datetime(2026, 1, 12, 21, tzinfo=UTC)
FILE = System("police", frozenset({"Missing", "Missing told police", "Found", "Returned", "InterviewHeld"}))
LATER = BEGAN + timedelta(days=30)


def said(child: str, key: str, fact: Fact, hours: float) -> Event:
    at = Moment.at(BEGAN + timedelta(hours=hours))
    told = (Telling(POLICE, at, True, key),)
    return Event(child=child, key=key, fact=fact, happened_at=at, of=POLICE, told=told, system=FILE)


def missing(child: str, n: int, hours: float = 0, recorded_as: RecordedAs = RecordedAs.MISSING) -> Event:
    fact = Missing(missing_from=MissingFrom.FAMILY_HOME, force=POLICE, recorded_as=recorded_as)
    return said(child, f"{child}{n}", fact, hours)


def returned(child: str, n: int, hours: float) -> list[Event]:
    key = f"{child}{n}"
    return [
        said(child, f"{key}/found", Found(episode=key), hours),
        said(child, f"{key}/returned", Returned(episode=key), hours),
    ]


def screened(*histories: list[Event], as_at: datetime = LATER, book=None) -> tuple[Screening, list]:
    screening = Screening(book or rulebook(), FILE, as_at)
    people = ((Chronology.of(events[0].child, events), {}) for events in histories)
    return screening, [finding for finding, _ in screening.findings(people)]


SAM = [missing("sam", 1), *returned("sam", 1, 10), missing("sam", 2, 100)]
ALEX = [missing("alex", 1, recorded_as=RecordedAs.AWAY), *returned("alex", 1, 5)]


def test_the_counts_are_of_the_whole_source_whatever_the_moment():
    for as_at in (BEGAN - timedelta(days=1), LATER):
        totals = screened(SAM, ALEX, as_at=as_at)[0].totals
        assert (totals.children, totals.incidents, totals.open, totals.away, totals.with_more_than_one) == (
            2,
            3,
            1,
            1,
            1,
        )


def test_the_moment_governs_the_findings():
    def interview(hours):
        _, findings = screened(SAM[:3], as_at=BEGAN + timedelta(hours=hours))
        return [f.state for f in findings if f.rule == "england.return_interview"]

    assert interview(9) == []
    assert interview(10) == interview(81) == [State.DUE]
    assert interview(82) == [State.OVERDUE]


def test_what_the_source_cannot_say_is_counted_and_not_listed():
    screening, findings = screened(SAM, ALEX)
    assert screening.totals.not_stated["local.report_acknowledged_by_control_room"] == 3
    assert screening.totals.not_stated["uk.authority_told_of_missing"] == 3
    assert not [finding for finding in findings if finding.state is State.NOT_STATED]


def test_what_is_counted_as_not_stated_is_what_the_rules_would_have_said():
    screening, findings = screened(SAM, ALEX)
    every = [
        finding
        for events in (SAM, ALEX)
        for finding in rulebook().findings(Chronology.of(events[0].child, events), {}, LATER)
    ]
    unsaid = {finding.rule for finding in every if finding.state is State.NOT_STATED}
    assert unsaid == set(screening.totals.not_stated)
    assert findings == [finding for finding in every if finding.state is not State.NOT_STATED]


def test_decisions_that_nobody_could_have_answered_are_counted_as_the_rules_say_them():
    often = [
        event for n in (1, 2, 3) for event in (missing("kim", n, n * 24), *returned("kim", n, n * 24 + 5))
    ]
    screening, findings = screened(often)
    heard, _ = rulebook().parted(FILE)
    every = heard.findings(Chronology.of("kim", often), {}, LATER)
    unsaid = Counter(finding.rule for finding in every if finding.state is State.NOT_STATED)
    assert unsaid["alert.decision"]
    assert unsaid["alert.repeat_missing"]
    assert {rule: screening.totals.not_stated[rule] for rule in unsaid} == unsaid
    assert findings == [finding for finding in every if finding.state is not State.NOT_STATED]


def test_findings_are_counted_by_rule_and_state():
    held = said("sam", "held", InterviewHeld(covers=("sam1",)), 20)
    screening, _ = screened([*SAM, held])
    assert screening.totals.said["england.return_interview", State.MET] == 1


def test_a_child_without_an_incident_is_not_counted():
    nobody = [said("kit", "found", Found(episode="elsewhere"), 1)]
    assert screened(nobody)[0].totals.children == 0
