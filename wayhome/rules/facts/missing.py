"""What may be said while a child is missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wayhome.rules.facts.agency import Agency
from wayhome.rules.facts.fact import Fact, OfEpisode, Part, required, words
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


class MissingFrom(StrEnum):
    FAMILY_HOME = "family_home"
    CHILDRENS_HOME = "childrens_home"
    FOSTER_HOME = "foster_home"
    CARE = "care"  # a placement, and the source does not say of which kind
    SCHOOL = "school"
    ELSEWHERE = "elsewhere"

    @property
    def is_care(self) -> bool:
        return self in _CARE


_CARE = frozenset({MissingFrom.CHILDRENS_HOME, MissingFrom.FOSTER_HOME, MissingFrom.CARE})


class RecordedAs(StrEnum):
    MISSING = "missing"
    AWAY = "away"  # away from placement without authorisation


class Risk(StrEnum):
    NO_APPARENT_RISK = "no_apparent_risk"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    OTHER = "other"  # the source used a word of its own, which its event keeps


class WhereaboutsStanding(StrEnum):
    NOT_KNOWN = "not_known"
    CLAIMED = "claimed"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing(Fact):
    """A child's whereabouts cannot be established. It happened when the child was last seen.

    `force` polices the place the child went missing from and `place` is the home or school, None: not stated.
    `report` is shared by the children of one report; blank when the child was reported alone.
    """

    missing_from: MissingFrom
    recorded_as: RecordedAs = RecordedAs.MISSING
    force: Agency | None = None
    place: Agency | None = None
    report: str = ""
    last_seen_by: str = words(Part.PERSON_REPORTING)
    reported_by: str = words(Part.PERSON_REPORTING)
    last_seen_where: str = words(Part.LOCATION)
    thought_to_be: str = words(Part.LOCATION)
    with_whom: str = words(Part.CONTACTS)
    phone: str = words(Part.CONTACTS)
    clothing: str = words(Part.EPISODE)
    circumstances: str = words(Part.EPISODE)
    medication: str = words(Part.HEALTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged(OfEpisode):
    """Somebody on shift has the new report. `desk` is their agency: a force, or an authority by its duty desk."""

    desk: Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts(OfEpisode):
    """Known means verified by a named trusted adult, how and when; a message alone is a claim."""

    standing: WhereaboutsStanding
    place_of_concern: bool | None = None
    verified_by: str = words(Part.PERSON_REPORTING)
    how: str = words(Part.EPISODE)
    where: str = words(Part.LOCATION)

    def __post_init__(self) -> None:
        if self.standing is WhereaboutsStanding.KNOWN:
            required(self.verified_by, "verified_by")
            required(self.how, "how")
            if self.place_of_concern is None:
                raise Refusal(Sentence("facts.say_whether_of_concern"), field="place_of_concern")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAssessed(OfEpisode):
    """A risk level and its reasons. `review_by` is the latest time at which it must be looked at again."""

    level: Risk
    rationale: str = words(Part.EPISODE)
    assessor: str = words(Part.EPISODE)
    review_by: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkersStated(OfEpisode):
    """The marks a source puts on an episode, in its own words and order, such as a force's warning flags."""

    markers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BelievedToBe(OfEpisode):
    """The child is believed to be in the area of `force`."""

    force: Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry(OfEpisode):
    what: str = words(Part.LOCATION)
    outcome: str = words(Part.LOCATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting(OfEpisode):
    where: str = words(Part.LOCATION)
    seen_by: str = words(Part.PERSON_REPORTING)
    confirmed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingMeeting(OfEpisode):
    agreed: str = words(Part.EPISODE)
