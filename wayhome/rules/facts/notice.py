"""That somebody who keeps no record here was told of a missing episode, or of how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wayhome.rules.facts.fact import OfEpisode


class Notice(StrEnum):
    """Who was told, or what was opened."""

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

    @property
    def is_after_a_death(self) -> bool:
        return self in (Notice.SERIOUS_INCIDENT, Notice.RAPID_REVIEW, Notice.UNIFIED_REVIEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGiven(OfEpisode):
    """`reference` is the receiver's own; blank where they gave none."""

    notice: Notice
    reference: str = ""
