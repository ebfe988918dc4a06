"""What duties look for in a fact."""

from collections.abc import Callable

from wayhome.rules.facts import (
    Acknowledged,
    AgencyKind,
    Answer,
    Fact,
    InterviewAnswered,
    InterviewHeld,
    Missing,
    MissingFrom,
    Notice,
    NoticeGiven,
    Placed,
    Returned,
    Risk,
    RiskAssessed,
)
from wayhome.rules.moment import Moment

FROM_CARE = frozenset({MissingFrom.CHILDRENS_HOME, MissingFrom.FOSTER_HOME, MissingFrom.CARE})


def arrived_home_or_in_care(fact: Fact) -> bool:
    return isinstance(fact, Returned) and fact.is_home_or_care


def accepted(fact: Fact) -> bool:
    return isinstance(fact, InterviewAnswered) and fact.answer is Answer.ACCEPTED


def declined(fact: Fact) -> bool:
    return isinstance(fact, InterviewAnswered) and fact.answer is Answer.DECLINED


def may_be_independent(fact: Fact) -> bool:
    """Held by somebody independent, or by a source that does not say; one held by a carer is not the interview."""
    return isinstance(fact, InterviewHeld) and fact.independent is not False


def is_notice(of: Notice) -> Callable[[Fact], bool]:
    def holds(fact: Fact) -> bool:
        return isinstance(fact, NoticeGiven) and fact.notice is of

    holds.__name__ = of.value  # by which the manual calls it
    return holds


def by_control_room(fact: Fact) -> bool:
    return isinstance(fact, Acknowledged) and fact.desk.kind is AgencyKind.POLICE


def by_duty_desk(fact: Fact) -> bool:
    return isinstance(fact, Acknowledged) and fact.desk.kind is AgencyKind.AUTHORITY


def is_high_risk(fact: Fact) -> bool:
    return isinstance(fact, RiskAssessed) and fact.level is Risk.HIGH


def is_from_care(fact: Fact) -> bool:
    return isinstance(fact, Missing) and fact.missing_from in FROM_CARE


def is_no_apparent_risk(fact: Fact) -> bool:
    return isinstance(fact, RiskAssessed) and fact.level is Risk.NO_APPARENT_RISK


def was_planned(fact: Fact) -> bool:
    return isinstance(fact, Placed) and fact.emergency is False


def review_time(fact: Fact) -> Moment | None:
    return fact.review_by if isinstance(fact, RiskAssessed) else None
