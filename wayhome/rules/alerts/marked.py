"""What an episode was marked with, and how it was graded all the same."""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.rules.alerts.seen import Life, Seen, why
from wayhome.rules.event import Event
from wayhome.rules.facts import MarkersStated, Risk, RiskAssessed
from wayhome.rules.guidance.marks import EXPLOITATION, SELF_HARM, TRAFFICKING, reads

LOW = frozenset({Risk.NO_APPARENT_RISK, Risk.LOW})

EXPLOITED = EXPLOITATION | TRAFFICKING


def exploitation_graded_low(life: Life) -> Iterator[Seen]:
    """Marked as exploited, or trafficked, in this episode or before it, and graded low or at no apparent risk."""
    marks = _marked(life, EXPLOITED)
    for event in life.chronology.by_kind.get("RiskAssessed", ()) if marks else ():
        assert isinstance(event.fact, RiskAssessed)
        if event.fact.level not in LOW:
            continue
        known = [one for one in marks if one.happened_at.begins <= event.happened_at.begins]
        if known:
            yield Seen(why(f"exploitation_graded_low.{event.fact.level.value}"), (known[0], event))


def exploitation_marked(life: Life) -> Iterator[Seen]:
    """Marked as exploited, sexually, criminally or along county lines, in whatever spelling: each episode so marked."""
    yield from _each(life, EXPLOITATION, "exploitation_marked")


def trafficked_missing(life: Life) -> Iterator[Seen]:
    """Marked as trafficked or unaccompanied: each episode so marked."""
    yield from _each(life, TRAFFICKING, "trafficked_missing")


def self_harm_marked(life: Life) -> Iterator[Seen]:
    """Marked for self-harm or suicide: each episode so marked."""
    yield from _each(life, SELF_HARM, "self_harm_marked")


def _each(life: Life, words: frozenset[str], what: str) -> Iterator[Seen]:
    for n, event in enumerate(_marked(life, words), start=1):
        yield Seen(why(what, n=n), (event,))


def _marked(life: Life, words: frozenset[str]) -> list[Event]:
    return [
        event
        for event in life.chronology.by_kind.get("MarkersStated", ())
        if isinstance(event.fact, MarkersStated) and reads(event.fact.markers, words)
    ]
