"""What the record suggests for a screening: with its evidence, lately seen, and never a no."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.saying import after, missing, said
from wayhome.rules.alerts import Alerts
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE
from wayhome.rules.episode import episodes
from wayhome.rules.event import Event
from wayhome.rules.facts import Contact, ContactKind, MarkersStated, Part
from wayhome.rules.guidance.instruments import INSTRUMENTS, Instrument
from wayhome.rules.guidance.instruments.incidents import INCIDENTS
from wayhome.rules.guidance.instruments.indicator_list import INDICATOR_LIST
from wayhome.rules.guidance.instruments.instrument import Hint, Question
from wayhome.rules.guidance.instruments.scales import SCALES
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.indicators import Suggestion, suggestions
from wayhome.rules.indicators.suggestions import LOOKS_BACK
from wayhome.ui.wording import say

DAY = 24

HINTED = [
    (one, question, hint) for one in INSTRUMENTS for question in one.questions for hint in question.hints
]


def suggested(instrument: Instrument, events: list[Event], as_at: datetime) -> dict[str, Suggestion]:
    then = Chronology.of("1", events).as_at(as_at)
    return suggestions(instrument, Alerts().life(then, episodes(then), ALONE), as_at)


def named(kind: ContactKind, hours: float, episode: str) -> Event:
    fact = Contact(contact=kind, value="XX00 SIM", episode=episode)
    return said(fact, hours, key=f"{kind.value}/{episode}")


def twice(kind: ContactKind) -> list[Event]:
    return [
        missing(0, key="a"),
        named(kind, 1, "a"),
        missing(5 * DAY, key="b"),
        named(kind, 5 * DAY + 1, "b"),
    ]


def test_the_same_vehicle_again_suggests_a_possible_with_the_events_it_rests_on() -> None:
    found = suggested(INDICATOR_LIST, twice(ContactKind.VEHICLE), after(6 * DAY))
    (one,) = found.values()
    assert (one.question, one.answer, one.parts) == ("vehicles", "possible", (Part.CONTACTS,))
    assert one.evidence == ("vehicle/a", "vehicle/b")
    assert say(one.why) == "The same vehicle named in 2 episodes"


def test_of_one_pattern_each_question_takes_only_what_it_asks_about() -> None:
    found = suggested(INDICATOR_LIST, twice(ContactKind.PHONE), after(6 * DAY))
    assert {one.question: one.answer for one in found.values()} == {"phones": "possible"}
    assert suggested(INCIDENTS, twice(ContactKind.PHONE), after(6 * DAY)) == {}


def test_of_several_suggestions_for_a_question_the_heaviest_stands() -> None:
    often = [missing(day * DAY, key=str(day)) for day in (0, 2, 5)]
    assert suggested(SCALES, often[:2], after(3 * DAY))["missing"].answer == "2"
    assert suggested(SCALES, often, after(6 * DAY))["missing"].answer == "3"


def test_a_suggestion_rests_on_all_that_was_seen_by_then() -> None:
    third = [missing(9 * DAY, key="c"), named(ContactKind.VEHICLE, 9 * DAY + 1, "c")]
    found = suggested(INDICATOR_LIST, [*twice(ContactKind.VEHICLE), *third], after(10 * DAY))
    assert found["vehicles"].evidence == ("vehicle/a", "vehicle/b", "vehicle/c")


def test_what_was_seen_long_before_is_no_longer_suggested() -> None:
    events = twice(ContactKind.VEHICLE)
    seen = after(5 * DAY + 1)
    assert suggested(INDICATOR_LIST, events, seen + LOOKS_BACK)
    assert not suggested(INDICATOR_LIST, events, seen + LOOKS_BACK + timedelta(minutes=1))


def test_what_had_not_happened_yet_is_not_suggested() -> None:
    assert suggested(INDICATOR_LIST, twice(ContactKind.VEHICLE), after(5 * DAY)) == {}


def test_a_mark_suggests_what_it_is_of_and_nothing_else() -> None:
    marked = said(MarkersStated(episode="m", markers=("Self-harm",)), 1)
    assert set(suggested(INDICATOR_LIST, [missing(0), marked], after(2))) == {"self_harm", "suicide"}


def test_a_child_of_whom_nothing_is_seen_gets_no_suggestion() -> None:
    assert all(suggested(one, [missing(0)], after(2)) == {} for one in INSTRUMENTS)


@pytest.mark.parametrize(("instrument", "question", "hint"), HINTED)
def test_nothing_ever_suggests_a_no(instrument: Instrument, question: Question, hint: Hint) -> None:
    assert {answer.code: answer.weight for answer in question.answers}[hint.answer] > 0


def test_the_life_is_read_by_the_protocol_that_is_agreed() -> None:
    """Which says how often is often."""
    often = [missing(day * DAY, key=str(day)) for day in (0, 2)]
    then = Chronology.of("1", often)
    twice_is_often = Alerts((replace(DEFAULT, repeat_missing_times=2),)).life(then, episodes(then), ALONE)
    assert suggestions(SCALES, twice_is_often, after(3 * DAY))["missing"].answer == "3"
