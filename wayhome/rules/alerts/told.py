"""What a child told when they were interviewed: of harm where they live, and of danger while missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from enum import StrEnum

from wayhome.rules.alerts.seen import Life, Seen, why
from wayhome.rules.event import Event
from wayhome.rules.facts import Danger, Fact, InterviewHeld, Push
from wayhome.rules.sentence import Sentence

#: What drove the child away is where they would be taken back to.
HARM_AT_HOME = frozenset({Push.HARM, Push.DOMESTIC_ABUSE, Push.FORCED_TO_LEAVE})

FROM_OTHERS = frozenset(Danger) - {Danger.SELF_HARM}


def harm_at_home(life: Life) -> Iterator[Seen]:
    """Harm or domestic abuse where the child lives, or being made to leave: each interview that tells of it."""
    for event, fact in _interviews(life):
        yield from _told("harm_at_home", event, fact.push, HARM_AT_HOME)


def danger_told(life: Life) -> Iterator[Seen]:
    """Exploitation, trafficking, violence and other danger from people: each interview that tells of it."""
    for event, fact in _interviews(life):
        yield from _told("danger_told", event, fact.dangers, FROM_OTHERS)


def self_harm_told(life: Life) -> Iterator[Seen]:
    """Self-harm or thoughts of suicide while missing: each interview that tells of it, marked or not."""
    for event, fact in _interviews(life):
        if Danger.SELF_HARM in fact.dangers:
            yield Seen(why("self_harm_told.interview"), (event,))


def grave(fact: Fact) -> Set[str]:
    """What an interview told that asks for a decision, each by its code."""
    assert isinstance(fact, InterviewHeld)
    return {*fact.dangers, *HARM_AT_HOME.intersection(fact.push)}


def _told[Code: StrEnum](
    what: str, event: Event, told: Collection[Code], weighs: Set[Code]
) -> Iterator[Seen]:
    named = tuple(Sentence(f"facts.{type(one).__name__}.{one.value}") for one in told if one in weighs)
    if named:
        yield Seen(why(f"{what}.interview", told=named), (event,))


def _interviews(life: Life) -> Iterator[tuple[Event, InterviewHeld]]:
    """Those in which anything was coded."""
    for event in life.chronology.by_kind.get("InterviewHeld", ()):
        fact = event.fact
        assert isinstance(fact, InterviewHeld)
        if fact.push or fact.dangers:
            yield event, fact
