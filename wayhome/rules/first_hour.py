"""What the record remembers in the first hour of a search: how earlier ones ended, what would help, whom to ask.

Memory, not a model. Each answer is something that was said, or a plain count of such things. Where one is taken
out of several, the order in which they are taken is written beside it, and there is nothing else to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import Episode, episodes
from wayhome.rules.event import Event, Telling
from wayhome.rules.facts import (
    Acknowledged,
    Agency,
    AgencyKind,
    Contact,
    ContactKind,
    Enquiry,
    Found,
    FoundBy,
    InterviewHeld,
    MayBeTold,
    Sighting,
)

#: More than these nobody reads in a first hour.
SEARCHES, INTERVIEWS = 5, 3

#: Whom one can ring, or where somebody can go and look.
CAN_BE_ASKED = frozenset({ContactKind.PERSON, ContactKind.PLACE, ContactKind.PHONE})

#: A name of fewer letters is a word of any sentence.
SHORTEST_NAME = 3


@dataclass(frozen=True)
class Earlier:
    """An earlier search. `contacts` are those of the child that are named in where the child was found."""

    episode: Episode
    contacts: tuple[Event, ...]

    @property
    def ended(self) -> Event | None:
        """What ended it; None where nobody has said that it ended."""
        return self.episode.ended

    @property
    def ending(self) -> str:
        """By whom the child was found, a code of `FoundBy`; else the kind of what ended it, or 'not_recorded'."""
        if self.ended is None:
            return "not_recorded"
        fact = self.ended.fact
        return fact.by.value if isinstance(fact, Found) else self.ended.kind

    @property
    def lasted(self) -> timedelta | None:
        """From last seen until it ended."""
        if self.ended is None:
            return None
        return max(self.ended.happened_at.begins - self.episode.opened_by.happened_at.begins, timedelta())

    @property
    def lead(self) -> Event | None:
        """The last enquiry or sighting before somebody found the child. That the one led to the other is not said."""
        ended = self.ended
        if ended is None or self.ending == FoundBy.RETURNED:
            return None
        before = (one for one in self.episode.events if one.happened_at.begins <= ended.happened_at.ends)
        return next((one for one in reversed(list(before)) if _may_have_led(one)), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """A contact to ask after the child. `found` counts the earlier searches that ended there or with them, `named`
    the reports, tonight's too, in which they came up; `is_cleared` says that they may be told something.
    """

    contact: Event
    found: int
    is_cleared: bool
    named: int

    @property
    def fact(self) -> Contact:
        assert isinstance(self.contact.fact, Contact)
        return self.contact.fact

    @property
    def is_place(self) -> bool:
        return self.fact.contact is ContactKind.PLACE


@dataclass(frozen=True)
class FirstHour:
    """Searches in `earlier` and interviews in `would_help` come the latest first.

    `medication` is the last report that says anything of it: tonight's, or one before it; None: no report does.
    """

    episode: Episode
    earlier: tuple[Earlier, ...]
    would_help: tuple[Event, ...]
    medication: Event | None
    asked: Asked | None

    @cached_property
    def endings(self) -> Mapping[str, int]:
        """How many of the earlier searches ended so; the most usual first."""
        return dict(Counter(one.ending for one in self.earlier).most_common())

    @property
    def at_a_contact(self) -> int:
        """How many of them ended where, or with whom, the record holds a contact."""
        return sum(bool(one.contacts) for one in self.earlier)

    @cached_property
    def by_reference(self) -> Telling | None:
        """By which police hold tonight's report, with the reference they gave last; None where they gave none."""
        held = (t for t in self.episode.opened_by.told if t.to.kind is AgencyKind.POLICE and t.reference)
        return max(held, key=lambda telling: telling.at, default=None)

    @property
    def held_by(self) -> Agency | None:
        """The force that has the report: by its reference, as its own statement, or accepted. None: police not told."""
        if self.by_reference is not None:
            return self.by_reference.to
        stated = self.episode.opened_by.of
        accepted = [e.fact.desk for e in self.episode.events if isinstance(e.fact, Acknowledged)]
        forces = (one for one in (stated, *accepted) if one.kind is AgencyKind.POLICE)
        return next(forces, None) if self.episode.police_told else None


def first_hour(chronology: Chronology, episode: str, as_at: datetime) -> FirstHour:
    """For the search of the episode with this key, which has begun by `as_at`."""
    then = chronology.as_at(as_at)
    everything = episodes(then)
    current = next(one for one in everything if one.key == episode)
    before = everything[: current.number - 1]
    contacts = then.by_kind.get("Contact", [])
    earlier = tuple(Earlier(one, tuple(_named_in(one, contacts))) for one in before[: -SEARCHES - 1 : -1])
    reports = (one for one in (current, *reversed(before)) if one.missing.medication.strip())
    return FirstHour(
        episode=current,
        earlier=earlier,
        would_help=tuple(_would_help(then))[:INTERVIEWS],
        medication=next((one.opened_by for one in reports), None),
        asked=_asked(contacts, earlier, {one.episode.key for one in earlier} | {episode}),
    )


def _would_help(then: Chronology) -> Iterator[Event]:
    """The interviews that say what would help, the latest first."""
    for event in reversed(then.by_kind.get("InterviewHeld", [])):
        if isinstance(event.fact, InterviewHeld) and event.fact.would_help.strip():
            yield event


def _asked(contacts: Iterable[Event], earlier: Sequence[Earlier], reports: set[str]) -> Asked | None:
    """The one at, or with, whom the most of the earlier searches ended; then one who may be told something; then the
    one who came up in the most reports; then the one recorded last. None where no person, place or phone is held.
    """
    by_thing: dict[str, list[Event]] = {}
    for event in contacts:
        if isinstance(event.fact, Contact) and event.fact.contact in CAN_BE_ASKED:
            by_thing.setdefault(event.fact.thing, []).append(event)
    held = (_weighed(said, earlier, reports) for said in by_thing.values())
    return max(held, key=_in_turn, default=None)


def _weighed(said: Sequence[Event], earlier: Sequence[Earlier], reports: set[str]) -> Asked:
    """One contact, by all that was said of them; the last of it is what is shown."""
    keys = {event.key for event in said}
    last = said[-1]
    assert isinstance(last.fact, Contact)
    return Asked(
        contact=last,
        found=sum(not keys.isdisjoint(event.key for event in one.contacts) for one in earlier),
        is_cleared=last.fact.may_be_told is not MayBeTold.NOTHING,
        named=len(reports.intersection(*[{key for event in said for key in event.fact.episodes}])),
    )


def _in_turn(one: Asked) -> tuple[int, bool, int, datetime, str]:
    return one.found, one.is_cleared, one.named, one.contact.happened_at.begins, one.contact.key


def _named_in(episode: Episode, contacts: Iterable[Event]) -> Iterator[Event]:
    """Contacts whose name stands, word for word, in where the child was found."""
    found = episode.ended.fact if episode.ended else None
    words = _plain(found.where) if isinstance(found, Found) else ""
    for event in contacts:
        if isinstance(event.fact, Contact):
            name = _plain(event.fact.value)
            if len(name) >= SHORTEST_NAME and f" {name} " in f" {words} ":
                yield event


def _may_have_led(event: Event) -> bool:
    """A sighting of somebody else led nowhere."""
    fact = event.fact
    return isinstance(fact, Enquiry) or (isinstance(fact, Sighting) and fact.confirmed is not False)


def _plain(words: str) -> str:
    """Its words alone, so that a comma or a capital parts nobody from their name."""
    return " ".join(re.findall(r"\w+", words.casefold()))
