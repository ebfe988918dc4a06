"""A council that states what its own tables hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from wayhome.exchange.profiles.keys import quoted
from wayhome.exchange.register import Authority
from wayhome.rules.event import Event, System, Telling
from wayhome.rules.facts import Agency, AgencyKind, Fact, Nation
from wayhome.rules.moment import Moment

#: What every such table can say. None holds a report, police or a risk: of those they are silent, which is not the
#: same as 'not done'.
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
    """`authority` made the tables and is responsible for every child in them. `named`: somebody said which it is.

    `called` is what the tables are, and begins the name of their system; `numbers`, whose numbers for children.
    """

    authority: Agency
    named: bool
    called: str
    numbers: str
    says: frozenset[str] = SAYS

    @classmethod
    def of(cls, authority: Authority | None, called: str, numbers: str, says: frozenset[str] = SAYS) -> Self:
        if authority is None:
            return cls(Agency("authority", AgencyKind.AUTHORITY), False, called, numbers, says)
        known = Agency(authority.code, AgencyKind.AUTHORITY, Nation(authority.nation))
        return cls(known, True, called, numbers, says)

    @cached_property
    def system(self) -> System:
        return System(f"{self.called}:{self.authority.code}" if self.named else self.called, self.says)

    @cached_property
    def scheme(self) -> str:
        """Of the numbers by which the tables know a child."""
        return f"{self.numbers} {self.authority.code}" if self.named else self.numbers

    def event(
        self,
        child: str,
        key: str,
        fact: Fact,
        at: Moment,
        *,
        assumed: bool = False,
        flags: Iterable[str] = (),
        system: System | None = None,
    ) -> Event:
        """As the council states it. That it knew at once is assumed: its tables hold no time of telling."""
        return Event(
            child=child,
            key=key,
            fact=fact,
            happened_at=at,
            of=self.authority,
            told=(Telling(self.authority, at, stated=False),),
            system=system or self.system,
            happened_assumed=assumed,
            flags=tuple(flags),
        )

    def key(self, *parts: str) -> str:
        """An event's origin. A period keeps its key from one extract to the next: the start names it."""
        return "/".join((self.system.name, *map(quoted, parts)))
