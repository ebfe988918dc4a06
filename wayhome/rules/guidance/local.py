"""Clocks of a partnership's own, which no source that could be read asks for: each is off until a protocol sets it."""

from wayhome.rules.duties import Duty
from wayhome.rules.factors import Factor
from wayhome.rules.facts import InterviewHeld, MarkersStated, Missing, Notice, Screened, Whereabouts
from wayhome.rules.finding import Weight
from wayhome.rules.guidance.readings import (
    is_away,
    is_known_and_of_no_concern,
    may_be_independent,
    of_harm_or_exploitation,
)
from wayhome.rules.guidance.sources import LOCAL_AWAY, LOCAL_LONG_TERM, LOCAL_SCREENING, LOCAL_WRITE_UP
from wayhome.rules.ladders import Ladder
from wayhome.rules.limits import Setting
from wayhome.rules.triggers import EitherOf, Happened, Noticed, SearchEnded

#: Is a child who stays away from placement now missing?
AWAY_RECONSIDERED = Duty(
    rule="local.away_reconsidered",
    starts=EitherOf(
        Happened(Missing, where=is_away), Happened(Whereabouts, where=is_known_and_of_no_concern)
    ),
    met_by=(Noticed(Notice.AWAY_RECONSIDERED),),
    within=Setting("away_reconsidered_within", off_when_unset=True),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    weight=Weight.LOCAL_PROTOCOL,
    source=LOCAL_AWAY,
    falls_away_with=SearchEnded(),
)

INTERVIEW_WRITTEN_UP = Duty(
    rule="local.interview_written_up",
    starts=Happened(InterviewHeld, where=may_be_independent),
    met_by=(Noticed(Notice.INTERVIEW_WRITTEN_UP),),
    within=Setting("interview_written_up_within", off_when_unset=True),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    weight=Weight.LOCAL_PROTOCOL,
    source=LOCAL_WRITE_UP,
)

#: What was answered before is not an answer to what was learned since.
SCREENED_AGAIN = Duty(
    rule="local.screened_again",
    starts=EitherOf(
        Happened(InterviewHeld, where=may_be_independent),
        Happened(MarkersStated, where=of_harm_or_exploitation),
    ),
    met_by=(Happened(Screened),),
    within=Setting("screened_again_within", off_when_unset=True),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    weight=Weight.LOCAL_PROTOCOL,
    source=LOCAL_SCREENING,
    each=True,
)

SERVICE_MANAGER_TOLD = Duty(
    rule="local.service_manager_told",
    starts=Happened(Missing),
    met_by=(Noticed(Notice.SERVICE_MANAGER),),
    within=Setting("service_manager_told_within", off_when_unset=True),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    weight=Weight.LOCAL_PROTOCOL,
    source=LOCAL_LONG_TERM,
    falls_away_with=SearchEnded(),
)

DIRECTOR_TOLD = Duty(
    rule="local.director_told",
    starts=Happened(Missing),
    met_by=(Noticed(Notice.DIRECTOR),),
    within=Setting("director_told_within", off_when_unset=True),
    falls_on=Factor.RESPONSIBLE_AUTHORITY,
    weight=Weight.LOCAL_PROTOCOL,
    source=LOCAL_LONG_TERM,
    falls_away_with=SearchEnded(),
)

LONG_TERM_REVIEWS = Ladder(
    rule="local.long_term_review",
    starts=Happened(Missing),
    met_by=Noticed(Notice.LONG_TERM_REVIEW),
    rungs=Setting("long_term_reviews_at", off_when_unset=True),
    then_every=Setting("long_term_reviews_then_every"),
    falls_on=Factor.FORCE_BELIEVED_TO_BE,
    weight=Weight.LOCAL_PROTOCOL,
    source=LOCAL_LONG_TERM,
    until_18=True,
)

DUTIES = (AWAY_RECONSIDERED, INTERVIEW_WRITTEN_UP, SCREENED_AGAIN, SERVICE_MANAGER_TOLD, DIRECTOR_TOLD)
LADDERS = (LONG_TERM_REVIEWS,)
