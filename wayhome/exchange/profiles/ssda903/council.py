"""Who speaks in a return, and of what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from wayhome.exchange.profiles.keys import quoted
from wayhome.exchange.register import Authority
from wayhome.rules.event import Event, System, Telling
from wayhome.rules.facts import Agency, AgencyKind, Fact, Nation
from wayhome.rules.moment import Moment

#: What a return can say. It holds no report, no police, no risk and no interview: of those it is silent, which is
#: not the same as 'not done'.
SAYS = frozenset(
    {
        "Missing",
        "Missing told authority",
        "Found",
        "Found told authority",
        "Returned",
        "Returned told authority",
        "CareStatusStated",
        "Placed",
        "PlacementEnded",
        "IdentityStated",
        "IdentifierStated",
        "ResponsibleAuthorityStated",
    }
)


@dataclass(frozen=True)
class Council:
    """`authority` made the return and is responsible for every child in it. `named`: somebody said which it is."""

    authority: Agency
    named: bool

    @classmethod
    def of(cls, authority: Authority | None) -> Self:
        if authority is None:
            return cls(Agency("authority", AgencyKind.AUTHORITY), named=False)
        return cls(
            Agency(authority.code, AgencyKind.AUTHORITY, Nation(authority.nation)),
            named=True,
        )

    @classmethod
    def between(cls, council: Agency, _force: Agency) -> Self:
        """As the two stand in a record."""
        return cls(council, named=True)

    @cached_property
    def system(self) -> System:
        return System(f"ssda903:{self.authority.code}" if self.named else "ssda903", SAYS)

    def event(self, child: str, key: str, fact: Fact, at: Moment, *, assumed: bool = False) -> Event:
        """As the council states it. That it knew on the day itself is assumed: a return holds no time of telling."""
        return Event(
            child=child,
            key=key,
            fact=fact,
            happened_at=at,
            of=self.authority,
            told=(Telling(self.authority, at, stated=False),),
            system=self.system,
            happened_assumed=assumed,
        )

    def key(self, *parts: str) -> str:
        """An event's origin. A period keeps its key from one year's return to the next: the start names it."""
        return "/".join((self.system.name, *map(quoted, parts)))
