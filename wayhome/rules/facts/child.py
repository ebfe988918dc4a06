"""What may be said about the child as such: identity, care, placements, the people and places around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from wayhome.rules.facts.agency import Agency
from wayhome.rules.facts.fact import Fact, Part, required, words
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


class PlacementKind(StrEnum):
    CHILDRENS_HOME = "childrens_home"
    FOSTER_HOME = "foster_home"
    SECURE = "secure"
    SUPPORTED_ACCOMMODATION = "supported_accommodation"
    INDEPENDENT = "independent"  # of age to, and with nobody who runs it
    WITH_PARENTS = "with_parents"
    FOR_ADOPTION = "for_adoption"
    OTHER = "other"


class CareStatus(StrEnum):
    NOT_LOOKED_AFTER = "not_looked_after"
    LOOKED_AFTER = "looked_after"
    CARE_LEAVER = "care_leaver"


class ContactKind(StrEnum):
    PERSON = "person"
    PLACE = "place"
    VEHICLE = "vehicle"
    PHONE = "phone"
    HANDLE = "handle"
    OTHER = "other"  # the source used a word of its own


class MayBeTold(StrEnum):
    """What a contact of the child may be told once the child is found; nothing until somebody decides."""

    NOTHING = "nothing"
    SAFE = "safe"
    WHERE = "where"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityStated(Fact):
    """Names, day of birth and so on as one source states them; several may stand side by side."""

    forename: str = words(Part.IDENTITY)
    surname: str = words(Part.IDENTITY)
    born: date | None = None
    sex: str = ""
    ethnicity: str = ""
    postcode: str = words(Part.LOCATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityDecided(Fact):
    """A person decided which stated identity stands. `stands` is its key, `among` those of all that were weighed."""

    stands: str
    among: tuple[str, ...]
    reason: str = words(Part.IDENTITY)
    decided_by: str = words(Part.IDENTITY)

    def __post_init__(self) -> None:
        required(self.reason, "reason")
        required(self.decided_by, "decided_by")
        if self.stands not in self.among:
            raise Refusal(Sentence("facts.must_stand_among"), field="stands")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeDisputed(Fact):
    """Somebody doubts that the person is a child, or that they are not. `resolved` ends an earlier dispute: the
    identity decided on then says how old they are. `reason` says who doubts it, or how it was resolved.
    """

    resolved: bool = False
    reason: str = words(Part.IDENTITY)

    def __post_init__(self) -> None:
        required(self.reason, "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierStated(Fact):
    """A number by which a source knows the child, such as an NHS number or a force's person number."""

    scheme: str
    value: str

    def __post_init__(self) -> None:
        required(self.scheme, "scheme")
        required(self.value, "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class CareStatusStated(Fact):
    status: CareStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibleAuthorityStated(Fact):
    """Which authority is responsible for the child: stated by somebody, never guessed from a postcode."""

    authority: Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Fact):
    """A placement began. `home` runs it, `host` is the authority in whose area it stands; None: not stated.

    `emergency`: it was made at once, not planned. `adjoins`: the host's area adjoins the responsible authority's,
    which no map here knows; False is a placement at a distance. `short_breaks`: it is one of an agreed series of short
    breaks, which the Department for Education's figures of children looked after leave out.
    """

    version: ClassVar[int] = 3

    placement: PlacementKind
    home: Agency | None = None
    host: Agency | None = None
    emergency: bool | None = None
    adjoins: bool | None = None
    short_breaks: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementEnded(Fact):
    """`began` is the key of the event that began the placement."""

    began: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Fact):
    """Somebody or something around the child: a person, place, vehicle, phone or online name."""

    contact: ContactKind
    value: str = field(metadata={"part": Part.CONTACTS})
    role: str = words(Part.CONTACTS)
    episode: str = ""
    may_be_told: MayBeTold = MayBeTold.NOTHING

    def __post_init__(self) -> None:
        required(self.value, "value")

    @property
    def episodes(self) -> tuple[str, ...]:
        return (self.episode,) if self.episode else ()

    @property
    def thing(self) -> str:
        """The key of whom or what it names, such as "phone:07700900123": capitals and spaces make no other."""
        return f"{self.contact}:{''.join(self.value.split()).casefold()}"
