"""What is asked in both nations: between police and authorities, and by the local protocol."""

from datetime import timedelta

from wayhome.rules.duties import Duty
from wayhome.rules.factors import Factor
from wayhome.rules.facts import (
    Acknowledged,
    AgencyKind,
    Found,
    Missing,
    MissingMeeting,
    Notice,
    PreventionInterview,
    RiskAssessed,
)
from wayhome.rules.finding import Weight
from wayhome.rules.guidance.readings import (
    by_control_room,
    by_duty_desk,
    is_high_risk,
    is_no_apparent_risk,
    review_time,
)
from wayhome.rules.guidance.sources import (
    APP_HIGH_RISK,
    APP_RISK,
    APP_SUPERVISORS,
    DFE_2014_NOTICE,
    IICSA_PREVENTION,
    LOCAL_ACKNOWLEDGEMENT,
    LOCAL_LADDER,
    LOCAL_REPORTING,
    MISSING_PERSONS_UNIT,
    NATIONAL_COMPUTER,
    RETURN_AT_18,
)
from wayhome.rules.ladders import Ladder
from wayhome.rules.limits import SetBy, Setting
from wayhome.rules.triggers import Happened, Noticed, SearchEnded, Told, Turned18

#: Until police have given a reference or accepted the report, nobody is looking. Runs from when anybody's report
#: was first told to any agency, so it starts with the agency of the person reporting.
POLICE_TOLD = Duty(
    rule="local.police_told",
    starts=Told(Missing, Factor.REPORTING_AGENCY),
    met_by=(Told(Missing, AgencyKind.POLICE, accepted=True), Happened(Acknowledged, where=by_control_room)),
    within=Setting("police_told_within"),
    falls_on=Factor.REPORTING_AGENCY,
    weight=Weight.LOCAL_PROTOCOL,
    source=LOCAL_REPORTING,
    falls_away_with=SearchEnded(),
)

ACKNOWLEDGED_BY_CONTROL_ROOM = Duty(
    rule="local.report_acknowledged_by_control_room",
    starts=Told(Missing, AgencyKind.POLICE),
    met_by=(Happened(Acknowledged, where=by_control_room),),
    within=Setting("control_room_acknowledges_within"),
    falls_on=Factor.FORCE_MISSING_FROM,
    weight=Weight.LOCAL_PROTOCOL,
    source=LOCAL_ACKNOWLEDGEMENT,
    falls_away_with=SearchEnded(),
)

ACKNOWLEDGED_BY_DUTY_DESK = Duty(
    rule="local.report_acknowledged_by_duty_desk",
    starts=Told(Missing, AgencyKind.AUTHORITY),
    met_by=(Happened(Acknowledged, where=by_duty_desk),),
    within=Setting("duty_desk_acknowledges_within"),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    weight=Weight.LOCAL_PROTOCOL,
    source=LOCAL_ACKNOWLEDGEMENT,
    falls_away_with=SearchEnded(),
)

CIRCULATED = Duty(
    rule="uk.circulated_on_national_computer",
    starts=Told(Missing, AgencyKind.POLICE),
    met_by=(Noticed(Notice.NATIONAL_COMPUTER),),
    within=timedelta(hours=48),
    falls_on=Factor.FORCE_MISSING_FROM,
    weight=Weight.POLICE_PRACTICE,
    source=NATIONAL_COMPUTER,
    falls_away_with=SearchEnded(),
)

#: At 72 hours at the latest; sooner where the risk is high, for which no time is set.
MISSING_PERSONS_UNIT_TOLD = Duty(
    rule="uk.missing_persons_unit_told",
    starts=Happened(Missing),
    met_by=(Noticed(Notice.MISSING_PERSONS_UNIT),),
    within=timedelta(hours=72),
    falls_on=Factor.FORCE_BELIEVED_TO_BE,
    weight=Weight.POLICE_PRACTICE,
    source=MISSING_PERSONS_UNIT,
    falls_away_with=SearchEnded(),
)

#: Each grade, by a supervisor; the source sets no limit.
GRADE_CONFIRMED = Duty(
    rule="uk.grade_confirmed",
    starts=Happened(RiskAssessed),
    met_by=(Noticed(Notice.GRADE_CONFIRMED),),
    within=None,
    falls_on=Factor.FORCE_BELIEVED_TO_BE,
    weight=Weight.POLICE_PRACTICE,
    source=APP_SUPERVISORS,
    falls_away_with=SearchEnded(),
    each=True,
    kept_elsewhere=True,
)

#: Immediately, for which the source sets no minutes.
AUTHORITY_TOLD_OF_HIGH_RISK = Duty(
    rule="uk.authority_told_of_high_risk",
    starts=Happened(RiskAssessed, where=is_high_risk),
    met_by=(Told(RiskAssessed, Factor.RESPONSIBLE_AUTHORITY, where=is_high_risk),),
    within=None,
    falls_on=Factor.FORCE_MISSING_FROM,
    weight=Weight.POLICE_PRACTICE,
    source=APP_HIGH_RISK,
    falls_away_with=SearchEnded(),
)

#: By police, as soon as the child is found: is the child well, and did anybody do the child harm?
PREVENTION_INTERVIEW = Duty(
    rule="uk.prevention_interview",
    starts=SearchEnded(),
    met_by=(Happened(PreventionInterview),),
    within=None,
    falls_on=Factor.FORCE_MISSING_FROM,
    weight=Weight.POLICE_PRACTICE,
    source=IICSA_PREVENTION,
)

#: Of every missing child, at every risk level.
AUTHORITY_TOLD_OF_MISSING = Duty(
    rule="uk.authority_told_of_missing",
    starts=Told(Missing, AgencyKind.POLICE),
    met_by=(Told(Missing, Factor.RESPONSIBLE_AUTHORITY),),
    within=Setting("authority_told_of_missing_within"),
    falls_on=Factor.FORCE_MISSING_FROM,
    weight=Weight.STATUTORY_GUIDANCE,
    source=DFE_2014_NOTICE,
)

#: Of every found child, at every risk level.
AUTHORITY_TOLD_OF_FOUND = Duty(
    rule="uk.authority_told_of_found",
    starts=Told(Found, AgencyKind.POLICE),
    met_by=(Told(Found, Factor.RESPONSIBLE_AUTHORITY),),
    within=Setting("authority_told_of_found_within"),
    falls_on=Factor.FORCE_MISSING_FROM,
    weight=Weight.STATUTORY_GUIDANCE,
    source=DFE_2014_NOTICE,
    after_death=True,
)

#: A child graded at no apparent risk must be looked at again by the time that was set; a grade without such a
#: time is itself for somebody to settle.
NO_APPARENT_RISK_REVIEWED = Duty(
    rule="uk.no_apparent_risk_reviewed",
    starts=Happened(RiskAssessed, where=is_no_apparent_risk),
    met_by=(Happened(RiskAssessed),),
    within=SetBy(review_time, topic="RiskAssessed review_by"),
    falls_on=Factor.FORCE_BELIEVED_TO_BE,
    weight=Weight.POLICE_PRACTICE,
    source=APP_RISK,
    falls_away_with=SearchEnded(),
    each=True,
)

#: An annual return's period ends on the birthday; the episode does not. It stays open, and the search is the
#: force's, until the person is found.
STILL_MISSING_AT_18 = Duty(
    rule="uk.still_missing_at_18",
    starts=Turned18(),
    met_by=(SearchEnded(),),
    within=None,
    falls_on=Factor.FORCE_BELIEVED_TO_BE,
    weight=Weight.POLICE_PRACTICE,
    source=RETURN_AT_18,
)

MISSING_MEETINGS = Ladder(
    rule="local.missing_meeting",
    starts=Happened(Missing),
    met_by=Happened(MissingMeeting),
    rungs=Setting("meetings_at"),
    then_every=Setting("meetings_then_every"),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    weight=Weight.LOCAL_PROTOCOL,
    source=LOCAL_LADDER,
)

DUTIES = (
    POLICE_TOLD,
    ACKNOWLEDGED_BY_CONTROL_ROOM,
    ACKNOWLEDGED_BY_DUTY_DESK,
    CIRCULATED,
    MISSING_PERSONS_UNIT_TOLD,
    AUTHORITY_TOLD_OF_MISSING,
    AUTHORITY_TOLD_OF_HIGH_RISK,
    AUTHORITY_TOLD_OF_FOUND,
    PREVENTION_INTERVIEW,
    NO_APPARENT_RISK_REVIEWED,
    GRADE_CONFIRMED,
    STILL_MISSING_AT_18,
)
LADDERS = (MISSING_MEETINGS,)
