"""Duties in England."""

from datetime import date, timedelta

from wayhome.rules.duties import Duty
from wayhome.rules.factors import Factor
from wayhome.rules.facts import (
    AgencyKind,
    CarerAccount,
    FoundDead,
    InterviewAnswered,
    InterviewHeld,
    InterviewOffered,
    Missing,
    Nation,
    Notice,
    NoticeGiven,
    Placed,
    Returned,
)
from wayhome.rules.finding import Weight
from wayhome.rules.guidance.readings import (
    accepted,
    arrived_home_or_in_care,
    declined,
    is_from_care,
    is_notice,
    may_be_independent,
    was_planned,
)
from wayhome.rules.guidance.sources import (
    DFE_2014_CARERS,
    DFE_2014_FROM_CARE,
    DFE_2014_INTERVIEWS,
    PLACEMENT_NOTICE,
    WORKING_TOGETHER_DEATH,
)
from wayhome.rules.triggers import Happened, PlacedOutOfArea, SearchEnded, Setting, Told
from wayhome.rules.working_days import WorkingDays

#: Offered once the child is found, after every episode. The guidance sets the offer no limit of its own.
RETURN_INTERVIEW_OFFER = Duty(
    rule="england.return_interview_offer",
    starts=SearchEnded(),
    met_by=(Happened(InterviewOffered), Happened(InterviewAnswered), Happened(InterviewHeld)),
    within=None,
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.STATUTORY_GUIDANCE,
    source=DFE_2014_INTERVIEWS,
    settled_with="england.return_interview",
    in_force_from=date(2014, 1, 1),
)

#: Held within 72 hours of arrival at the family home or any care setting. The hours run through nights and
#: weekends, and through the next episode: never paused, never counted again from a later return. The authority may
#: have it held by a provider, to whom the hours then belong, not the duty.
RETURN_INTERVIEW = Duty(
    rule="england.return_interview",
    starts=Happened(Returned, where=arrived_home_or_in_care),
    met_by=(Happened(InterviewHeld, where=may_be_independent),),
    within=timedelta(hours=72),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.STATUTORY_GUIDANCE,
    source=DFE_2014_INTERVIEWS,
    not_done_by=(Happened(InterviewAnswered, where=declined),),
    resumed_by=(Happened(InterviewAnswered, where=accepted),),
    begun_by=(Happened(InterviewOffered), Happened(InterviewAnswered)),
    handed_to=AgencyKind.INTERVIEW_PROVIDER,
    in_force_from=date(2014, 1, 1),
)

#: A child who declines is asked no more; those who care for the child may still know what would help.
CARER_ASKED = Duty(
    rule="england.carer_asked",
    starts=Happened(InterviewAnswered, where=declined),
    met_by=(Happened(CarerAccount), Happened(InterviewHeld)),
    within=None,
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.STATUTORY_GUIDANCE,
    source=DFE_2014_CARERS,
    in_force_from=date(2014, 1, 1),
)

#: Of a child missing from care: parents, and others with parental responsibility, unless the care plan says not to.
PARENTS_TOLD = Duty(
    rule="england.parents_told",
    starts=Happened(Missing, where=is_from_care),
    met_by=(Happened(NoticeGiven, where=is_notice(Notice.PARENTS)),),
    within=Setting("parents_told_within"),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.STATUTORY_GUIDANCE,
    source=DFE_2014_FROM_CARE,
    falls_away_with=SearchEnded(),
    in_force_from=date(2014, 1, 1),
)

REVIEWING_OFFICER_TOLD = Duty(
    rule="england.reviewing_officer_told",
    starts=Happened(Missing, where=is_from_care),
    met_by=(Happened(NoticeGiven, where=is_notice(Notice.REVIEWING_OFFICER)),),
    within=Setting("reviewing_officer_told_within"),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.STATUTORY_GUIDANCE,
    source=DFE_2014_FROM_CARE,
    falls_away_with=SearchEnded(),
    in_force_from=date(2014, 1, 1),
)

#: Before it begins where it was planned; five working days is what the regulation allows one made in an emergency.
#: Where nobody states which it was, the later limit stands: what is late by it was late by either.
HOST_TOLD_OF_PLACEMENT = Duty(
    rule="england.host_told_of_placement",
    starts=PlacedOutOfArea(),
    met_by=(Told(Placed, Factor.HOST_AUTHORITY),),
    within=WorkingDays(5),
    beforehand=was_planned,
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.LAW,
    source=PLACEMENT_NOTICE,
    after_death=True,
    in_force_from=date(2014, 1, 27),
)

#: Of a child's death while missing. Both limits run from when the authority became aware of it.
SERIOUS_INCIDENT_NOTIFIED = Duty(
    rule="england.serious_incident_notified",
    starts=Told(FoundDead, Factor.RESPONSIBLE_AUTHORITY),
    met_by=(Happened(NoticeGiven, where=is_notice(Notice.SERIOUS_INCIDENT)),),
    within=WorkingDays(5),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.LAW,
    source=WORKING_TOGETHER_DEATH,
    after_death=True,
)

RAPID_REVIEW = Duty(
    rule="england.rapid_review",
    starts=Told(FoundDead, Factor.RESPONSIBLE_AUTHORITY),
    met_by=(Happened(NoticeGiven, where=is_notice(Notice.RAPID_REVIEW)),),
    within=WorkingDays(15),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.STATUTORY_GUIDANCE,
    source=WORKING_TOGETHER_DEATH,
    after_death=True,
)

DUTIES = (
    RETURN_INTERVIEW_OFFER,
    RETURN_INTERVIEW,
    CARER_ASKED,
    PARENTS_TOLD,
    REVIEWING_OFFICER_TOLD,
    SERIOUS_INCIDENT_NOTIFIED,
    RAPID_REVIEW,
)
OF_PLACEMENTS = (HOST_TOLD_OF_PLACEMENT,)
