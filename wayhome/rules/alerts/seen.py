"""What a pattern is looked for in, and what was seen of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company, Share
from wayhome.rules.episode import Episode
from wayhome.rules.event import Event
from wayhome.rules.facts import Contact, ContactKind, Part
from wayhome.rules.guidance.patterns import Pattern
from wayhome.rules.guidance.protocol import LocalPatterns, Protocol
from wayhome.rules.guidance.readings import is_telling
from wayhome.rules.quickly_made import quickly_made
from wayhome.rules.sentence import Sentence

#: The protocol in force at a moment.
Agreed = Callable[[datetime], Protocol]


class Named(NamedTuple):
    """Somebody or something that an event names in an episode; `thing` is their key."""

    event: Event
    contact: Contact
    thing: str


@dataclass(frozen=True)
class Life:
    """One child's, as far as it has gone: `episodes` are those of the chronology, and `company` is who shares
    anything rare in it.

    `local` are the partnership's own patterns, under whichever of its protocols.
    """

    chronology: Chronology
    episodes: tuple[Episode, ...]
    company: Company
    agreed: Agreed
    local: LocalPatterns = ()

    @cached_property
    def around(self) -> tuple[Named, ...]:
        """Who and what was named in an episode, and is not around every child, nor a place to which every child goes:
        a bus station is in thousands of chronologies, and it takes their company to know that another is rare.
        """
        told = ((one, one.fact) for one in self.chronology.by_kind.get("Contact", ()))
        named = (Named(one, contact, contact.thing) for one, contact in told if is_telling(contact))
        return tuple(
            one for one in named if one.contact.contact is not ContactKind.PLACE or one.thing in self.company
        )


@quickly_made
@dataclass(frozen=True, slots=True)
class Seen:
    """A pattern came to be so, by `events`, the last of which completed it. `why` is in facts anybody can check.

    `after` is by when time alone completed it; None: an event did. `shared` is what it takes of another child's; None:
    nothing. `parts` are those of the record of which it tells this time; empty: those of which the pattern does.
    """

    why: Sentence
    events: tuple[Event, ...]
    after: datetime | None = None
    shared: Share | None = None
    parts: tuple[Part, ...] = ()

    @property
    def at(self) -> datetime:
        """When somebody could first know: as the last of what happened was first told, and the time had passed."""
        known = known_at(self.events[-1])
        if self.shared is not None:
            known = max(known, known_at(self.shared))
        return known if self.after is None else max(known, self.after)

    def parts_of(self, pattern: Pattern) -> tuple[Part, ...]:
        """Of the record, that it tells of as this pattern."""
        return self.parts or pattern.parts


def why(what: str, **facts: object) -> Sentence:
    """Which words say why a pattern was seen."""
    return Sentence(f"alert.why.{what}", **facts)


#: How a pattern is looked for: each time that it comes to be so, in order.
Looks = Callable[[Life], Iterator[Seen]]


def known_at(what: Event | Share) -> datetime:
    """When the first agency was told; where nobody is said to have been, when it happened."""
    happened = what.happened_at.begins
    told = [telling.at.begins for telling in what.told]
    return max(happened, min(told)) if told else happened
