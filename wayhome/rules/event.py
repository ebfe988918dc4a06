"""A fact on a child's chronology: with when it happened, who was told when, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wayhome.rules.basis import Basis
from wayhome.rules.facts import Agency, Fact
from wayhome.rules.moment import Moment
from wayhome.rules.quickly_made import quickly_made


@dataclass(frozen=True, slots=True)
class System:
    """Where an event was first written down: this record itself, or a partner's file.

    `says` holds the topics it can speak of: kinds of fact, and tellings as "Missing told authority". What lies
    outside them is *not stated*, which differs from *unknown*: nobody can settle it by asking again. None means
    that it can speak of everything.
    """

    name: str
    says: frozenset[str] | None = None

    def __hash__(self) -> int:
        """Quick, since every event of an episode is asked for its own; any two alike in this are compared whole."""
        return hash(self.name)

    def can_say(self, topic: str) -> bool:
        return self.says is None or topic in self.says


#: This record, written by people through its own pages.
OWN = System("wayhome")


@quickly_made
@dataclass(frozen=True, slots=True)
class Telling:
    """An agency learned of the event. `stated` by a source, or else assumed; `reference` is the agency's own."""

    to: Agency
    at: Moment
    stated: bool = True
    reference: str = ""


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One edition of one thing that was said.

    `key` is its origin and the same for every edition; `edition` counts from 1, and a correction is the next.
    `of` is the agency whose statement it is. `happened_assumed` marks a time that the source did not give for
    this but for something near it. `flags` are codes such as "repeated_hour:reported_at" or "unknown_value:risk".
    `recorded_at` is set by the record alone, and is None where there is no record. So is `basis`, under which its
    agency recorded it.
    """

    child: str
    key: str
    fact: Fact
    happened_at: Moment
    of: Agency
    told: tuple[Telling, ...] = ()
    system: System = OWN
    edition: int = 1
    happened_assumed: bool = False
    flags: tuple[str, ...] = ()
    recorded_at: datetime | None = None
    basis: Basis | None = None

    @property
    def kind(self) -> str:
        return type(self.fact).__name__

    def says_the_same_as(self, other: Event) -> bool:
        """Are the two one edition: the same fact at the same time, whoever was told and whenever stored?"""
        return (
            self.fact == other.fact
            and self.happened_at == other.happened_at
            and self.happened_assumed == other.happened_assumed
            and self.flags == other.flags
        )

    def as_recorded(self, child: str, edition: int, at: datetime, basis: Basis | None) -> Event:
        """The edition that a record makes of it, said of the child whom the record knows by `child`."""
        return Event(
            child=child,
            key=self.key,
            fact=self.fact,
            happened_at=self.happened_at,
            of=self.of,
            told=self.told,
            system=self.system,
            edition=edition,
            happened_assumed=self.happened_assumed,
            flags=self.flags,
            recorded_at=at,
            basis=basis,
        )
