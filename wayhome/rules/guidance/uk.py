"""What is asked in both nations: between police and authorities, and by the local protocol."""

from wayhome.rules.duties import Duty
from wayhome.rules.factors import Factor
from wayhome.rules.facts import (
    Acknowledged,
    AgencyKind,
    Found,
    Missing,
    MissingMeeting,
    RiskAssessed,
)
from wayhome.rules.finding import Weight
from wayhome.rules.guidance.readings import by_control_room, by_duty_desk, is_no_apparent_risk, review_time
from wayhome.rules.guidance.sources import (
    APP_RISK,
    DFE_2014_NOTICE,
    LOCAL_ACKNOWLEDGEMENT,
    LOCAL_LADDER,
    LOCAL_REPORTING,
    RETURN_AT_18,
)
from wayhome.rules.ladders import Ladder
from wayhome.rules.triggers import Happened, SearchEnded, SetBy, Setting, Told, Turned18

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
    AUTHORITY_TOLD_OF_MISSING,
    AUTHORITY_TOLD_OF_FOUND,
    NO_APPARENT_RISK_REVIEWED,
    STILL_MISSING_AT_18,
)
LADDERS = (MISSING_MEETINGS,)
