"""Duties in Wales."""

from wayhome.rules.duties import Duty
from wayhome.rules.factors import Factor
from wayhome.rules.facts import (
    FoundDead,
    InterviewAnswered,
    InterviewHeld,
    InterviewOffered,
    Nation,
    Notice,
    NoticeGiven,
)
from wayhome.rules.finding import Weight
from wayhome.rules.guidance.readings import accepted, declined, is_notice, may_be_independent
from wayhome.rules.guidance.sources import IICSA_INTERVIEWS_WALES, UNIFIED_REVIEW_WALES
from wayhome.rules.triggers import Happened, SearchEnded

#: Not statutory: expected after the third episode as a minimum, with no limit of hours. An offer made earlier
#: is not hidden by that: it is shown, and waits for its answer.
RETURN_INTERVIEW = Duty(
    rule="wales.return_interview",
    starts=SearchEnded(),
    met_by=(Happened(InterviewHeld, where=may_be_independent),),
    within=None,
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.WALES,
    weight=Weight.PRACTICE_GUIDANCE,
    source=IICSA_INTERVIEWS_WALES,
    not_done_by=(Happened(InterviewAnswered, where=declined),),
    resumed_by=(Happened(InterviewAnswered, where=accepted),),
    begun_by=(Happened(InterviewOffered), Happened(InterviewAnswered)),
    from_episode=3,
)

#: Opened by a child's death while missing.
UNIFIED_REVIEW = Duty(
    rule="wales.single_unified_safeguarding_review",
    starts=Happened(FoundDead),
    met_by=(Happened(NoticeGiven, where=is_notice(Notice.UNIFIED_REVIEW)),),
    within=None,
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.WALES,
    weight=Weight.STATUTORY_GUIDANCE,
    source=UNIFIED_REVIEW_WALES,
    after_death=True,
)

DUTIES = (RETURN_INTERVIEW, UNIFIED_REVIEW)
