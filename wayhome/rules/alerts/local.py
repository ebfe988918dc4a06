"""What a partnership looks for itself: what was said of one episode, and of how many in how long."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from wayhome.rules.alerts.seen import Life, Seen, known_at, why
from wayhome.rules.episode import Episode
from wayhome.rules.event import Event
from wayhome.rules.facts import CameBackWith, Contact, Fact, InterviewHeld, MarkersStated, Missing
from wayhome.rules.guidance.local_patterns import LocalPattern, LooksFor
from wayhome.rules.guidance.marks import plain, reads
from wayhome.rules.sentence import Sentence

#: A kind of fact, and what must be so of one of them.
Asked = tuple[str, Callable[[Fact], bool]]


def seen_of(pattern: LocalPattern, life: Life) -> Iterator[Seen]:
    """Each episode of which all was said that it looks for, where it makes so many in its window.

    What was said before a partnership agreed it counts as well; none is seen before that.
    """
    asked = _asked(pattern.looks_for)
    if any(kind not in life.chronology.by_kind for kind, _ in asked):
        return
    fitting: list[tuple[Event, ...]] = []
    for episode in life.episodes:
        said = _said_of(episode, asked)
        if said is None:
            continue
        began, window = episode.opened_by.happened_at.begins, pattern.within
        fitting = [one for one in fitting if window and began - one[0].happened_at.begins <= window]
        fitting.append((episode.opened_by, *said))
        if len(fitting) >= pattern.times and pattern in life.agreed(began).local_patterns:
            rests_on = {event.key: event for events in fitting for event in events}
            yield Seen(_why(pattern, len(fitting)), tuple(sorted(rests_on.values(), key=known_at)))


def _why(pattern: LocalPattern, n: int) -> Sentence:
    """In the partnership's words."""
    said = Sentence(f"{pattern.rule}.why")
    if pattern.within is None:
        return why("local.once", said=said)
    return why("local.times", said=said, n=n, within=pattern.within)


def _said_of(episode: Episode, asked: tuple[Asked, ...]) -> tuple[Event, ...] | None:
    """The first event of each that is asked for; None: one of them was not said."""
    said: list[Event] = []
    for kind, holds in asked:
        one = next((event for event in episode.by_kind.get(kind, ()) if holds(event.fact)), None)
        if one is None:
            return None
        said.append(one)
    return tuple(said)


@lru_cache(maxsize=256)
def _asked(looks_for: LooksFor) -> tuple[Asked, ...]:
    return tuple(_each(looks_for))


def _each(looks_for: LooksFor) -> Iterator[Asked]:
    if looks_for.missing_from:
        yield "Missing", lambda fact: _of(fact, Missing).missing_from in looks_for.missing_from
    if looks_for.contact or looks_for.words:
        yield "Contact", lambda fact: _is_named(_of(fact, Contact), looks_for)
    if looks_for.marks:
        marks = frozenset(map(plain, looks_for.marks))
        yield "MarkersStated", lambda fact: reads(_of(fact, MarkersStated).markers, marks)
    for told in ("push", "pull", "dangers"):
        if codes := frozenset(getattr(looks_for, told)):
            yield "InterviewHeld", _any_of(InterviewHeld, told, codes)
    if looks_for.items:
        yield "CameBackWith", _any_of(CameBackWith, "items", frozenset(looks_for.items))


def _any_of(kind: type[Fact], field: str, codes: frozenset[str]) -> Callable[[Fact], bool]:
    return lambda fact: not codes.isdisjoint(getattr(_of(fact, kind), field))


def _of[Kind: Fact](fact: Fact, kind: type[Kind]) -> Kind:
    assert isinstance(fact, kind)
    return fact


def _is_named(fact: Contact, looks_for: LooksFor) -> bool:
    if looks_for.contact not in (None, fact.contact):
        return False
    said = (_spaced(fact.value), _spaced(fact.role))
    return not looks_for.words or any(_spaced(one) in words for one in looks_for.words for words in said)


@lru_cache(maxsize=16_384)
def _spaced(words: str) -> str:
    """With a space on either side of each, so that one is found in others whole."""
    return f" {' '.join(re.findall(r'\w+', words.casefold()))} "
