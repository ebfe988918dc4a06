"""What duties and patterns look for in a fact."""

from typing import TypeIs

from wayhome.rules.facts import (
    Acknowledged,
    AgencyKind,
    Answer,
    CareStatus,
    CareStatusStated,
    Contact,
    ContactKind,
    Fact,
    InterviewAnswered,
    InterviewHeld,
    MarkersStated,
    Missing,
    Placed,
    RecordedAs,
    Returned,
    Risk,
    RiskAssessed,
    SeriousEvent,
    SeriousEventStated,
    Whereabouts,
    WhereaboutsStanding,
)
from wayhome.rules.guidance.marks import MATERIAL, ORDINARY, plain, reads
from wayhome.rules.moment import Moment


def arrived_home_or_in_care(fact: Fact) -> bool:
    return isinstance(fact, Returned) and fact.is_home_or_care


def accepted(fact: Fact) -> bool:
    return isinstance(fact, InterviewAnswered) and fact.answer is Answer.ACCEPTED


def declined(fact: Fact) -> bool:
    return isinstance(fact, InterviewAnswered) and fact.answer is Answer.DECLINED


def may_be_independent(fact: Fact) -> bool:
    """Held by somebody independent, or by a source that does not say; one held by a carer is not the interview."""
    return isinstance(fact, InterviewHeld) and fact.independent is not False


def of_harm_or_exploitation(fact: Fact) -> bool:
    return isinstance(fact, MarkersStated) and reads(fact.markers, MATERIAL)


def by_control_room(fact: Fact) -> bool:
    return isinstance(fact, Acknowledged) and fact.desk.kind is AgencyKind.POLICE


def by_duty_desk(fact: Fact) -> bool:
    return isinstance(fact, Acknowledged) and fact.desk.kind is AgencyKind.AUTHORITY


def is_telling(fact: Fact) -> TypeIs[Contact]:
    """Somebody or something named in an episode, that is not around every child."""
    return (
        isinstance(fact, Contact)
        and fact.episode != ""
        and fact.contact is not ContactKind.OTHER
        and plain(fact.role) not in ORDINARY
    )


def is_high_risk(fact: Fact) -> bool:
    return isinstance(fact, RiskAssessed) and fact.level is Risk.HIGH


def is_from_care(fact: Fact) -> bool:
    return isinstance(fact, Missing) and fact.missing_from.is_care


def is_no_apparent_risk(fact: Fact) -> bool:
    return isinstance(fact, RiskAssessed) and fact.level is Risk.NO_APPARENT_RISK


def was_planned(fact: Fact) -> bool:
    return isinstance(fact, Placed) and fact.emergency is False


def may_adjoin(fact: Fact) -> bool:
    """In an adjoining area, or nobody states that it is at a distance."""
    return isinstance(fact, Placed) and fact.adjoins is not False


def is_at_a_distance(fact: Fact) -> bool:
    return isinstance(fact, Placed) and fact.adjoins is False


def is_looked_after(fact: Fact) -> bool:
    return isinstance(fact, CareStatusStated) and fact.status is CareStatus.LOOKED_AFTER


def is_no_longer_looked_after(fact: Fact) -> bool:
    return isinstance(fact, CareStatusStated) and fact.status is not CareStatus.LOOKED_AFTER


def is_away(fact: Fact) -> bool:
    return isinstance(fact, Missing) and fact.recorded_as is RecordedAs.AWAY


def is_known_and_of_no_concern(fact: Fact) -> bool:
    if not isinstance(fact, Whereabouts):
        return False
    return fact.standing is WhereaboutsStanding.KNOWN and fact.place_of_concern is False


def in_a_childrens_home(fact: Fact) -> bool:
    return isinstance(fact, SeriousEventStated) and fact.event is SeriousEvent.CHILDRENS_HOME


def in_supported_accommodation(fact: Fact) -> bool:
    return isinstance(fact, SeriousEventStated) and fact.event is SeriousEvent.SUPPORTED_ACCOMMODATION


def in_a_provider_s_care(fact: Fact) -> bool:
    return in_a_childrens_home(fact) or in_supported_accommodation(fact)


def is_serious_harm(fact: Fact) -> bool:
    return isinstance(fact, SeriousEventStated) and fact.event is SeriousEvent.HARM


def review_time(fact: Fact) -> Moment | None:
    return fact.review_by if isinstance(fact, RiskAssessed) else None
