"""What may be said from the moment a child is found: found, recovered, returned, and the end of the episode."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from wayhome.rules.facts.fact import OfEpisode, OfEpisodes, Part, required, words
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


class FoundBy(StrEnum):
    RETURNED = "returned"
    POLICE = "police"
    FAMILY = "family"
    CARER = "carer"
    OTHER = "other"
    NOT_STATED = "not_stated"


class ReturnedTo(StrEnum):
    FAMILY_HOME = "family_home"
    PLACEMENT = "placement"
    OTHER_PLACEMENT = "other_placement"
    HOSPITAL = "hospital"
    CUSTODY = "custody"
    ELSEWHERE = "elsewhere"
    NOT_STATED = "not_stated"


class InsteadOfReturn(StrEnum):
    """What opens when it is not safe to return: Children Act 1989 s.46, s.20, or the assessment at 16 and 17."""

    POLICE_PROTECTION = "police_protection"
    ACCOMMODATION = "accommodation"
    HOMELESS_ASSESSMENT = "homeless_16_17_assessment"


class Item(StrEnum):
    """What a child had not had before."""

    MONEY = "money"
    PHONE = "phone"
    CLOTHES = "clothes"
    TICKETS = "tickets"
    INJURIES = "injuries"
    DRUGS = "drugs"
    WEAPON = "weapon"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(OfEpisode):
    """Located and seen to be well, or not: found is not returned."""

    by: FoundBy = FoundBy.NOT_STATED
    where: str = words(Part.LOCATION)
    condition: str = words(Part.HEALTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDead(OfEpisode):
    """The child has died. Every child-facing duty and message ends at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionPlanned(OfEpisode):
    """Who collects the child, by when, and where the child waits safely."""

    collector: str = words(Part.EPISODE)
    collect_by: Moment
    waits_at: str = words(Part.LOCATION)

    def __post_init__(self) -> None:
        required(self.collector, "collector")
        required(self.waits_at, "waits_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered(OfEpisode):
    """A responsible adult is with the child."""

    by: str = words(Part.EPISODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDecided(OfEpisode):
    """Is it safe to return there, who decided, and what did the child say? 'No' names what happens instead."""

    safe: bool
    decided_by: str = words(Part.EPISODE)
    child_said: str = words(Part.INTERVIEW)
    instead: InsteadOfReturn | None = None

    def __post_init__(self) -> None:
        required(self.decided_by, "decided_by")
        if not self.safe and self.instead is None:
            raise Refusal(Sentence("facts.say_what_happens_instead"), field="instead")


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(OfEpisode):
    """`items` are in somebody's words; nobody is asked for them any more, since `CameBackWith` says what and whether
    explained.
    """

    to: ReturnedTo = ReturnedTo.NOT_STATED
    how: str = words(Part.EPISODE)
    condition: str = words(Part.HEALTH)
    items: str = words(Part.EPISODE)

    @property
    def is_home_or_care(self) -> bool:
        """An arrival at the family home or any care setting; a source that says only 'returned' means that."""
        return self.to in (
            ReturnedTo.FAMILY_HOME,
            ReturnedTo.PLACEMENT,
            ReturnedTo.OTHER_PLACEMENT,
            ReturnedTo.NOT_STATED,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBackWith(OfEpisode):
    """What the child had on them once found: things and injuries that were not there before, and no offence of theirs.

    `explained`: it is known how the child came by all of it; None: nobody has said, which is not yes. It is kept from
    whoever has only to hear that the child is safe, as the child's health is.
    """

    items: tuple[Item, ...] = field(metadata={"part": Part.HEALTH})
    explained: bool | None = field(default=None, metadata={"part": Part.HEALTH})
    explanation: str = words(Part.HEALTH)

    def __post_init__(self) -> None:
        if not self.items:
            raise Refusal(Sentence("facts.say_what_it_is"), field="items")


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventionInterview(OfEpisode):
    """The police prevention interview: is the child well, and has anything happened to them?"""

    seen_by: str = words(Part.EPISODE)
    summary: str = words(Part.INTERVIEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(OfEpisode):
    reason: str = words(Part.EPISODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(OfEpisode):
    reason: str = words(Part.EPISODE)

    def __post_init__(self) -> None:
        required(self.reason, "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDone(OfEpisodes):
    """A duty that will not be done, with its reason and a name. `rung` is blank but for a ladder's."""

    duty: str
    rung: str = ""
    reason: str = words(Part.EPISODE)
    decided_by: str = words(Part.EPISODE)

    def __post_init__(self) -> None:
        OfEpisodes.__post_init__(self)
        required(self.reason, "reason")
        required(self.decided_by, "decided_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDoneAnswered(OfEpisodes):
    """Somebody else's answer to a reason why a duty will not be done: until one agrees, it is as due as before.

    `reason_given` is the key of the `NotDone`, and `edition` the one that was answered: put right, it waits anew.
    """

    reason_given: str
    edition: int
    agreed: bool
    answered_by: str = words(Part.EPISODE)
    why: str = words(Part.EPISODE)

    def __post_init__(self) -> None:
        OfEpisodes.__post_init__(self)
        required(self.answered_by, "answered_by")
        if not self.agreed:
            required(self.why, "why")
