"""Events in order: what happened to one child, what was known of it, by whom and by when."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import chain
from operator import attrgetter

from wayhome.rules.event import Event
from wayhome.rules.facts import Withdrawn

_AS_WRITTEN = attrgetter("key", "edition")
_AS_HAPPENED = attrgetter("happened_at.begins", "happened_at.ends", "key")


@dataclass(frozen=True)
class Chronology:
    """Everything said about one child.

    `editions` holds all of it, in order of key and edition. `events` holds what stands now: the last edition of
    each, without what was withdrawn, in order of when it happened, each with every telling of any edition.
    """

    child: str
    editions: tuple[Event, ...]
    events: tuple[Event, ...]

    @classmethod
    def of(cls, child: str, editions: Iterable[Event]) -> Chronology:
        written = sorted(editions, key=_AS_WRITTEN)
        return cls(child, tuple(written), tuple(sorted(_standing(written), key=_AS_HAPPENED)))

    def with_editions(self, said: Mapping[str, Sequence[Event]]) -> Chronology:
        """The same with these as all the editions of their keys, in order."""
        if not self.editions:
            return Chronology.of(self.child, chain.from_iterable(said.values()))
        written = [event for event in self.editions if event.key not in said]
        standing = [event for event in self.events if event.key not in said]
        for editions in said.values():
            for event in editions:
                insort(written, event, key=_AS_WRITTEN)
            for event in _standing(editions):
                insort(standing, event, key=_AS_HAPPENED)
        return Chronology(self.child, tuple(written), tuple(standing))

    @cached_property
    def by_kind(self) -> Mapping[str, list[Event]]:
        """`events` by the kind of their fact, each kind in the same order."""
        sorted_by_kind: dict[str, list[Event]] = {}
        for event in self.events:
            sorted_by_kind.setdefault(event.kind, []).append(event)
        return sorted_by_kind

    @cached_property
    def by_key(self) -> Mapping[str, Event]:
        """`events`, each by its key."""
        return {event.key: event for event in self.events}

    def as_at(self, instant: datetime) -> Chronology:
        """What had happened, and what had been told, by `instant`, in the light of every correction since."""
        if self._all_begun_at is None or self._all_begun_at <= instant:
            return self
        # What stands is decided first: a time corrected to a later one must not bring the earlier one back.
        begun = tuple(_until(event, instant) for event in self.events if event.happened_at.begins <= instant)
        ahead = {event.key for event in self.events if event.happened_at.begins > instant}
        written = tuple(_until(event, instant) for event in self.editions if event.key not in ahead)
        return Chronology(self.child, written, begun)

    def known_to(self, agency: str, instant: datetime) -> Chronology:
        """What the agency with this code had been told by `instant`, in the edition it had been told.

        An event told to it later, or corrected later, changes nothing here.
        """
        told = (event for event in self.editions if _told(event, agency, instant))
        return Chronology.of(self.child, (_until(event, instant) for event in told)).as_at(instant)

    @cached_property
    def _all_begun_at(self) -> datetime | None:
        """When the last of the events and tellings begins to count; None: nothing was said."""
        return max(_beginnings(self.editions), default=None)

    def turns_after(self, instant: datetime) -> datetime | None:
        """The next moment after `instant` at which an event or a telling dated ahead begins to count."""
        if self._all_begun_at is None or self._all_begun_at <= instant:
            return None
        return min((begins for begins in _beginnings(self.editions) if begins > instant), default=None)


def _standing(written: Iterable[Event]) -> Iterator[Event]:
    return (event for event in _last_editions(written) if not isinstance(event.fact, Withdrawn))


def _last_editions(written: Iterable[Event]) -> Iterable[Event]:
    """The last edition of each key, told to everyone who was told of any."""
    last: dict[str, Event] = {}
    for event in written:
        before = last.get(event.key)
        last[event.key] = event if before is None else replace(event, told=before.told + event.told)
    return last.values()


def _beginnings(events: Sequence[Event]) -> list[datetime]:
    """When each event, and each telling of it, begins to count."""
    happened = [event.happened_at.begins for event in events]
    return happened + [telling.at.begins for event in events for telling in event.told]


def _until(event: Event, instant: datetime) -> Event:
    told = tuple(telling for telling in event.told if telling.at.begins <= instant)
    return event if len(told) == len(event.told) else replace(event, told=told)


def _told(event: Event, agency: str, by: datetime) -> bool:
    return any(telling.to.code == agency and telling.at.begins <= by for telling in event.told)
