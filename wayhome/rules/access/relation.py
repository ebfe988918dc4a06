"""What ties somebody to a child."""

from __future__ import annotations

from enum import StrEnum

from wayhome.rules.facts import AgencyKind


class RelationKind(StrEnum):
    """Each value is a row's `kind` for as long as the record is kept: none is renamed."""

    OWN_AGENCY = "own_agency"  # the agency is responsible for, looks after, polices or teaches the child
    PLACED_IN_AREA = "placed_in_area"  # the child was placed in the authority's area by another
    ALLOCATED = "allocated"  # the person or team has been given the child's case
    ANSWERS_FOR = "answers_for"  # somebody senior of the agency answers for the child by name
    REVIEWS = "reviews"  # the person is the child's independent reviewing officer
    CARES_FOR = "cares_for"  # the child lives with this foster carer
    ON_AGENDA = "on_agenda"  # the child is on the agenda of the panel this person chairs
    REFERRED = "referred"  # the child was referred to the agency, to be interviewed
    OWN_REPORT = "own_report"  # the person reported the child missing
    SHARED = "shared"  # another agency has shared the record, for a purpose and for a time
    BREAK_GLASS = "break_glass"  # the person opened it in an emergency, for hours, and answers for it


#: Agencies that pass on what a caller or a carer says, and have no child of their own.
_PASSING_ON = frozenset({AgencyKind.HELPLINE, AgencyKind.FOSTERING})


def of_agency(kind: AgencyKind | str, *, placed: bool = False) -> RelationKind:
    """What ties an agency to a child that it has to do with. `placed`: because the child was placed.

    An authority that has to do with a child because the child was placed is the host, and not the responsible one.
    """
    match kind:
        case AgencyKind.INTERVIEW_PROVIDER:
            return RelationKind.REFERRED
        case AgencyKind.AUTHORITY if placed:
            return RelationKind.PLACED_IN_AREA
        case _:
            return RelationKind.OWN_AGENCY


def of_reporter(kind: AgencyKind | str) -> RelationKind:
    """What ties whoever reports a child: all of their agency, or, where it only passes on, they alone."""
    return RelationKind.OWN_REPORT if kind in _PASSING_ON else RelationKind.OWN_AGENCY
