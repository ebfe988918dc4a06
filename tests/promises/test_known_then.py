"""What was known, and what was due as known then, is never changed by what is told later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hypothesis import given, settings

from tests.rules.histories import agencies, histories, others, times
from tests.saying import ENGLISH, FORCE, after, missing, said, telling
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE
from wayhome.rules.event import Event
from wayhome.rules.facts import Agency, InterviewHeld, Returned
from wayhome.rules.finding import Finding
from wayhome.rules.rulebook import rulebook

BOOK = rulebook()


def due_as_known(history: list[Event], agency: Agency, at: datetime) -> list[Finding]:
    return BOOK.findings(Chronology.of("1", history).known_to(agency.code, at), ALONE, at)


@settings(max_examples=200, deadline=None)
@given(histories(), others, agencies, times)
def test_an_event_told_later_never_changes_what_was_known_before(
    history: list[Event], more: Event, agency: Agency, at: datetime
) -> None:
    told_later = tuple(t for t in more.told if t.to != agency or t.at.begins > at)
    more = replace(more, told=told_later, edition=1 + sum(event.key == more.key for event in history))
    before = Chronology.of("1", history).known_to(agency.code, at)
    assert Chronology.of("1", [*history, more]).known_to(agency.code, at) == before
    assert due_as_known([*history, more], agency, at) == due_as_known(history, agency, at)


def test_an_interview_the_authority_was_told_of_late_was_due_until_then() -> None:
    history = [missing(told=(telling(ENGLISH, 0),)), said(Returned(episode="m"), 1)]
    held = said(InterviewHeld(covers=("m",)), 10, told=(telling(FORCE, 10), telling(ENGLISH, 20)))
    for hour, state in ((15, "due"), (20, "met")):
        found = {one.rule: one.state for one in due_as_known([*history, held], ENGLISH, after(hour))}
        assert found["england.return_interview"] == state
