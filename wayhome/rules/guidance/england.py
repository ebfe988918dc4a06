"""Duties in England."""

from datetime import date, timedelta

from wayhome.rules.duties import Duty
from wayhome.rules.factors import Factor
from wayhome.rules.facts import (
    DeathNotice,
    DeathNotified,
    FoundDead,
    InterviewAnswered,
    InterviewHeld,
    InterviewOffered,
    Nation,
    Returned,
)
from wayhome.rules.finding import Weight
from wayhome.rules.guidance.readings import (
    accepted,
    arrived_home_or_in_care,
    declined,
    is_notice,
    may_be_independent,
)
from wayhome.rules.guidance.sources import DFE_2014_INTERVIEWS, WORKING_TOGETHER_DEATH
from wayhome.rules.triggers import Happened, SearchEnded

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
    child_facing=True,
    settled_with="england.return_interview",
    in_force_from=date(2014, 1, 1),
)

#: Held within 72 hours of arrival at the family home or any care setting. The hours run through nights and
#: weekends, and through the next episode: never paused, never counted again from a later return.
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
    child_facing=True,
    in_force_from=date(2014, 1, 1),
)


#: Opened by a child's death while missing. Limits in working days are not yet counted here; see the manual.
SERIOUS_INCIDENT_NOTIFIED = Duty(
    rule="england.serious_incident_notified",
    starts=Happened(FoundDead),
    met_by=(Happened(DeathNotified, where=is_notice(DeathNotice.SERIOUS_INCIDENT)),),
    within=None,
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.LAW,
    source=WORKING_TOGETHER_DEATH,
)

RAPID_REVIEW = Duty(
    rule="england.rapid_review",
    starts=Happened(FoundDead),
    met_by=(Happened(DeathNotified, where=is_notice(DeathNotice.RAPID_REVIEW)),),
    within=None,
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.STATUTORY_GUIDANCE,
    source=WORKING_TOGETHER_DEATH,
)

DUTIES = (RETURN_INTERVIEW_OFFER, RETURN_INTERVIEW, SERIOUS_INCIDENT_NOTIFIED, RAPID_REVIEW)
