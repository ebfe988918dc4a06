"""That somebody who keeps no record here was told of an episode or a placement, or did what both are owed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wayhome.rules.facts.fact import OfEpisode, Part, required, words


class Notice(StrEnum):
    """Who was told, or what was done."""

    NATIONAL_COMPUTER = "national_computer"  # circulated as missing on the Police National Computer
    MISSING_PERSONS_UNIT = "missing_persons_unit"  # of the United Kingdom
    PARENTS = "parents"  # and everyone else with parental responsibility
    REVIEWING_OFFICER = "reviewing_officer"  # the independent reviewing officer of a looked-after child
    SERVICE_MANAGER = "service_manager"
    DIRECTOR = "director"  # of children's services, and through them the lead member
    LONG_TERM_REVIEW = "long_term_review"
    SERIOUS_INCIDENT = "serious_incident"  # the national panel, and Ofsted: Children Act 2004 s.16C
    RAPID_REVIEW = "rapid_review"  # the safeguarding partners
    UNIFIED_REVIEW = "single_unified_safeguarding_review"  # in Wales
    SERIOUS_EVENT = (
        "serious_event"  # the inspectorate, the placing authority and others, by the registered person
    )
    GRADE_CONFIRMED = "grade_confirmed"  # by a police supervisor
    AWAY_RECONSIDERED = "away_reconsidered"  # is a child who is away from placement now missing?
    INTERVIEW_WRITTEN_UP = "interview_written_up"
    PLACEMENT = "placement"  # child, parents, health, school and others: regulation 13(1) to (3)
    APPROVED_BY_OFFICER = "approved_by_officer"  # a placement in an adjoining area, by the nominated officer
    APPROVED_BY_DIRECTOR = (
        "approved_by_director"  # a placement at a distance, by the director of children's services
    )
    PLACEMENT_PLAN = "placement_plan"  # in Wales
    PLACEMENT_PANEL = "placement_panel"  # in Wales, of a placement out of area
    CARE_REVIEW = "care_review"  # of a looked-after child's case


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGiven(OfEpisode):
    """`episode` is the key of the missing episode, placement or time in care it is of; `reference` the receiver's
    own, blank where they gave none.
    """

    notice: Notice
    reference: str = ""


class SeriousEvent(StrEnum):
    """By which duty it is serious: of a registered person, or where a child is seriously harmed."""

    CHILDRENS_HOME = "childrens_home"
    SUPPORTED_ACCOMMODATION = "supported_accommodation"
    HARM = "harm"  # seriously harmed, and abuse or neglect is known or suspected


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriousEventStated(OfEpisode):
    """A person judged that the episode is a serious event, and says why. No rule ever judges it."""

    event: SeriousEvent
    reason: str = words(Part.EPISODE)
    decided_by: str = words(Part.EPISODE)

    def __post_init__(self) -> None:
        required(self.reason, "reason")
        required(self.decided_by, "decided_by")
