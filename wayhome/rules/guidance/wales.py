"""Duties in Wales."""

from datetime import date, timedelta

from wayhome.rules.duties import Duty
from wayhome.rules.factors import Factor
from wayhome.rules.facts import (
    FoundDead,
    InterviewAnswered,
    InterviewHeld,
    InterviewOffered,
    Nation,
    Notice,
    Placed,
    SeriousEventStated,
)
from wayhome.rules.finding import Weight
from wayhome.rules.guidance.readings import (
    accepted,
    declined,
    in_a_provider_s_care,
    is_serious_harm,
    may_be_independent,
)
from wayhome.rules.guidance.sources import (
    IICSA_INTERVIEWS_WALES,
    PLACEMENT_PLAN_WALES,
    PROVIDER_EVENT_WALES,
    UNIFIED_REVIEW_WALES,
)
from wayhome.rules.triggers import EitherOf, Happened, Noticed, PlacedOutOfArea, SearchEnded
from wayhome.rules.working_days import WorkingDays

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

#: Only once a person has said that the episode is a serious event. By when was not read.
PROVIDER_NOTIFIED = Duty(
    rule="wales.provider_notified",
    starts=Happened(SeriousEventStated, where=in_a_provider_s_care),
    met_by=(Noticed(Notice.SERIOUS_EVENT),),
    within=None,
    falls_on=Factor.HOME_MISSING_FROM,
    nation=Nation.WALES,
    weight=Weight.LAW,
    source=PROVIDER_EVENT_WALES,
    after_death=True,
)

PLACEMENT_PLANNED = Duty(
    rule="wales.placement_plan",
    starts=Happened(Placed),
    met_by=(Noticed(Notice.PLACEMENT_PLAN),),
    within=WorkingDays(5),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.WALES,
    weight=Weight.LAW,
    source=PLACEMENT_PLAN_WALES,
    kept_elsewhere=True,
    in_force_from=date(2016, 4, 6),
)

#: Out of area, before it begins.
PLACEMENT_THROUGH_PANEL = Duty(
    rule="wales.placement_panel",
    starts=PlacedOutOfArea(),
    met_by=(Noticed(Notice.PLACEMENT_PANEL),),
    within=timedelta(0),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.WALES,
    weight=Weight.LAW,
    source=PLACEMENT_PLAN_WALES,
    kept_elsewhere=True,
    in_force_from=date(2016, 4, 6),
)

#: Opened by a child's death while missing, or by serious harm.
UNIFIED_REVIEW = Duty(
    rule="wales.single_unified_safeguarding_review",
    starts=EitherOf(Happened(FoundDead), Happened(SeriousEventStated, where=is_serious_harm)),
    met_by=(Noticed(Notice.UNIFIED_REVIEW),),
    within=None,
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.WALES,
    weight=Weight.STATUTORY_GUIDANCE,
    source=UNIFIED_REVIEW_WALES,
    after_death=True,
)

DUTIES = (RETURN_INTERVIEW, UNIFIED_REVIEW, PROVIDER_NOTIFIED)
OF_PLACEMENTS = (PLACEMENT_PLANNED, PLACEMENT_THROUGH_PANEL)
