"""Who speaks in a police file, to whom, and of what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from wayhome.exchange.profiles.keys import quoted
from wayhome.exchange.register import Authority
from wayhome.rules.event import System
from wayhome.rules.facts import Agency, AgencyKind, Nation

#: What such files can say. They hold no acknowledgement, no meeting, no review time of a risk level, and not when
#: whoever sends them told the other: of those they are silent, which is not the same as 'not done'.
SAYS = frozenset(
    {
        "Missing",
        "RiskAssessed",
        "MarkersStated",
        "Found",
        "Returned",
        "Contact",
        "IdentityStated",
        "IdentifierStated",
        "ResponsibleAuthorityStated",
        "InterviewOffered",
        "InterviewOffered told authority",
        "InterviewAnswered",
        "InterviewHeld",
        "InterviewHeld told authority",
    }
)

#: Of these they also say when the sender was told.
TOLD = ("Missing", "Found", "Returned")

#: What a sender's files are called, and what the number is by which it knows a child.
CALLED = {
    AgencyKind.POLICE: ("police", "police person id"),
    AgencyKind.AUTHORITY: ("council", "council person id"),
}


@dataclass(frozen=True)
class Sender:
    """`police` polices the area, `authority` offers the interviews; `by` is which of the two states what a row says.
    `named`: the person who reads the file in has said which authority, and so which force."""

    police: Agency
    authority: Agency
    named: bool
    by: AgencyKind = AgencyKind.POLICE

    @classmethod
    def of(cls, authority: Authority | None) -> Self:
        """The force of an authority's area; with None, a force and an authority without names."""
        if authority is None:
            police, council = Agency("police", AgencyKind.POLICE), Agency("authority", AgencyKind.AUTHORITY)
            return cls(police, council, named=False)
        nation = Nation(authority.nation)
        police = Agency(authority.force_code, AgencyKind.POLICE, nation)
        return cls(police, Agency(authority.code, AgencyKind.AUTHORITY, nation), named=True)

    @classmethod
    def between(cls, council: Agency, force: Agency) -> Self:
        """As the two stand in a record."""
        return cls(force, council, named=True)

    @cached_property
    def speaker(self) -> Agency:
        """Whose statement a row is, and who was told when the child was reported."""
        return self.authority if self.by is AgencyKind.AUTHORITY else self.police

    @cached_property
    def system(self) -> System:
        called, _ = CALLED[self.by]
        says = SAYS | {f"{kind} told {self.by}" for kind in TOLD}
        return System(f"{called}:{self.speaker.code}" if self.named else called, says)

    @cached_property
    def scheme(self) -> str:
        """Of the sender's numbers for children."""
        _, number = CALLED[self.by]
        return f"{number} {self.speaker.code}" if self.named else number

    @cached_property
    def force(self) -> Agency | None:
        """The force to name as the one a child went missing from; None where nobody has said which it is.

        A council does not say it: its children may have been anywhere.
        """
        return self.police if self.named and self.by is AgencyKind.POLICE else None

    def key(self, *parts: str) -> str:
        """An event's origin: this source, then whose row it is, which row, and what of it."""
        return "/".join((self.system.name, *map(quoted, parts)))
