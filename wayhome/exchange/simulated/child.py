"""What is true of a simulated child: more than any source will say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from wayhome.rules.facts import Agency, Answer, ContactKind, FoundBy, MissingFrom, PlacementKind, Risk


class Pattern(StrEnum):
    """How often a child goes missing. One frailty for all cannot give both many who do once and a high mean."""

    ONCE = "once"
    OCCASIONAL = "occasional"
    CHRONIC = "chronic"


@dataclass(frozen=True, slots=True)
class Span:
    """When the child was last seen and when the child was back."""

    last_seen: datetime
    returned: datetime

    @property
    def length(self) -> timedelta:
        return self.returned - self.last_seen


@dataclass(frozen=True, slots=True)
class Interview:
    """What a force's file says of it; None: blank."""

    offered: datetime
    answer: Answer | None = None
    held: datetime | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """Somebody or something around the child, as it came up in an incident."""

    kind: ContactKind
    value: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """`number` counts the child's own from 1. `flags` are a force's warning markers."""

    number: int
    span: Span
    reported: datetime
    missing_from: MissingFrom
    risk: Risk
    flags: tuple[str, ...] = ()
    found_by: FoundBy = FoundBy.RETURNED
    interview: Interview | None = None
    around: tuple[Around, ...] = ()

    @property
    def returned(self) -> datetime:
        return self.span.returned


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Where a looked-after child lives. `home` is one of the partnership's own, None: another's."""

    placement: PlacementKind
    host: Agency
    home: Agency | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What no source holds: why the child goes missing, and with whom.

    `marked` is in how many of the child's incidents a force would mark sexual exploitation, if there is any.
    """

    pattern: Pattern
    sexually_exploited: bool = False
    criminally_exploited: bool = False
    marked: float = 0
    group: int | None = None  # children exploited by the same people


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """`number` is the child's place in the population, and `person_id` the number by which `force` knows them."""

    number: int
    person_id: str
    forename: str
    surname: str
    born: date
    sex: str
    ethnicity: str
    postcode: str
    authority: Agency
    force: Agency
    truth: Truth
    care: Care | None = None
    incidents: tuple[Incident, ...] = ()
