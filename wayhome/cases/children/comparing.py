"""What is new in what is said, beside what is held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from wayhome.cases.children.chronologies import Partnership, Reading, read
from wayhome.rules import event
from wayhome.rules.basis import Basis
from wayhome.rules.chronology import Chronology


@dataclass(slots=True)
class Recorded:
    """What one call stored: `editions` new rows, `tellings` passed on, and `unchanged` events seen before."""

    editions: list[event.Event] = field(default_factory=list)
    passed_on: list[tuple[event.Event, tuple[event.Telling, ...]]] = field(default_factory=list)
    unchanged: int = 0


def would_record(said: Mapping[int, Iterable[event.Event]], *, at: datetime) -> Recorded:
    """What `record_each` would store. A key that no child has stands for a child to come."""
    recorded, _ = compared(said, read(said, Partnership()), at, {})
    return recorded


def compared(
    said: Mapping[int, Iterable[event.Event]], before: Reading, at: datetime, bases: Mapping[str, Basis]
) -> tuple[Recorded, dict[int, Chronology]]:
    """What is new in what is said, and each child's chronology with it. `bases` are of agencies, by code."""
    recorded = Recorded()
    return recorded, {
        child: _with(before.whole[child], events, recorded, at, bases) for child, events in said.items()
    }


def _with(
    held: Chronology,
    events: Iterable[event.Event],
    recorded: Recorded,
    at: datetime,
    bases: Mapping[str, Basis],
) -> Chronology:
    """The chronology with these events said; adds to `recorded` what that changes."""
    by_key = _by_key(events)
    editions: dict[str, list[event.Event]] = {key: [] for key in by_key}
    for one in held.editions:
        if one.key in editions:
            editions[one.key].append(one)
    for key, sayings in by_key.items():
        known = editions[key]
        again = _said_again(known, sayings)
        for place, saying in enumerate(sayings[:again], start=len(known) - again):
            known[place] = _passed_on(known[place], saying, recorded)
        for saying in sayings[again:]:
            new = saying.as_recorded(held.child, len(known) + 1, at, bases.get(saying.of.code))
            recorded.editions.append(new)
            known.append(new)
    return held.with_editions(editions)


def _by_key(events: Iterable[event.Event]) -> dict[str, list[event.Event]]:
    """What is said under each key, in order; what is said twice running is one saying, told to both."""
    by_key: dict[str, list[event.Event]] = {}
    for one in events:
        sayings = by_key.setdefault(one.key, [])
        if sayings and sayings[-1].says_the_same_as(one):
            fresh = tuple(telling for telling in one.told if telling not in sayings[-1].told)
            sayings[-1] = replace(sayings[-1], told=(*sayings[-1].told, *fresh))
        else:
            sayings.append(one)
    return by_key


def _said_again(known: list[event.Event], sayings: list[event.Event]) -> int:
    """How many of the first `sayings` are the last that is known: a file that corrects itself, sent again."""
    for again in range(min(len(known), len(sayings)), 0, -1):
        pairs = zip(known[-again:], sayings, strict=False)
        if all(held.says_the_same_as(saying) for held, saying in pairs):
            return again
    return 0


def _passed_on(known: event.Event, saying: event.Event, recorded: Recorded) -> event.Event:
    """The edition that is known, with whoever else was told of it."""
    fresh = tuple(telling for telling in saying.told if telling not in known.told)
    if not fresh:
        recorded.unchanged += 1
        return known
    recorded.passed_on.append((known, fresh))
    return replace(known, told=(*known.told, *fresh))
