"""Connecting factors: what ties a duty to one agency, and so to one nation's rules.

A Welsh authority's child who goes missing from a children's home in England is owed the Welsh return interview
by the Welsh authority, while the English force polices the search: one nation per child and duty, never per run.
"""

from __future__ import annotations

from enum import StrEnum

from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import Episode
from wayhome.rules.facts import Agency, BelievedToBe, Missing, Nation, Placed, ResponsibleAuthorityStated
from wayhome.rules.placement import TimeInCare

#: What a clock runs over.
Stretch = Episode | TimeInCare


class Factor(StrEnum):
    RESPONSIBLE_AUTHORITY = "responsible_authority"
    HOST_AUTHORITY = "host_authority"  # of the area in which the child's placement stands
    FORCE_MISSING_FROM = "force_missing_from"
    FORCE_BELIEVED_TO_BE = "force_believed_to_be"  # else the force missing from
    REPORTING_AGENCY = "reporting_agency"
    HOME_MISSING_FROM = "home_missing_from"  # whose registered person answers for the child


def agency_for(factor: Factor, chronology: Chronology, stretch: Stretch) -> Agency | None:
    """The agency on which a duty with this factor falls; None: nobody has stated it."""
    match factor:
        case Factor.RESPONSIBLE_AUTHORITY:
            return _responsible_authority(chronology, stretch)
        case Factor.HOST_AUTHORITY:
            return _host_authority(chronology, stretch)
        case Factor.FORCE_MISSING_FROM:
            return stretch.force
        case Factor.FORCE_BELIEVED_TO_BE:
            return _force_believed_to_be(stretch)
        case Factor.REPORTING_AGENCY:
            return stretch.opened_by.of
        case Factor.HOME_MISSING_FROM:
            return _home_missing_from(stretch)


def nation_for(
    factor: Factor, chronology: Chronology, stretch: Stretch, if_unstated: Nation | None
) -> Nation | None:
    """The nation whose rules bind the agency on which such a duty falls.

    Where that agency is not stated, the force's nation stands in, so that no duty is lost for want of an owner.
    """
    agency = agency_for(factor, chronology, stretch)
    if agency is not None and agency.nation is not None:
        return agency.nation
    force = stretch.force
    return force.nation if force is not None and force.nation is not None else if_unstated


def _force_believed_to_be(stretch: Stretch) -> Agency | None:
    believed = stretch.last("BelievedToBe")
    if believed is not None and isinstance(believed.fact, BelievedToBe):
        return believed.fact.force
    return stretch.force


def _home_missing_from(stretch: Stretch) -> Agency | None:
    opened = stretch.opened_by.fact
    return opened.place if isinstance(opened, Missing) else None


def _responsible_authority(chronology: Chronology, stretch: Stretch) -> Agency | None:
    """As last stated when the stretch began, else as first stated after it."""
    stated: Agency | None = None
    began = stretch.opened_by.happened_at.begins
    for event in chronology.by_kind.get("ResponsibleAuthorityStated", ()):
        if stated is not None and event.happened_at.begins > began:
            break
        assert isinstance(event.fact, ResponsibleAuthorityStated)
        stated = event.fact.authority
    return stated


def _host_authority(chronology: Chronology, stretch: Stretch) -> Agency | None:
    host: Agency | None = None
    began = stretch.opened_by.happened_at.begins
    for event in chronology.by_kind.get("Placed", ()):
        if event.happened_at.begins > began:
            break
        assert isinstance(event.fact, Placed)
        host = event.fact.host
    return host
