"""A chronology as somebody reads it: what stands, the latest first, with its earlier versions and its doubts.

What was sealed is shown as sealed and nothing more: neither what it was nor when, for a time can betray a place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter

from wayhome.cases.children.reading.known import Known
from wayhome.cases.children.reading.naming import in_one_line, not_readable
from wayhome.cases.children.reading.parts import Entry, Names, Said, entry
from wayhome.rules.access import RelationKind
from wayhome.rules.event import Event
from wayhome.rules.facts import Fact, IdentityDecided, Withdrawn
from wayhome.rules.moment import Moment, day_of
from wayhome.rules.sentence import Sentence

#: What a source's flags are called; any other is a code of its own, which is shown as it is.
FLAGS = frozenset({"repeated_hour", "skipped_hour", "two_digit_year", "unknown_value", "legacy_absent"})


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom it is told: their role, what ties them to the child, and what agencies are called."""

    role: str
    relations: Collection[RelationKind]
    names: Names


@dataclass(frozen=True, slots=True)
class Thread:
    """Every version of one thing that was said, the latest first; `sealed` counts those that nobody reads here."""

    when: Moment
    versions: tuple[Event, ...]
    sealed: int
    stored: int  # the row of its first version: of two at one time, the one stored later came later

    def is_about(self, episode: str) -> bool:
        return any(episode == event.key or episode in event.fact.episodes for event in self.versions)


@dataclass(frozen=True, slots=True)
class Told:
    """A thread as one reader has it. `entry` is its last version, None where every version is sealed."""

    when: Moment
    entry: Entry | None
    earlier: tuple[Entry, ...]
    sealed: int

    @property
    def is_withdrawn(self) -> bool:
        return self.entry is not None and isinstance(self.entry.event.fact, Withdrawn)

    @property
    def doubts(self) -> list[Sentence]:
        """What was assumed, or could not be read, in words."""
        if self.entry is None:
            return []
        event = self.entry.event
        assumed = [Sentence("story.time_assumed")] if event.happened_assumed else []
        return assumed + [_doubt(flag) for flag in event.flags]


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    told: tuple[Told, ...]


def story(known: Known, *, episode: str = "") -> list[Thread]:
    """All that was said, the latest first; `episode` leaves only what is about that one."""
    threads = (_thread(known, list(versions)) for _, versions in _by_key(known.whole.editions))
    # What was withdrawn or sealed since then stands under the day of that, and so is not told of the past.
    told = [one for one in threads if one.when.begins <= known.at and (not episode or one.is_about(episode))]
    return sorted(told, key=lambda one: (one.when.begins, one.when.ends, one.stored), reverse=True)


def read_out(threads: Iterable[Thread], known: Known, reader: Reader) -> Iterator[Day]:
    """The same for one reader, by the day on which each began in London, in the order given."""
    for day, ones in groupby(threads, key=lambda one: day_of(one.when.begins)):
        yield Day(day, tuple(_told(one, known, reader) for one in ones))


def entry_of(event: Event, known: Known, reader: Reader) -> Entry:
    read = entry(event, known.row_of(event), reader.role, reader.relations, reader.names)
    return replace(read, said=(*_chosen(event.fact, known, reader), *read.said))


def _chosen(fact: Fact, known: Known, reader: Reader) -> Iterator[Said]:
    """The identity that was decided on: the decision itself holds but its key."""
    if isinstance(fact, IdentityDecided):
        chosen = known.last_said(fact.stands)
        yield Said("stands", in_one_line(entry_of(chosen, known, reader)) if chosen else not_readable())


def _by_key(editions: Iterable[Event]) -> Iterator[tuple[str, Iterator[Event]]]:
    return groupby(editions, key=attrgetter("key"))


def _thread(known: Known, editions: list[Event]) -> Thread:
    versions = tuple(event for event in reversed(editions) if (event.key, event.edition) not in known.sealed)
    last = versions[0] if versions else editions[-1]
    hidden = not versions or isinstance(last.fact, Withdrawn)
    return Thread(
        when=_stored(last) if hidden else last.happened_at,
        versions=versions,
        sealed=len(editions) - len(versions),
        stored=known.row_of(editions[0]),
    )


def _told(thread: Thread, known: Known, reader: Reader) -> Told:
    if not thread.versions:
        return Told(thread.when, None, (), thread.sealed)
    last, *earlier = thread.versions
    # What stands is told to everyone who was told of any version.
    entries = [entry_of(event, known, reader) for event in (known.standing.get(last.key, last), *earlier)]
    return Told(thread.when, entries[0], tuple(entries[1:]), thread.sealed)


def _stored(event: Event) -> Moment:
    assert event.recorded_at is not None
    return Moment.at(event.recorded_at)


def _doubt(flag: str) -> Sentence:
    code = flag.partition(":")[0]
    return Sentence(f"story.flag.{code}") if code in FLAGS else Sentence("story.flag.other", flag=flag)
