"""Duties in England."""

from datetime import date, timedelta

from wayhome.rules.duties import Duty
from wayhome.rules.factors import Factor
from wayhome.rules.facts import (
    AgencyKind,
    CarerAccount,
    CareStatusStated,
    FoundDead,
    InterviewAnswered,
    InterviewHeld,
    InterviewOffered,
    Missing,
    Nation,
    Notice,
    Placed,
    Returned,
    SeriousEventStated,
)
from wayhome.rules.finding import Weight
from wayhome.rules.guidance.readings import (
    accepted,
    arrived_home_or_in_care,
    declined,
    in_a_childrens_home,
    in_supported_accommodation,
    is_at_a_distance,
    is_from_care,
    is_looked_after,
    is_no_longer_looked_after,
    is_serious_harm,
    may_adjoin,
    may_be_independent,
    was_planned,
)
from wayhome.rules.guidance.sources import (
    CARE_REVIEWS,
    CHILDRENS_HOME_EVENT,
    DFE_2014_CARERS,
    DFE_2014_FROM_CARE,
    DFE_2014_INTERVIEWS,
    PLACEMENT_APPROVAL,
    PLACEMENT_NOTICE,
    PLACEMENT_NOTICES,
    SUPPORTED_ACCOMMODATION_EVENT,
    WORKING_TOGETHER_DEATH,
)
from wayhome.rules.limits import Setting
from wayhome.rules.triggers import EitherOf, Happened, Noticed, PlacedOutOfArea, SearchEnded, Told
from wayhome.rules.working_days import Months, WorkingDays

DIED_OR_HARMED = EitherOf(
    Told(FoundDead, Factor.RESPONSIBLE_AUTHORITY),
    Told(SeriousEventStated, Factor.RESPONSIBLE_AUTHORITY, where=is_serious_harm),
)

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
    met_by=(Noticed(Notice.PARENTS),),
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
    met_by=(Noticed(Notice.REVIEWING_OFFICER),),
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

#: The child, parents, health, school and others. Withheld from some where it would put the child at risk, which is then
#: said to be not done.
PLACEMENT_NOTICES_GIVEN = Duty(
    rule="england.placement_notices",
    starts=Happened(Placed),
    met_by=(Noticed(Notice.PLACEMENT),),
    within=WorkingDays(5),
    beforehand=was_planned,
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.LAW,
    source=PLACEMENT_NOTICES,
    after_death=True,
    kept_elsewhere=True,
    in_force_from=date(2011, 4, 1),
)

#: Out of area, approved before it begins: by the nominated officer, or by the director where it is at a distance. Where
#: nobody states whether the areas adjoin, either will do: what lacks the lesser lacks both.
PLACEMENT_APPROVED = Duty(
    rule="england.placement_approved",
    starts=PlacedOutOfArea(where=may_adjoin),
    met_by=(Noticed(Notice.APPROVED_BY_OFFICER), Noticed(Notice.APPROVED_BY_DIRECTOR)),
    within=timedelta(0),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.LAW,
    source=PLACEMENT_APPROVAL,
    after_death=True,
    kept_elsewhere=True,
    in_force_from=date(2014, 1, 27),
)

DISTANT_PLACEMENT_APPROVED = Duty(
    rule="england.distant_placement_approved",
    starts=PlacedOutOfArea(where=is_at_a_distance),
    met_by=(Noticed(Notice.APPROVED_BY_DIRECTOR),),
    within=timedelta(0),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.LAW,
    source=PLACEMENT_APPROVAL,
    after_death=True,
    kept_elsewhere=True,
    in_force_from=date(2014, 1, 27),
)

#: Of a looked-after child's case: each review is counted from the one before it.
CARE_REVIEWED = Duty(
    rule="england.care_review",
    starts=EitherOf(Happened(CareStatusStated, where=is_looked_after), Noticed(Notice.CARE_REVIEW)),
    met_by=(Noticed(Notice.CARE_REVIEW),),
    within=(WorkingDays(20), Months(3), Months(6)),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.LAW,
    source=CARE_REVIEWS,
    falls_away_with=Happened(CareStatusStated, where=is_no_longer_looked_after),
    each=True,
    kept_elsewhere=True,
    in_force_from=date(2011, 4, 1),
)

#: Only once a person has said that the episode is a serious event. Without delay, for which no hours are set.
SERIOUS_EVENT_NOTIFIED = Duty(
    rule="england.serious_event_notified",
    starts=Happened(SeriousEventStated, where=in_a_childrens_home),
    met_by=(Noticed(Notice.SERIOUS_EVENT),),
    within=None,
    falls_on=Factor.HOME_MISSING_FROM,
    nation=Nation.ENGLAND,
    weight=Weight.LAW,
    source=CHILDRENS_HOME_EVENT,
    after_death=True,
    in_force_from=date(2015, 4, 1),
)

SUPPORTED_ACCOMMODATION_EVENT_NOTIFIED = Duty(
    rule="england.supported_accommodation_event_notified",
    starts=Happened(SeriousEventStated, where=in_supported_accommodation),
    met_by=(Noticed(Notice.SERIOUS_EVENT),),
    within=timedelta(hours=24),
    falls_on=Factor.HOME_MISSING_FROM,
    nation=Nation.ENGLAND,
    weight=Weight.LAW,
    source=SUPPORTED_ACCOMMODATION_EVENT,
    after_death=True,
)

#: Of a child who died while missing, or was seriously harmed. Both limits run from when the authority became aware.
SERIOUS_INCIDENT_NOTIFIED = Duty(
    rule="england.serious_incident_notified",
    starts=DIED_OR_HARMED,
    met_by=(Noticed(Notice.SERIOUS_INCIDENT),),
    within=WorkingDays(5),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    nation=Nation.ENGLAND,
    weight=Weight.LAW,
    source=WORKING_TOGETHER_DEATH,
    after_death=True,
)

RAPID_REVIEW = Duty(
    rule="england.rapid_review",
    starts=DIED_OR_HARMED,
    met_by=(Noticed(Notice.RAPID_REVIEW),),
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
    SERIOUS_EVENT_NOTIFIED,
    SUPPORTED_ACCOMMODATION_EVENT_NOTIFIED,
)
OF_PLACEMENTS = (
    HOST_TOLD_OF_PLACEMENT,
    PLACEMENT_NOTICES_GIVEN,
    PLACEMENT_APPROVED,
    DISTANT_PLACEMENT_APPROVED,
)
OF_CARE = (CARE_REVIEWED,)
