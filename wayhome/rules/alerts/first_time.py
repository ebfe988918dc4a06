"""What came up for the first time: what no decision that stands could have weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

from wayhome.rules.alerts.came_back import not_explained
from wayhome.rules.alerts.seen import Life, Seen, why
from wayhome.rules.alerts.told import grave
from wayhome.rules.facts import Fact, MarkersStated, Part
from wayhome.rules.guidance.marks import MATERIAL, plain


def something_new(life: Life) -> Iterator[Seen]:
    """For the first time: somebody or something named, a mark, what a child told, or what they came back with."""
    known: set[str] = set()
    for event, contact, thing in life.around:
        if thing not in known:
            known.add(thing)
            yield Seen(why(f"something_new.{contact.contact.value}"), (event,))
    yield from _first(life, "MarkersStated", _material, "mark")
    yield from _first(life, "InterviewHeld", grave, "told", Part.INTERVIEW)
    yield from _first(life, "CameBackWith", not_explained, "came_back_with", Part.HEALTH)
    for event in life.chronology.by_kind.get("SeriousEventStated", ()):
        yield Seen(why("something_new.serious"), (event,))


def _first(
    life: Life, kind: str, weighs: Callable[[Fact], Set[str]], what: str, *parts: Part
) -> Iterator[Seen]:
    """Each event of the kind that says any of what weighs which none before it said."""
    known: set[str] = set()
    for event in life.chronology.by_kind.get(kind, ()):
        fresh = weighs(event.fact) - known
        if fresh:
            known |= fresh
            yield Seen(why(f"something_new.{what}"), (event,), parts=parts)


def _material(fact: Fact) -> Set[str]:
    assert isinstance(fact, MarkersStated)
    return {plain(marker) for marker in fact.markers} & MATERIAL
