"""Who speaks in a police file, to whom, and of what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from wayhome.exchange.profiles.keys import quoted
from wayhome.exchange.register import Authority
from wayhome.rules.event import System
from wayhome.rules.facts import Agency, AgencyKind, Nation

#: What a police file can say. It holds no acknowledgement, no meeting, no review time of a risk level, and not
#: when the force told the authority: of those it is silent, which is not the same as 'not done'.
SAYS = frozenset(
    {
        "Missing",
        "Missing told police",
        "RiskAssessed",
        "MarkersStated",
        "Found",
        "Found told police",
        "Returned",
        "Returned told police",
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


@dataclass(frozen=True)
class Sender:
    """`police` is whose statement a row is, `authority` who offers the interviews. `named`: the person who reads
    the file in has said which authority, and so which force."""

    police: Agency
    authority: Agency
    named: bool

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
    def system(self) -> System:
        return System(f"police:{self.police.code}" if self.named else "police", SAYS)

    @cached_property
    def force(self) -> Agency | None:
        """The force to name as the one a child went missing from; None where nobody has said which it is."""
        return self.police if self.named else None

    def key(self, *parts: str) -> str:
        """An event's origin: this source, then whose row it is, which row, and what of it."""
        return "/".join((self.system.name, *(quoted(part) for part in parts)))
