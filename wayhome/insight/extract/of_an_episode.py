"""What an extract says of one episode beside its days: who was told, how long, what was marked, who found the child,
what the child told afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from operator import attrgetter
from typing import Final

from wayhome.rules.episode import Episode
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    AgencyKind,
    CameBackWith,
    Fact,
    Found,
    FoundBy,
    InterviewHeld,
    Item,
    MarkersStated,
)
from wayhome.rules.guidance.marks import HARM, reads
from wayhome.rules.guidance.readings import may_be_independent
from wayhome.rules.moment import Moment

#: What is kept of an interview that children tell, each by what it is called in an extract.
_TOLD: Final = (("push", attrgetter("push")), ("pull", attrgetter("pull")), ("danger", attrgetter("dangers")))


def first(episode: Episode, kind: str, where: Callable[[Fact], bool]) -> Event | None:
    return next((event for event in episode.by_kind.get(kind, ()) if where(event.fact)), None)


def since_return(returned: Event | None, held: Event | None) -> tuple[Moment, Moment] | None:
    return (returned.happened_at, held.happened_at) if returned and held else None


def told(episode: Episode) -> Iterator[tuple[str, str]]:
    """What the child said at the interviews about it: what kind of thing, and its code, each once."""
    held = [
        event.fact for event in episode.by_kind.get("InterviewHeld", ()) if may_be_independent(event.fact)
    ]
    facts = [fact for fact in held if isinstance(fact, InterviewHeld)]
    for what, named in _TOLD:
        yield from (
            (what, code) for code in dict.fromkeys(one.value for fact in facts for one in named(fact))
        )


def police_told(episode: Episode) -> Moment | None:
    told = (one.at for one in episode.opened_by.told if one.to.kind is AgencyKind.POLICE)
    return min(told, default=None)


def hours(since: Moment, until: Moment) -> float | None:
    """None where either is a span of time."""
    if not (since.is_instant and until.is_instant):
        return None
    return (until.begins - since.begins) / timedelta(hours=1)


def marked(episode: Episode, words: frozenset[str]) -> bool | None:
    stated = [event.fact for event in episode.by_kind.get("MarkersStated", ())]
    if not stated:
        return None
    return any(isinstance(fact, MarkersStated) and reads(fact.markers, words) for fact in stated)


def harmed(episode: Episode) -> bool | None:
    """Not no where the child came back with something else: nobody said that there was no harm."""
    came_back = (event.fact for event in episode.by_kind.get("CameBackWith", ()))
    injured = any(isinstance(fact, CameBackWith) and Item.INJURIES in fact.items for fact in came_back)
    return True if injured else marked(episode, HARM)


def found_by(episode: Episode) -> str | None:
    found = episode.last("Found")
    if found is None or not isinstance(found.fact, Found) or found.fact.by is FoundBy.NOT_STATED:
        return None
    return found.fact.by.value
