"""A partnership that does not exist, in places that do not either.

Two English authorities with one force between them, one Welsh authority with its own, a provider of return
interviews, a children's home in each nation and a school. Codes begin with SIM, where a real one is a GSS code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from wayhome.exchange.simulated.marking import SEEN_ALIKE, Marking
from wayhome.rules.facts import Agency, AgencyKind, Nation

K, ENGLAND, WALES = AgencyKind, Nation.ENGLAND, Nation.WALES

#: So long ago the agencies began to write here themselves; what is older came in with the forces' files.
WRITES_SINCE = timedelta(days=28)

#: How many days ago what they wrote was handed in: each day for as long as *This morning* may look back.
HANDED_IN = (21, 14, *range(7, -1, -1))


@dataclass(frozen=True, slots=True)
class Partner:
    """An agency with its name. `force` and `host` are codes: who polices it, in whose area it stands; '' for none."""

    agency: Agency
    name: str
    force: str = ""
    host: str = ""
    postcodes: str = ""  # the outward part of its area's postcodes; no real one begins with ZZ


@dataclass(frozen=True)
class Partnership:
    """`now` is the moment the simulation is seen at; what lies after it has not happened yet.

    `marking` is how its forces mark what they see.
    """

    now: datetime
    partners: tuple[Partner, ...]
    marking: Marking

    def __getitem__(self, code: str) -> Agency:
        return self.by_code[code].agency

    @cached_property
    def by_code(self) -> dict[str, Partner]:
        return {partner.agency.code: partner for partner in self.partners}

    @property
    def writes_since(self) -> datetime:
        return self.now - WRITES_SINCE

    @property
    def handed_in(self) -> tuple[datetime, ...]:
        """When what they wrote came into the record, by the week and lately by the day; the last time is `now`."""
        return tuple(self.now - timedelta(days=ago) for ago in HANDED_IN)

    def force_of(self, code: str) -> Agency:
        """Who polices the area in which this agency stands."""
        return self[self.by_code[code].force]

    def host_of(self, home: str) -> Agency:
        """The authority in whose area this children's home stands."""
        return self[self.by_code[home].host]


#: code, kind, nation, name, force, host, postcodes; in an order in which each can be created. The names are nobody's,
#: and every page on which they stand says that it is simulated.
_PARTNERS = (
    ("SIM-POL-E", K.POLICE, ENGLAND, "Marrowdale Police", "", "", ""),
    ("SIM-POL-W", K.POLICE, WALES, "Heddlu Glynfelin", "", "", ""),
    ("SIM-E1", K.AUTHORITY, ENGLAND, "Marrowdale County Council", "SIM-POL-E", "", "ZZ1"),
    ("SIM-E2", K.AUTHORITY, ENGLAND, "Wexleby Borough Council", "SIM-POL-E", "", "ZZ2"),
    ("SIM-W1", K.AUTHORITY, WALES, "Cyngor Sir Glynfelin", "SIM-POL-W", "", "ZZ3"),
    ("SIM-RHI", K.INTERVIEW_PROVIDER, None, "Hearsay Return Interviews", "", "", ""),
    ("SIM-HOME-E", K.CHILDRENS_HOME, ENGLAND, "Larkspur House", "SIM-POL-E", "SIM-E1", ""),
    ("SIM-HOME-W", K.CHILDRENS_HOME, WALES, "Tŷ Celynnen", "SIM-POL-W", "SIM-W1", ""),
    ("SIM-SCHOOL", K.SCHOOL, ENGLAND, "Wexleby Quay School", "SIM-POL-E", "SIM-E2", ""),
    ("SIM-HELP", K.HELPLINE, None, "Lantern Line", "", "", ""),
)


def partnership(now: datetime, marking: Marking = SEEN_ALIKE) -> Partnership:
    """The partnership as it is seen at `now` (aware); to the minute, so that no time in it looks too exact."""
    minute = now.replace(second=0, microsecond=0)
    joined = minute - WRITES_SINCE
    return Partnership(
        minute,
        tuple(
            Partner(Agency(code, kind, nation, joined), name, force, host, postcodes)
            for code, kind, nation, name, force, host, postcodes in _PARTNERS
        ),
        marking,
    )
